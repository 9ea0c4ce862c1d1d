// Cases like mine: the reader describes a place or starts from a case; the nearest cases, each with its reason.
// The address holds what is chosen (#people=90000&country=KE&crisis=pandemic&missing=money), never what is typed.
// So what a case shares with the words themselves counts only as long as they stand in the box.

import { isPlainClick } from "../reading.js"
import { followAddress, readAddress, tellDrawn, toHash, writeAddress } from "./address.js"
import { loadBrief, loadCard } from "./briefs.js"
import { giveReasons, nearest, sayPeople } from "./nearness.js"
import { loadReader } from "./reader.js"
import { findRegion, noCaseFrom } from "./regions.js"
import { adopt, attach, inWords, load, make, numberOf, root } from "./site.js"
import { loadTable } from "./table.js"

/** The column of the table that holds what a name in the address asks for. */
export const COLUMN = { crisis: "crisis", topic: "topic", missing: "cause" }
/** How long a reader must pause before the words are read, in milliseconds: nobody wants an answer to each letter. */
const PAUSE = 400
/** How many of the first cases say which failures match, and at most how many: each needs more than a card. */
const WITH_FAILURES = 3

const NOTHING =
  "I have understood nothing of it yet. Say how many people live there, what the crisis is, or what stands in the way."

const BY_WORDS = "None of our terms is in it. The cases below speak of some of its words."

const linkTo = (id) => make("a", { href: new URL(`cases/${id}/`, root) }, inWords(id))

let listener
/** A function that finds the cases which speak of the same as a text: loaded when somebody types. */
function getListener() {
  listener ??= Promise.all([load("find/case-words.json"), import("./case-words.js")]).then(
    ([given, { findSpoken, readCaseWords }]) => findSpoken.bind(null, readCaseWords(given)),
  )
  listener.catch(() => (listener = null))
  return listener
}

/** The failures of a case by the causes that it shares, as links with their titles. */
function listFailures(items, causes) {
  const wanted = new Set(causes.map((term) => term.id))
  const links = items
    .filter((item) => item.kind === "failure" && wanted.has(item.cause))
    .slice(0, WITH_FAILURES)
    .map((item) => make("li", {}, adopt(item.html).querySelector("h3 a")))
  return links.length ? [make("ul", { "aria-label": "What failed there" }, ...links)] : []
}

/** An entry that says at once why, and a promise that it has got its card. */
function makeEntry(table, wish, found, rank) {
  const id = table.ids[found.n]
  const why = make("div", { class: "like__why" }, make("p", {}, giveReasons(table, wish, found).join(" ")))
  const coming = make("article", { class: "card like__coming" }, make("h3", {}, linkTo(id)), why)
  const entry = make("li", {}, coming)
  const withFailures = rank < WITH_FAILURES && found.cause.length
  const asked = withFailures ? loadBrief(id) : loadCard(id)
  const arrived = asked.then(
    (piece) => {
      const card = adopt(piece.card ?? piece.html)
      if (withFailures) why.append(...listFailures(piece.items, found.cause))
      const focused = coming.contains(document.activeElement)
      card.querySelector("h3").after(why)
      coming.replaceWith(card)
      if (focused) card.querySelector("h3 a").focus()
    },
    () => coming.append(make("p", { class: "small" }, "The rest could not be loaded. The link leads to the case.")),
  )
  return { entry, arrived }
}

/** What was found, as a sentence. */
function sayFound(shown, sharing, whose) {
  if (!sharing) return "No case shares anything with that. Choose more, or another size."
  if (sharing > shown) return `The nearest ${shown} of ${numberOf(sharing, "case")} that share something with ${whose}.`
  return `${numberOf(sharing, "case shares", "cases share")} something with ${whose}.`
}

/** The controls in which a place is described: each has a name in the address, and can be set by it. */
class Controls {
  constructor(form) {
    this.people = form.elements.people
    this.country = form.elements.country
    this.groups = [...form.querySelectorAll("details")]
    this.boxes = [...form.querySelectorAll("input[type=checkbox]")]
    this.kinds = [...new Set(this.boxes.map((box) => box.name))]
  }

  boxOf(name, value) {
    return this.boxes.find((box) => box.name === name && box.value === value)
  }

  chosen(name) {
    return this.boxes.filter((box) => box.name === name && box.checked).map((box) => box.value)
  }

  choosePeople(number) {
    const { people } = this
    people.querySelector("[data-exact]")?.remove()
    const value = number ? String(number) : ""
    if (![...people.options].some((option) => option.value === value)) {
      people.options[0].after(make("option", { value, "data-exact": true }, `About ${sayPeople(number)} people`))
    }
    people.value = value
  }

  hasCountry(code) {
    return [...this.country.options].some((option) => option.value === code)
  }

  /** The option of the part of the world in which a country without a case lies. */
  regionOf(places, code) {
    return [...this.country.options].find(({ value }) => value === findRegion(places, code)?.id)?.value
  }

