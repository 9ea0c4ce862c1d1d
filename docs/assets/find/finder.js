// The finder: the lists of answers become a form, and what fits them stands below.
// The answers live in the address: #who=ID&facing=ID&facing=ID&obstacle=ID.

import { cameBack } from "../reading.js"
import { afterPaint, followAddress, readAddress, tellAddress, tellDrawn, toHash, writeAddress } from "./address.js"
import { loadBrief } from "./briefs.js"
import { chooseItems, countFitting, ENOUGH, findMissing, giveReasons, readQuestion } from "./choose.js"
import { PARTS, readItems } from "./item-table.js"
import { hearWords } from "./own-words.js"
import { isBlank, listPairs, QuestionForm } from "./question-form.js"
import { Sheet } from "./sheet.js"
import { adopt, attach, inWords, joinWords, load, make, numberOf, root } from "./site.js"
import { loadTable, valuesOf } from "./table.js"

/** How near the answer comes to the screen before its cards are paid for. */
const NEAR = "600px 0px"

const loadItems = async () => {
  const [table, given] = await Promise.all([loadTable(), load("find/items.json")])
  return { table, ...readItems(given, table) }
}

/** In which countries some cases lie, by the number that each has among them. */
function listCountries(table, cases) {
  const column = table.columns.get("country")
  const counted = new Map()
  for (const n of cases) for (const value of valuesOf(column, n)) counted.set(value, (counted.get(value) ?? 0) + 1)
  const sorted = [...counted].sort(([, one], [, other]) => other - one)
  return sorted.map(([value]) => column.terms[value].label)
}

/** What was asked, as labels by question. */
function sayQuestion(asked) {
  const told = [
    ["You are", asked.who],
    ["You face", asked.facing],
    ["In the way", asked.obstacle],
  ].filter(([, terms]) => terms.length)
  return told.flatMap(([word, terms], n) => [n ? " · " : "", make("span", {}, make("b", {}, `${word}: `), joinWords(terms.map((term) => term.label)))])
}

/** What was asked, in a line for the page's name. */
const nameQuestion = (asked) => Object.values(asked).flat().map((term) => term.label).join(", ")

/** The id of an item's card in the answer. */
const nameCard = ({ brief, id }) => `answer-${brief.kind}-${id}-${brief.id}`

function drawItem(one, reasons) {
  const card = adopt(one.brief.html)
  card.id = nameCard(one)
  const words = reasons.flatMap(([word, labels], n) => [n ? " " : "", make("span", {}, make("b", {}, `${word}: `), labels.join(", "))])
  card.querySelector("h3").after(make("p", { class: "why" }, ...words))
  return make("li", {}, card)
}

/** What stands for an item until its card comes: the way to its case. */
const hold = ({ id }) => make("li", { class: "finder__coming", "aria-busy": "true" }, make("a", { href: new URL(`cases/${id}/`, root) }, inWords(id)))

/** What no item of a part has, each in its own words: data-missing-… of the part's note. */
function sayMissing(note, missing) {
  const labels = (terms) => terms.map((term) => term.label).join(", ")
  return Object.entries(missing)
    .filter(([, terms]) => terms.length)
    .map(([name, terms]) => `${note.dataset[name]} ${labels(terms)}.`)
    .join(" ")
}

/** The finder, in the page's own element: the form of answers, and what fits them. */
export class Finder {
  constructor(host) {
    this.host = host
    this.form = host.querySelector(".finder__form")
    this.questions = this.form.querySelector(".finder__ask")
    this.line = this.questions.querySelector("[data-asked-line]")
    this.clear = this.form.querySelector("[data-clear]")
    this.status = host.querySelector(".finder__say")
    this.answer = host.querySelector("[data-answer]")
    this.heading = this.answer.querySelector("#answer")
    this.copy = this.answer.querySelector("[data-copy]")
    this.copyWords = this.copy.textContent
    this.sheet = new Sheet(this.answer)
    this.title = document.title
    this.known = null
    this.turn = 0 // a later question makes an earlier answer stale
    this.found = null // what fits, until its cards are asked for
    this.coming = null // done when they stand there
    this.showing = null // done when what fits is known
    this.isNear = false
    new IntersectionObserver((seen) => this.comeNear(seen.at(-1).isIntersecting), { rootMargin: NEAR }).observe(this.answer)
    this.asking = new QuestionForm(this.form)
    this.listen()
    this.begin()
  }

  /** Whoever comes with a question, from the home page or a shared address, sees its answer first, and is led to it. */
  async begin() {
    const answers = this.readAnswers()
    this.questions.open = isBlank(answers)
    await this.restore()
    // who comes back is led to where they were
    if (!this.answer.hidden && !cameBack) this.heading.focus({ preventScroll: true })
  }

