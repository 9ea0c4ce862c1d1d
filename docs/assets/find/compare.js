// Side by side: the reader chooses up to three cases; the cells are the site's own, made with it.
// The choice lives in the address: #case=ID&case=ID.

import { followAddress, readAddress, tellDrawn, writeAddress } from "./address.js"
import { CasePicks, cutIds } from "./case-picks.js"
import { adopt, attach, joinWords, load, make } from "./site.js"

/** The chosen ids of what an address asks for: each once, no more than fit. */
export const readIds = (asked, most) => cutIds(asked.getAll("case"), most)

/** The terms of a cell that lists terms, as HTML; none for any other. */
const termsOf = (html) => (html.startsWith('<ul class="chips">') ? [...adopt(html).children].map((one) => one.outerHTML) : [])

const listTerms = (terms) => `<ul class="chips">${terms.join("")}</ul>`

/** The rows in which cases differ, with their cells, and what all of them say alike, once; as compare.py does it. */
export function splitRows(cases, labels, other = "") {
  const differing = []
  const same = []
  for (const [row, label] of labels) {
    const cells = cases.map((one) => one.rows[row])
    if (!cells.some(Boolean)) continue
    if (new Set(cells).size === 1) {
      same.push([row, label, cells[0]])
      continue
    }
    const lists = cells.map(termsOf)
    const shared = lists[0].filter((term) => lists.every((each) => each.includes(term)))
    if (shared.length) same.push([row, label, listTerms(shared)])
    const own = lists.map((each) => each.filter((term) => !shared.includes(term)))
    if (shared.length && !own.some((each) => each.length)) continue
    const left = shared.length ? own.map((each) => (each.length ? listTerms(each) : `<p class="small">${other}</p>`)) : cells
    differing.push([row, label, left])
  }
  return { differing, same }
}

const adoptAll = (html) => [...adopt(`<div>${html}</div>`).childNodes]

/** What is the same in all and the table, as compare_cells.html has them. */
function draw(cases, labels, words) {
  const { differing, same } = splitRows(cases, labels, words.other)
  const sayCell = (html, n) =>
    make(
      "td",
      {},
      make("p", {}, cases[n].name),
      ...(html ? adoptAll(html) : [make("p", { class: "small" }, "Nothing known.")]),
    )
  const rows = differing.map(([row, label, cells]) =>
    make("tr", { class: `compare__${row}` }, make("th", { scope: "row" }, label), ...cells.map(sayCell)),
  )
  const heads = cases.map((one) => make("th", { scope: "col" }, adopt(one.head)))
  const table = make(
    "table",
    { class: `compare__table compare__table--${cases.length}` },
    make("thead", {}, make("tr", {}, make("td"), ...heads)),
    make("tbody", {}, ...rows),
  )
  if (!same.length) return [table]
  const facts = same.map(([, label, html]) => make("div", {}, make("dt", {}, label), make("dd", {}, ...adoptAll(html))))
  const first = make("div", { class: "compare__same" }, make("p", {}, make("b", {}, words.same)), make("dl", { class: "facts" }, ...facts))
  return [first, table]
}

/** The comparison, in the page's own element: what is chosen, and the cases side by side. */
export class Comparison {
  constructor(host) {
    this.form = host.querySelector("[data-compare]")
    this.most = Number(this.form.dataset.most)
    this.status = this.form.querySelector("[role=status]")
    this.answer = host.querySelector("[data-compare-answer]")
    const form = host.querySelector("[data-compare-rows]")
    this.words = form.dataset // what stands before what is the same in all, and where a case has no other term
    this.labels = [...form.content.querySelectorAll("[data-row]")].map((one) => [one.dataset.row, one.textContent])
    const names = Array.from({ length: this.most }, (_, n) => [
      ["First case", "Second case", "Third case, if you like"][n] ?? `Case ${n + 1}`,
      n < 2 ? "Choose a case" : "None",
    ])
    this.picks = new CasePicks(this.form.querySelector(".picks__places"), [...host.querySelectorAll("[data-case]")], names)
    this.print = host.querySelector("[data-compare-print]")
    this.turn = 0 // a later choice makes an earlier answer stale
    this.form.addEventListener("change", () => this.change())
    this.form.addEventListener("submit", (event) => event.preventDefault())
    followAddress(() => this.restore())
    this.restore()
  }

  change() {
    const { ids } = this.picks
    writeAddress(ids.map((id) => ["case", id]))
    // the selects keep their places, so the focus stays where the reader is
    this.picks.guard()
    this.show(ids)
  }

  restore() {
    const ids = readIds(readAddress(), this.most)
    this.picks.fill(ids)
    this.show(ids)
  }

  async show(ids) {
    const mine = ++this.turn
    if (ids.length < 2) {
      this.answer.hidden = this.print.hidden = true
      this.status.textContent = ids.length
        ? "Choose a second case."
        : "Choose two or three cases; they appear here side by side."
      return tellDrawn()
    }
    this.status.textContent = "Loading …"
    const found = await Promise.allSettled(ids.map((id) => load(`find/rows/${id}.json`)))
    if (mine !== this.turn) return
    const cases = found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
    const lost = ids.filter((_, n) => found[n].status === "rejected")
    const told = []
    this.answer.hidden = this.print.hidden = cases.length < 2
    if (!this.answer.hidden) {
      this.answer.replaceChildren(...draw(cases, this.labels, this.words))
      told.push(`${joinWords(cases.map((one) => one.name))}, side by side.`)
    }
    if (lost.length) told.push(`${joinWords(lost)} could not be loaded: there is no such case, or the line is down.`)
    this.status.textContent = told.join(" ")
    tellDrawn()
  }
}

attach(".compare", (host) => new Comparison(host))