  /** Set one control, by its name in the address; a value that is not offered is passed over. */
  set(name, value, on = true) {
    const { people, country } = this
    if (name === "people") {
      const number = /^\d{1,8}$/.test(value) ? Number(value) : 0
      if (number && (on || people.value === value)) this.choosePeople(on ? number : 0)
    } else if (name === "country") {
      if (this.hasCountry(value) && (on || country.value === value)) country.value = on ? value : ""
    } else {
      const box = this.boxOf(name, value)
      if (box) box.checked = on
    }
  }

  /** The controls as pairs of name and value. */
  read() {
    const pairs = this.kinds.flatMap((name) => this.chosen(name).map((value) => [name, value]))
    if (this.country.value) pairs.unshift(["country", this.country.value])
    if (this.people.value) pairs.unshift(["people", this.people.value])
    return pairs
  }

  empty() {
    this.choosePeople(0)
    this.country.value = ""
    for (const box of this.boxes) box.checked = false
  }

  fillFrom(table, id) {
    const n = table.at.get(id)
    if (n === undefined) return
    const take = (name, column) => {
      const { starts, values, terms } = table.columns.get(column)
      for (let k = starts[n]; k < starts[n + 1]; k++) this.set(name, terms[values[k]].id)
    }
    this.set("people", String(table.people[n]))
    take("country", "country")
    for (const name of this.kinds) take(name, COLUMN[name])
  }

  /** What a closed group holds stands beside its name. */
  nameChosen() {
    for (const group of this.groups) {
      const labels = [...group.querySelectorAll("input:checked")].map((box) => box.closest("label").textContent.trim())
      group.querySelector("[data-like-chosen]").textContent = labels.join(", ")
    }
  }

  /** What is asked of the table. */
  makeWish(except, spoken) {
    const { value, label, dataset } = this.country.selectedOptions[0]
    return {
      people: Number(this.people.value),
      country: value && !dataset.countries ? [value] : [],
      region: dataset.countries && { label, countries: dataset.countries.split(" ") },
      spoken,
      except,
      ...Object.fromEntries(this.kinds.map((name) => [COLUMN[name], this.chosen(name)])),
    }
  }

  /** Say what was understood, and what of it no case has. */
  sayUnderstood({ people, terms }, places) {
    const option = [...this.people.options].find((one) => one.value === String(people))
    const size = option?.label ?? `About ${sayPeople(people)} people`
    const isKnown = ({ kind, id }) => (kind === "country" ? this.hasCountry(id) : this.boxOf(kind, id))
    const strange = terms.filter((term) => !isKnown(term))
    const abroad = strange.filter((term) => term.kind === "country")
    const missing = strange.filter((term) => term.kind !== "country").map((term) => term.label)
    const labels = terms.filter(isKnown).map((term) => term.label)
    if (people) labels.unshift(size.charAt(0).toLowerCase() + size.slice(1))
    const said = labels.length ? [`I understood: ${[...new Set(labels)].join("; ")}.`] : []
    if (abroad.length) said.push(noCaseFrom(places, abroad))
    if (missing.length) said.push(`No case of ours has this yet: ${missing.join("; ")}.`)
    return said.join(" ")
  }
}

/** The page, in its own element: the description with its controls, and the nearest cases. */
export class LikeMine {
  constructor(host) {
    this.heading = host.querySelector("h1")
    this.heading?.setAttribute("tabindex", "-1")
    this.form = host.querySelector("[data-like]")
    this.most = Number(this.form.dataset.most)
    this.text = this.form.querySelector("textarea")
    this.understood = this.form.querySelector("[data-like-understood]")
    this.origin = this.form.querySelector("[data-like-origin]")
    this.controls = new Controls(this.form)
    this.list = host.querySelector("[data-like-list]")
    this.status = host.querySelector("[data-like-say]")
    this.from = "" // the case that the reader started from
    this.heard = new Set() // what was understood last, as name=value
    this.said = "" // what was understood, as a sentence
    this.denied = new Set() // the words of what is not there
    this.findSpoken = null // finds the cases that speak of the same, once its words have come
    this.turn = 0 // a later choice makes an earlier answer stale
    this.typed = false // whether the last change came from typing: then it is one step of the history, not many
    this.listen()
    for (const link of host.querySelectorAll("[data-case]")) {
      link.href = toHash({ case: link.dataset.case })
      // the case fills in the form, which stands at the top
      link.addEventListener("click", (event) => {
        if (!isPlainClick(event)) return
        this.heading.focus({ preventScroll: true })
        scrollTo(0, 0)
      })
    }
    this.restore()
  }

  // ---- what the reader does ----

  listen() {
    this.text.addEventListener("input", () => {
      // on its way while the reader types on
      loadReader().catch(() => {})
      getListener().catch(() => {})
      clearTimeout(this.pause)
      this.pause = setTimeout(() => this.readText(), PAUSE)
    })
    this.form.addEventListener("change", ({ target }) => {
      if (target !== this.text) this.change(false)
    })
    this.form.querySelector("[data-like-clear]").addEventListener("click", () => {
      clearTimeout(this.pause)
      this.text.value = ""
      this.understood.textContent = ""
      this.said = ""
      this.heard = new Set()
      this.controls.empty()
      this.change(false)
    })
    this.form.addEventListener("submit", (event) => event.preventDefault())
    followAddress(() => this.restore())
  }

