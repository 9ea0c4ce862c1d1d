// The finder's sheet: what a reader takes into the room. It is laid out only when it is printed, from the items that
// are ticked: whole sentences, as many as the paper holds. The same items go out as a text, and only when the
// reader sends or copies it.

import { inShort, sayToday } from "../reading.js"
import { tellAddress } from "./address.js"
import { endWithStop, readCard, squeeze } from "./item-card.js"
import { make } from "./site.js"

/** The height between the margins of a page (A4, see sheet.css), in pixels of CSS, less what rounding may take. */
const PAGE = ((297 - 12 - 16) / 25.4) * 96 - 6
/** The least height that is of use for notes. */
const NOTES = 90
/** Longer letters are not opened by every mail program. */
const LETTER = 1900

/** The conditions of one kind as one text. */
const joinConditions = (conditions) => conditions.map(endWithStop).join(" ")

// ---- as a text ----

/** How much a text says of each item: everything; less and less, as a letter holds it. */
const WHOLE = ["conditions", "case", "address"]
const LESS = [["case", "address"], ["address"], []]

/** One item as lines: its title, how it came about, where, when and how sure that is; and what more there is room for. */
function tell(item, n, more) {
  const conditions = more.includes("conditions") ? item.conditions.map(([name, all]) => `${name}: ${joinConditions(all)}`) : []
  const from = `${item.place.replace(" · ", ", ")}${item.confidence ? `; ${squeeze(item.confidence).toLowerCase()}` : ""}`
  const lines = [item.tells, ...conditions, more.includes("case") ? `${item.case} (${from})` : from, more.includes("address") ? item.address : ""]
  // in the address of a letter each space counts three times
  const inset = more === WHOLE ? "   " : ""
  return [`${n + 1}. ${item.title}`, ...lines.filter(Boolean).map((line) => inset + line)].join("\n")
}

// ---- on paper ----

/** An item on the sheet, and what can be added to it where there is room, the most needed first. */
function layItem(item) {
  const why = [item.tells, ...item.reasons].filter(Boolean)
  const spans = item.says.map((one) => make("span", { class: "sheet__says" }, `${one} `))
  const conditions = item.conditions.map(([name, all]) =>
    make("p", { class: "sheet__when" }, make("b", {}, `${name} `), joinConditions(all)),
  )
  const more = item.more.map((text) => make("p", { class: "sheet__more" }, text))
  const confidence = item.confidence?.cloneNode(true)
  if (confidence) confidence.textContent = squeeze(confidence)
  const node = make(
    "div",
    { class: "sheet__item" },
    make("h4", {}, item.title),
    ...(why.length ? [make("p", { class: "sheet__why" }, why.join(" · "))] : []),
    ...(spans.length ? [make("p", {}, ...spans)] : []),
    ...conditions,
    ...more,
    make("p", { class: "sheet__from" }, `${endWithStop(item.case)} ${item.place}`, confidence ? " · " : "", confidence ?? "", make("br"), inShort(item.caseAddress)),
  )
  const later = [...conditions.slice(1), ...more, ...spans.slice(1)]
  for (const one of later) one.hidden = true
  return { node, later }
}

function laySection({ mark, title, items }) {
  const laid = items.map(layItem)
  const list = make("div", { class: "sheet__items" }, ...laid.map(({ node }) => node))
  return { laid, node: make("section", { class: `sheet__part--${mark}` }, make("h3", {}, title), list) }
}

const heightOf = (one) => one.getBoundingClientRect().height

/** Put the first parts on the first page and the others on the second; the pages with what stands on each. */
function splitParts(sheet, sections, number) {
  const [first, second] = sheet.querySelectorAll(".sheet__page")
  const pages = [[first, sections.slice(0, number)], [second, sections.slice(number)]].filter(([, own]) => own.length)
  for (const [page, own] of pages) page.append(...own.map(({ node }) => node))
  pages.at(-1)[0].append(...sheet.querySelectorAll(".sheet__notes, .sheet__foot"))
  second.hidden = pages.length === 1
  return pages
}

/**
 * One page if the parts fit, in small letters if need be; else two, the first as full as can be. Gives the pages
 * with what stands on each; nothing if two do not hold it: then it runs on over as many as it needs.
 */
function sharePages(sheet, sections) {
  const all = sections.length
  const two = [...sections.keys()].slice(1).reverse()
  for (const numbers of [[all], two]) {
    for (const small of [false, true]) {
      sheet.classList.toggle("sheet--small", small)
      for (const number of numbers) {
        const pages = splitParts(sheet, sections, number)
        if (pages.every(([page]) => heightOf(page) <= PAGE)) return pages
      }
    }
  }
  return null
}

/** Show what is hidden, a piece of each item in turn, as long as it fits. */
function fill(items, fits) {
  let open = items
  while (open.length) {
    open = open.filter(({ later }) => {
      const next = later.shift()
      if (!next) return false
      next.hidden = false
      if (fits()) return true
      next.hidden = true
      return false
    })
  }
}

