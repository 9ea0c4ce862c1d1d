// The finder: the lists of answers become a form, and what fits them stands below.
// The answers live in the address: #who=ID&facing=ID&facing=ID&obstacle=ID.

import { followAddress, readAddress, tellDrawn, toHash, writeAddress } from "./address.js"
import { chooseCases, chooseItems, findLetGo, PARTS, readQuestion } from "./choose.js"
import { Sheet } from "./sheet.js"
import { adopt, attach, joinWords, loadBrief, make, numberOf } from "./site.js"
import { loadTable } from "./table.js"

const NAMES = ["who", "facing", "obstacle"]

function makeBox(name, several, value, label, means) {
  const box = make("input", { type: several ? "checkbox" : "radio", name, value, checked: value === "" })
  return make("label", { class: "pill", title: means || null }, box, make("span", {}, label))
}

/** A list of links becomes a group of boxes with the same labels; the definitions stay with them. */
function makeGroup(section) {
  const name = section.dataset.question
  const several = "several" in section.dataset
  const group = make("fieldset", { class: "question-box" }, make("legend", {}, section.querySelector("h2").textContent))
  for (const list of section.querySelectorAll(".answers")) {
    const before = list.previousElementSibling
    if (before.matches("h3")) group.append(make("p", { class: "question-box__group" }, before.textContent))
    const boxes = [...list.querySelectorAll("a")].map((link) =>
      makeBox(name, several, link.dataset.value, link.textContent, link.nextElementSibling.textContent),
    )
    if (!several) boxes.unshift(makeBox(name, false, "", "Does not matter", ""))
    group.append(make("div", { class: "pills" }, ...boxes))
  }
  return group
}

const isBlank = (answers) => !NAMES.some((name) => answers[name].length)

const listPairs = (answers) => NAMES.flatMap((name) => answers[name].map((id) => [name, id]))

/** What was asked, as a sentence of labels. */
function sayQuestion(asked) {
  const told = [
    ["You are", asked.who],
    ["You face", asked.facing],
    ["In the way", asked.obstacle],
  ].filter(([, terms]) => terms.length)
  return told.map(([word, terms]) => make("span", {}, make("b", {}, `${word}: `), joinWords(terms.map((term) => term.label))))
}

function drawItem({ item, reasons }) {
  const card = adopt(item.html)
  card.id = `answer-${item.kind}-${card.querySelector("h3 a").href.split("/cases/")[1].replace(/\W+/g, "-")}`
  const words = reasons.map(([word, labels]) => make("span", {}, make("b", {}, `${word}: `), labels.join(", ")))
  if (words.length) card.querySelector(".mark").after(make("p", { class: "why" }, ...words))
  return make("li", {}, card)
}

/** The finder, in the page's own element: the form of answers, and what fits them. */
export class Finder {
  constructor(host) {
    this.form = host.querySelector(".finder__form")
    this.questions = this.form.querySelector(".finder__ask")
    this.clear = this.form.querySelector("[data-clear]")
    this.status = host.querySelector(".finder__say")
    this.answer = host.querySelector("[data-answer]")
    this.heading = this.answer.querySelector("#answer")
    this.copy = this.answer.querySelector("[data-copy]")
    this.copyWords = this.copy.textContent
    this.sheet = new Sheet(this.answer)
    this.table = null
    this.turn = 0 // a later question makes an earlier answer stale
    for (const section of this.form.querySelectorAll("[data-question]")) section.replaceWith(makeGroup(section))
    this.listen()
    // who comes with a question, from the home page or a shared address, sees its answer first
    if (!isBlank(this.restore())) this.questions.open = false
  }

  listen() {
    this.form.addEventListener("change", () => this.change())
    this.form.addEventListener("submit", (event) => this.submit(event))
    this.clear.addEventListener("click", () => {
      writeAddress([])
      this.restore()
      this.toQuestions()
    })
    this.copy.hidden = !navigator.clipboard
    this.copy.addEventListener("click", () => this.copyAddress())
    followAddress(() => this.restore())
  }

  // ---- the answers of the reader ----

  /** The answers of an address, or of the form: lists of ids by question. What the form does not offer is left out. */
  readAnswers(asked) {
    const read = (name) => {
      const boxes = [...this.form.elements].filter((box) => box.name === name && box.value)
      const chosen = boxes.filter((box) => asked.getAll(name).includes(box.value)).map((box) => box.value)
      return boxes[0]?.type === "radio" ? chosen.slice(0, 1) : chosen
    }
    return Object.fromEntries(NAMES.map((name) => [name, read(name)]))
  }

  readForm() {
    return this.readAnswers(new FormData(this.form))
  }