  /** What was chosen goes into the address, then it is shown. */
  change(byTyping) {
    const pairs = this.controls.read()
    if (!pairs.length) this.from = ""
    if (writeAddress(this.from ? [["case", this.from], ...pairs] : pairs, byTyping && this.typed)) this.typed = byTyping
    this.show()
  }

  restore() {
    const asked = [...readAddress()]
    const id = asked.find(([name]) => name === "case")?.[1] ?? ""
    this.from = /^[a-z0-9-]+$/.test(id) ? id : ""
    this.typed = false
    this.controls.empty()
    for (const [name, value] of asked) this.controls.set(name, value)
    this.show(Boolean(this.from) && !this.controls.read().length)
  }

  async readText() {
    const { controls } = this
    let read, places
    try {
      const { read: understand, places: known } = await loadReader()
      read = understand(this.text.value)
      places = known
    } catch {
      this.understood.textContent = "The words to read it with could not be loaded. Choose below instead."
      return
    }
    const now = new Set(this.listHeard(read, places))
    // only what changed is touched: what the reader has corrected stays corrected
    const gone = [...this.heard].filter((pair) => !now.has(pair))
    const come = [...now].filter((pair) => !this.heard.has(pair))
    for (const pair of gone) controls.set(...pair.split("="), false)
    for (const pair of come) controls.set(...pair.split("="))
    this.heard = now
    this.said = controls.sayUnderstood(read, places)
    this.denied = read.denied
    this.sayUnderstood()
    if (gone.length || come.length) this.change(true)
    else if (this.findSpoken) this.show()
    if (this.findSpoken) return
    // the words of the cases are more, and may come later: what is found by them is added then
    this.findSpoken = await getListener().catch(() => null)
    if (this.findSpoken) this.show()
  }

  /** What was understood, as name=value: one country, or the part of the world where it has no case. */
  listHeard({ people, terms }, places) {
    const { controls } = this
    const countries = terms.filter((term) => term.kind === "country")
    const country = countries.find((term) => controls.hasCountry(term.id))?.id
    const place = country ?? countries.map((term) => controls.regionOf(places, term.id)).find(Boolean)
    const pairs = terms.filter((term) => term.kind !== "country").map((term) => `${term.kind}=${term.id}`)
    if (place) pairs.unshift(`country=${place}`)
    return people ? [...pairs, `people=${people}`] : pairs
  }

  /** The cases that speak of what stands in the box, as case-words.js finds them. */
  listSpoken() {
    return this.text.value.trim() ? this.findSpoken?.(this.text.value, this.denied) : undefined
  }

  sayUnderstood(byWords = false) {
    this.understood.textContent = this.said || (this.text.value.trim() && (byWords ? BY_WORDS : NOTHING))
  }

  // ---- the answer ----

  async nameOrigin(table) {
    const id = this.from
    this.origin.parentElement.hidden = !id
    if (!id) return
    if (!table.at.has(id)) {
      this.origin.replaceChildren("There is no case of that name. Describe your place instead.")
      return
    }
    this.origin.replaceChildren("Starting from ", linkTo(id))
    const card = await loadCard(id).catch(() => null)
    if (card && id === this.from) this.origin.replaceChildren("Starting from ", adopt(card.html).querySelector("h3 a"))
  }

  async show(fill = false) {
    const mine = ++this.turn
    const { controls } = this
    controls.nameChosen()
    const spoken = this.listSpoken()
    const byWords = [...(spoken?.values() ?? [])].some((one) => one.alone)
    let table
    try {
      if (fill || this.from || controls.read().length || byWords) {
        this.status.textContent ||= "Looking …"
        table = await loadTable()
      }
    } catch {
      if (mine !== this.turn) return
      return this.showList("The table of the cases could not be loaded. Choose once more when the line is better.")
    }
    if (mine !== this.turn) return
    if (fill) controls.fillFrom(table, this.from)
    controls.nameChosen()
    await this.nameOrigin(table)
    if (mine !== this.turn) return
    if (spoken && !this.said) this.sayUnderstood(byWords)
    if (!controls.read().length && !byWords) {
      return this.showList("Describe your place, or choose what it has; the nearest cases appear here.")
    }
    const wish = controls.makeWish(this.from, spoken)
    const { best, sharing } = nearest(table, wish, this.most)
    const made = best.map((found, rank) => makeEntry(table, wish, found, rank))
    this.showList(sayFound(best.length, sharing, this.from ? "this case" : "your place"), made.map(({ entry }) => entry))
    await Promise.all(made.map(({ arrived }) => arrived))
    if (mine === this.turn) tellDrawn()
  }

  showList(told, entries = []) {
    this.list.replaceChildren(...entries)
    this.status.textContent = told
    tellDrawn()
  }
}

attach(".like", (host) => new LikeMine(host))