/** The sheet of an answer, in the element that shows it. */
export class Sheet {
  constructor(answer) {
    this.answer = answer
    this.form = answer.querySelector("template[data-sheet]").content
    this.dropped = new Set() // the addresses of what the reader does not want on the sheet
    this.send = answer.querySelector("[data-send]")
    this.copy = answer.querySelector("[data-copy-text]")
    this.copyWords = this.copy.textContent
    this.copy.hidden = !navigator.clipboard
    answer.querySelector("[data-print]").addEventListener("click", () => print())
    this.copy.addEventListener("click", () => this.copyText())
    this.send.addEventListener("click", (event) => this.share(event))
    addEventListener("beforeprint", () => this.lay())
    addEventListener("afterprint", () => this.clear())
    // some browsers tell of printing only so
    matchMedia("print").addEventListener("change", ({ matches }) => (matches ? this.lay() : this.clear()))
  }

  /** The answer has been drawn: each item gets its tick. */
  show() {
    const words = this.form.querySelector("[data-keep]")
    for (const card of this.answer.querySelectorAll(".finder__items .item")) {
      if (card.querySelector(".sheet-keep")) continue
      const { title, address } = readCard(card)
      const box = make("input", { type: "checkbox" })
      box.checked = !this.dropped.has(address)
      box.addEventListener("change", () => {
        this.dropped[box.checked ? "delete" : "add"](address)
        this.write()
      })
      card.append(make("label", { class: "sheet-keep" }, box, squeeze(words), make("span", { class: "visually-hidden" }, ` (${title})`)))
    }
    this.write()
  }

  /** The parts of the answer with the items that stay. */
  list() {
    const parts = [...this.answer.querySelectorAll(".finder__part")].map((part) => ({
      mark: part.className.match(/finder__part--(\w+)/)[1],
      title: squeeze(part.querySelector("h3")),
      items: [...part.querySelectorAll(".finder__items .item")].map(readCard).filter((item) => !this.dropped.has(item.address)),
    }))
    return parts.filter(({ items }) => items.length)
  }

  /** That the address brings more than what the reader kept; nothing where all was kept. */
  sayLeftOut(parts) {
    const all = this.answer.querySelectorAll(".finder__items .item").length
    const kept = parts.reduce((sum, { items }) => sum + items.length, 0)
    return kept < all ? `${kept} of ${all} chosen; the address brings all.` : ""
  }

  /** The ticked items as a text: what was asked, the parts with their items, where the whole is. */
  tell(more = WHOLE) {
    const parts = this.list()
    const told = parts.map(({ title, items }) => [title.toUpperCase(), ...items.map((item, n) => tell(item, n, more))].join("\n\n"))
    const where = [this.sayLeftOut(parts), tellAddress()].filter(Boolean).join("\n")
    return [this.asked().join(". "), ...told, where, sayToday()].filter(Boolean).join("\n\n")
  }

  asked() {
    return [...this.answer.querySelector("[data-asked]").children].map(squeeze)
  }

  // ---- the reader sends it ----

  /** The link that writes a letter; where the device shares, it does that instead. */
  write() {
    this.copy.textContent = this.copyWords
    const letters = [WHOLE, ...LESS].map((more) => encodeURIComponent(this.tell(more)))
    const body = letters.find((one) => one.length <= LETTER) ?? letters.at(-1)
    this.send.href = `mailto:?subject=${encodeURIComponent(document.title)}&body=${body}`
  }

  async share(event) {
    if (!navigator.share) return
    event.preventDefault()
    try {
      await navigator.share({ title: document.title, text: this.tell() })
    } catch {
      // the reader has thought better of it
    }
  }

  async copyText() {
    try {
      await navigator.clipboard.writeText(this.tell())
      this.copy.textContent = "Copied"
    } catch {
      this.copy.textContent = "Copying is not allowed here"
    }
  }

  // ---- the reader prints it ----

  clear() {
    this.answer.querySelector(".sheet")?.remove()
  }

  lay() {
    this.clear()
    const parts = this.answer.hidden ? [] : this.list()
    if (!parts.length) return
    const sheet = this.form.querySelector(".sheet").cloneNode(true)
    sheet.querySelector("[data-sheet-asked]").append(...this.asked().map((one) => make("span", {}, one)))
    sheet.querySelector("[data-today]").textContent = sayToday()
    sheet.querySelector("[data-sheet-here]").textContent = `${this.sayLeftOut(parts)} ${tellAddress()}`
    const sections = parts.map(laySection)
    this.answer.append(sheet)
    // measured as it will be printed, before anybody sees it
    sheet.classList.add("sheet--measured")
    const notes = sheet.querySelector(".sheet__notes")
    const pages = sharePages(sheet, sections)
    for (const [page, own] of pages ?? []) {
      const kept = page.contains(notes) && heightOf(page) + NOTES <= PAGE ? NOTES : 0
      fill(own.flatMap(({ laid }) => laid), () => heightOf(page) + kept <= PAGE)
    }
    const left = pages ? PAGE - heightOf(pages.at(-1)[0]) : 0
    if (left >= NOTES) notes.style.height = `${heightOf(notes) + left}px`
    else notes.remove()
    sheet.classList.remove("sheet--measured")
  }
}