  listen() {
    this.form.addEventListener("change", (event) => {
      if (event.target.name) this.change()
    })
    this.form.addEventListener("submit", (event) => this.submit(event))
    this.clear.addEventListener("click", () => {
      writeAddress([])
      this.restore()
      this.toQuestions()
    })
    this.chooseHeard = hearWords(this.form.querySelector("[data-own-words]"), (name, id) => this.asking.boxes(name).find((box) => box.value === id))
    this.copy.hidden = !navigator.clipboard
    this.copy.addEventListener("click", () => this.copyAddress())
    addEventListener("keydown", (event) => this.printReady(event))
    addEventListener("beforeprint", () => this.bring())
    followAddress(() => this.restore())
  }

  readAnswers() {
    const asked = readAddress()
    // in an older address an obstacle was a way
    for (const id of asked.getAll("way")) asked.append("obstacle", id)
    return this.asking.read(asked)
  }

  restore() {
    const answers = this.readAnswers()
    this.asking.fill(answers)
    return this.show(answers)
  }

  change() {
    const answers = this.asking.read()
    writeAddress(listPairs(answers))
    this.asking.tellChosen()
    this.show(answers)
  }

  async submit(event) {
    event.preventDefault()
    if (isBlank(this.asking.read())) await this.chooseHeard()
    const answers = this.asking.read()
    if (isBlank(answers)) return this.toQuestions()
    await this.show(answers)
    if (this.answer.hidden) return
    this.questions.open = false
    this.host.classList.add("finder--asked")
    this.heading.focus({ preventScroll: true })
    // the answer with its question above it
    this.questions.scrollIntoView({ block: "start" })
  }

  toQuestions() {
    this.questions.open = true
    this.asking.focusFirst()
  }

  async copyAddress() {
    try {
      await navigator.clipboard.writeText(tellAddress())
      this.copy.textContent = "Copied"
    } catch {
      this.copy.textContent = "Copying is not allowed here"
    }
  }

  // ---- what fits ----

  show(answers) {
    this.showing = this.lookThrough(answers)
    return this.showing
  }

  async lookThrough(answers) {
    const mine = ++this.turn
    this.clear.hidden = isBlank(answers)
    this.copy.textContent = this.copyWords
    if (isBlank(answers)) {
      this.name(null)
      if (this.known) this.tellNumbers(readQuestion(this.known, answers))
      return this.hideAnswer("")
    }
    this.status.textContent = "Looking through the cases …"
    try {
      this.known ??= await loadItems()
    } catch {
      if (mine !== this.turn) return
      return this.hideAnswer("The table of cases could not be loaded. Is the line down? Load the page again when you are back.")
    }
    if (mine !== this.turn) return
    const asked = readQuestion(this.known, answers)
    const parts = PARTS.map((part) => {
      const { chosen, fitting } = chooseItems(this.known, asked, part)
      return { fitting, chosen: chosen.map((one) => ({ ...one, id: this.known.table.ids[one.item.n] })) }
    })
    this.found = null
    this.sayNumbers(parts, 0)
    // while somebody ticks, the answer is far below: it comes when what one looks at is painted, as do the many numbers
    if (this.questions.open) await new Promise(afterPaint)
    if (mine !== this.turn) return
    this.found = { asked, parts }
    this.name(asked)
    this.tellNumbers(asked)
    this.hold()
    this.leadOn(asked)
    if (this.isNear || !this.questions.open) return this.bring()
    tellDrawn()
  }

  comeNear(isNear) {
    this.isNear = isNear
    if (isNear) this.bring()
  }

  /** The cards of what fits. While somebody ticks, far above them, none is paid for. */
  bring() {
    if (this.found) this.coming = this.loadCards()
    return this.coming
  }

  async loadCards() {
    const { asked, parts } = this.found
    this.found = null
    const mine = this.turn
    const ids = [...new Set(parts.flatMap(({ chosen }) => chosen.map((one) => one.id)))]
    const loaded = await Promise.allSettled(ids.map(loadBrief))
    if (mine !== this.turn) return
    const briefs = new Map(ids.flatMap((id, n) => (loaded[n].status === "fulfilled" ? [[id, loaded[n].value]] : [])))
    const shown = parts.map(({ chosen, fitting }) => {
      const there = chosen.filter((one) => briefs.has(one.id))
      const items = there.map((one) => ({ ...one, brief: briefs.get(one.id).items[one.item.place] }))
      return { fitting, lost: there.length < chosen.length, chosen: items }
    })
    this.draw(asked, shown)
    const lost = ids.length - briefs.size
    if (lost) this.sayNumbers(shown, lost)
    tellDrawn()
  }

  /** Who prints by key while the cards are far away waits for them; from a menu one cannot, and the paper says so. */
  async printReady(event) {
    const isPrint = event.key.toLowerCase() === "p" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
    const isReady = this.answer.hidden ? isBlank(this.asking.read()) : !this.answer.hasAttribute("aria-busy")
    if (!isPrint || isReady) return
    event.preventDefault()
    await this.showing
    await this.bring()
    print()
  }