  fillForm(answers) {
    for (const box of this.form.elements) {
      if (!NAMES.includes(box.name)) continue
      const chosen = answers[box.name]
      box.checked = box.value ? chosen.includes(box.value) : !chosen.length
    }
  }

  restore() {
    const asked = readAddress()
    // in an older address an obstacle was a way
    for (const id of asked.getAll("way")) asked.append("obstacle", id)
    const answers = this.readAnswers(asked)
    this.fillForm(answers)
    this.show(answers)
    return answers
  }

  change() {
    const answers = this.readForm()
    writeAddress(listPairs(answers))
    this.show(answers)
  }

  async submit(event) {
    event.preventDefault()
    await this.show(this.readForm())
    if (this.answer.hidden) return this.toQuestions()
    this.heading.focus({ preventScroll: true })
    this.heading.scrollIntoView({ block: "start" })
  }

  toQuestions() {
    this.questions.open = true
    this.form.querySelector("input").focus()
  }

  async copyAddress() {
    try {
      await navigator.clipboard.writeText(location.href)
      this.copy.textContent = "Copied"
    } catch {
      this.copy.textContent = "Copying is not allowed here"
    }
  }

  // ---- what fits ----

  async show(answers) {
    const mine = ++this.turn
    this.clear.hidden = isBlank(answers)
    this.copy.textContent = this.copyWords
    if (isBlank(answers)) return this.hideAnswer("")
    this.status.textContent = "Looking through the cases …"
    try {
      this.table ??= await loadTable()
    } catch {
      if (mine !== this.turn) return
      return this.hideAnswer("The table of cases could not be loaded. Is the line down? Load the page again when you are back.")
    }
    if (mine !== this.turn) return
    const asked = readQuestion(this.table, answers)
    const chosen = PARTS.map((part) => chooseCases(this.table, asked, part))
    const ids = [...new Set(chosen.flatMap(({ cases }) => cases.map((one) => one.id)))]
    this.answer.setAttribute("aria-busy", "true")
    const loaded = await Promise.allSettled(ids.map(loadBrief))
    if (mine !== this.turn) return
    const briefs = new Map(ids.flatMap((id, n) => (loaded[n].status === "fulfilled" ? [[id, loaded[n].value]] : [])))
    this.sayFound(this.draw(asked, chosen, briefs), ids.length - briefs.size)
    this.leadOn(asked)
    tellDrawn()
  }

  hideAnswer(told) {
    this.answer.hidden = true
    this.status.textContent = told
    tellDrawn()
  }

  /** Show the answer; what it shows, by part. */
  draw(asked, chosen, briefs) {
    const found = PARTS.map((part, n) => {
      const items = chooseItems(asked, part, chosen[n], briefs)
      this.drawPart(part, asked, chosen[n], items, briefs)
      return items
    })
    this.answer.querySelector("[data-asked]").replaceChildren(...sayQuestion(asked))
    this.answer.removeAttribute("aria-busy")
    this.answer.hidden = false
    this.sheet.show()
    return found
  }

  drawPart(part, asked, chosen, items, briefs) {
    const section = this.answer.querySelector(`[data-part=${part.kind}]`)
    const gone = findLetGo(asked, part, chosen, items).map((term) => term.label)
    const lost = chosen.cases.some((one) => !briefs.has(one.id))
    const note = section.querySelector(".finder__note")
    note.hidden = items.length > 0 && !gone.length
    if (items.length) note.textContent = `Nothing here fits all of your answers, so these were left out: ${joinWords(gone)}.`
    // what could not be loaded may well have fitted
    else note.textContent = lost ? "What fits could not be loaded." : "No case says anything that fits."
    section.querySelector(".finder__items").replaceChildren(...items.map(drawItem))
  }

  sayFound(found, lost) {
    const cases = new Set(found.flat().map((one) => one.case)).size
    const numbers = joinWords(["door", "lesson", "failure"].map((noun, n) => numberOf(found[n].length, noun)))
    const told = []
    if (cases) told.push(`${numbers} from ${numberOf(cases, "case")}.`)
    else if (!lost) told.push("No case fits.")
    if (lost) told.push(`${numberOf(lost, "case")} could not be loaded. Is the line down? Choose again to try again.`)
    this.status.textContent = told.join(" ")
  }

  /** From the answer to the explorer and to cases like one's own, with the same question. */
  leadOn(asked) {
    for (const [selector, name] of [["[data-explore]", "cause"], ["[data-like]", "missing"]]) {
      const pairs = [...asked.facing.map((term) => [term.column, term.id]), ...asked.obstacle.map((term) => [name, term.id])]
      this.answer.querySelector(selector).hash = toHash(pairs)
    }
  }
}

attach(".finder", (host) => new Finder(host))