  /** The question in one line, for when the questions are closed, and as the name of the page; or, without one, as it was. */
  name(asked) {
    this.line.replaceChildren(...(asked ? sayQuestion(asked) : []))
    document.title = asked ? `${nameQuestion(asked)}: ${this.title}` : this.title
    // while somebody ticks, nothing above the boxes may move
    if (!asked || !this.questions.open) this.host.classList.toggle("finder--asked", Boolean(asked))
  }

  tellNumbers(asked) {
    this.asking.tellNumbers(countFitting(this.known, asked))
  }

  hideAnswer(told) {
    this.found = null
    this.answer.hidden = true
    this.status.textContent = told
    tellDrawn()
  }

  /** The answer is there, and its cards are on their way. */
  hold() {
    const { asked, parts } = this.found
    this.answer.querySelector("[data-asked]").replaceChildren(...sayQuestion(asked))
    this.answer.setAttribute("aria-busy", "true")
    // what stands near the screen stays until the new cards are there, so that nothing jumps
    if (this.answer.hidden || !this.isNear) {
      this.answer.classList.add("finder__answer--coming")
      this.answer.querySelector("[data-little]").hidden = true
      PARTS.forEach((part, n) => {
        const { section, note } = this.findPart(part)
        note.hidden = true
        section.querySelector(".finder__items").replaceChildren(...parts[n].chosen.map(hold))
      })
    }
    this.answer.hidden = false
  }

  findPart(part) {
    const section = this.answer.querySelector(`[data-part=${part.kind}]`)
    return { section, note: section.querySelector(".finder__note") }
  }

  draw(asked, shown) {
    PARTS.forEach((part, n) => this.drawPart(part, asked, shown[n]))
    this.sayLittle(shown)
    this.answer.removeAttribute("aria-busy")
    this.answer.classList.remove("finder__answer--coming")
    this.sheet.show()
  }

  drawPart(part, asked, { chosen, lost }) {
    const { section, note } = this.findPart(part)
    // what could not be loaded may well have fitted
    if (!chosen.length) note.textContent = lost ? "What fits could not be loaded." : note.dataset.none
    else note.textContent = sayMissing(note, findMissing(asked, chosen))
    note.hidden = !note.textContent
    section.querySelector(".finder__items").replaceChildren(...chosen.map((one) => drawItem(one, giveReasons(one, part))))
  }

  /** How much stands there and from where; and how much could not be loaded. */
  sayNumbers(parts, lost) {
    const cases = [...new Set(parts.flatMap(({ chosen }) => chosen.map((one) => one.item.n)))]
    const nouns = [["entry point"], ["lesson"], ["failure"]]
    const numbers = joinWords(nouns.map((noun, n) => numberOf(parts[n].chosen.length, ...noun)))
    const countries = cases.length ? listCountries(this.known.table, cases) : []
    // whoever asks from elsewhere sees at once from where the answer is
    const where = countries.length ? ` in ${joinWords(countries)}` : ""
    const told = []
    if (cases.length) told.push(`${numbers} from ${numberOf(cases.length, "case")}${where}.`)
    else if (!lost) told.push("No case fits.")
    if (lost) told.push(`${numberOf(lost, "case")} could not be loaded. Is the line down? Choose again to try again.`)
    this.status.textContent = told.join(" ")
  }

  /** That there is little, where less than enough fits. */
  sayLittle(shown) {
    const fitting = shown.reduce((sum, part) => sum + part.fitting, 0)
    const little = this.answer.querySelector("[data-little]")
    little.hidden = fitting >= ENOUGH
    little.querySelector("[data-fitting]").replaceChildren(...this.sayFitting(shown, fitting))
  }

  /** How much fits all answers, where it is less than enough: the one item leads to where it stands. */
  sayFitting(shown, fitting) {
    if (!fitting) return ["Nothing fits all of your answers"]
    const [one] = shown.flatMap(({ chosen }) => chosen).filter(({ has }) => has.fits)
    if (!one) return ["Only one item fits all of your answers"]
    const title = document.getElementById(nameCard(one)).querySelector("h3").textContent
    return ["Only one item fits all of your answers: ", make("a", { href: `#${nameCard(one)}` }, title)]
  }

  /** From the answer to the explorer and to cases like one's own, with the same question. */
  leadOn(asked) {
    // what all cases say together about an obstacle, and what got past it, stands on its own page
    const together = this.answer.querySelector("[data-together]")
    const links = asked.obstacle.map(({ id, label }) => make("a", { href: new URL(`causes/${id}/`, root) }, label))
    together.hidden = !links.length
    together.querySelector("span").replaceChildren(...links.flatMap((link, n) => [n ? ", " : "", link]))
    for (const [selector, name] of [["[data-explore]", "cause"], ["[data-like]", "missing"]]) {
      const pairs = [...asked.facing.map((term) => [term.column, term.id]), ...asked.obstacle.map((term) => [name, term.id])]
      this.answer.querySelector(selector).hash = toHash(pairs)
    }
  }
}

attach(".finder", (host) => new Finder(host))
