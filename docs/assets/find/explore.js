// The filter of explore/: turns the page's lists of links into checkboxes and shows the cases that fit.
//
// The address holds what is chosen (?topic=food&topic=shelter&door=crisis&sort=begun&page=2); a change
// goes there first, and what is shown follows from it. The table of all cases is loaded when somebody
// touches the filter.

import { keepCards } from "./cards.js"
import { attach, joinWords, make, numberOf } from "./site.js"
import { collect, cutPage, isPlain, ORDERS, readState, writeQuery } from "./state.js"
import { filter, loadTable, sortCases } from "./table.js"

/** How long a reader must pause before the number of cases is said, in ms: one choice may follow another. */
const PAUSE = 500

const hide = (text) => make("span", { class: "visually-hidden" }, text)
const button = (name, about, ...words) => make("button", { type: "button", class: name, ...about }, ...words)

/** Write a text only where it changed: every write costs the page a layout. */
const write = (node, text) => {
  if (node.textContent !== text) node.textContent = text
}

/** One value of a facet: from the link that stands in the page to a checkbox with the same label and count. */
function makeValue(facet, item) {
  const link = item.querySelector("a")
  const id = link.dataset.value
  const box = make("input", { type: "checkbox", name: facet.id, value: id, autocomplete: "off" })
  const shown = make("span", { class: "facet__count" }, item.querySelector(".facet__count").textContent)
  const label = link.textContent
  const name = make("span", { class: "facet__label" }, label)
  const row = make("label", { class: "facet__value" }, box, name, " ", shown, hide(" cases"))
  return { id, label, link, box, row, shown, number: Number(shown.textContent.replaceAll(",", "")) }
}

function makeFacet(details) {
  const title = details.querySelector(".facet__title").textContent
  const facet = { id: details.dataset.facet, title, details, number: details.querySelector(".facet__number") }
  const list = details.querySelector("ul")
  facet.values = [...list.children].map((item) => makeValue(facet, item))
  const rows = facet.values.map((value) => value.row)
  list.replaceWith(make("fieldset", {}, make("legend", { class: "visually-hidden" }, title), ...rows))
  return facet
}

/** The explorer, in the page's own element: the filter, what is chosen in it, and the cases that fit. */
export class Explorer {
  /** `load` brings the table of all cases; it is asked when somebody touches the filter. */
  constructor(host, load = loadTable) {
    this.size = Number(host.dataset.explore)
    this.most = Number(host.dataset.most)
    this.load = load
    this.table = null
    this.asked = null // the table, on its way
    this.buildFilter(host)
    this.buildResults(host)
    this.showCards = keepCards(this.cards)
    this.listen()
    this.state = readState(this.facets, location.search)
    if (isPlain(this.state)) return
    this.setBoxes()
    for (const { id, details } of this.facets) if (this.state.chosen.has(id)) details.open = true
    this.show()
  }

  buildFilter(host) {
    this.narrow = host.querySelector(".narrow")
    this.number = host.querySelector(".narrow__number")
    const nav = host.querySelector(".facets")
    const held = document.activeElement
    this.facets = [...nav.querySelectorAll(".facet")].map(makeFacet)
    this.form = make("form", { class: "facets", "aria-labelledby": "narrow-down", autocomplete: "off" })
    this.done = button("more facets__show", {}, `Show ${numberOf(this.size, "case")}`)
    this.form.append(...nav.childNodes, make("p", { class: "facets__end" }, this.done))
    nav.replaceWith(this.form)
    // whoever stood in the filter already stands there still
    const { box = held } = this.facets.flatMap(({ values }) => values).find(({ link }) => link === held) ?? {}
    if (this.form.contains(box)) box.focus({ preventScroll: true })
    // at a desk the filter stands beside the cases, on a phone it opens when it is wanted
    const desk = matchMedia("(min-width: 60rem)")
    desk.addEventListener("change", () => {
      this.narrow.open = desk.matches
    })
    if (desk.matches) this.narrow.open = true
  }

  buildResults(host) {
    this.results = host.querySelector(".results")
    this.heading = host.querySelector("#all-cases")
    this.cards = host.querySelector(".cards")
    const options = ORDERS.map(([id, label]) => make("option", { value: id }, label))
    this.order = make("select", { name: "sort", autocomplete: "off" }, ...options)
    host.querySelector(".results__head").append(make("label", { class: "order" }, "Sort by ", this.order))
    this.chips = make("div", { class: "chosen", hidden: true })
    this.note = make("div", { class: "explore__note", hidden: true })
    this.status = make("p", { class: "visually-hidden", role: "status" })
    this.cards.before(this.chips, this.note, this.status)
    this.pager = host.querySelector(".pager") ?? make("nav", { class: "pager", "aria-label": "Pages", hidden: true })
    if (!this.pager.isConnected) this.results.append(this.pager)
  }

  // ---- what the reader does ----

  listen() {
    const byBoxes = () => this.choose(this.readBoxes())
    this.form.addEventListener("submit", (event) => event.preventDefault())
    this.form.addEventListener("change", byBoxes)
    this.order.addEventListener("change", byBoxes)
    const touch = () => this.warm().catch(() => {})
    for (const one of [this.form, this.order, this.narrow]) {
      for (const name of ["focusin", "pointerdown"]) one.addEventListener(name, touch, { passive: true })
    }
    const press = (part, act) =>
      part.addEventListener("click", ({ target }) => {
        const pressed = target.closest("button")
        if (pressed) act(pressed)
      })
    press(this.chips, (pressed) => this.takeBack(pressed))
    press(this.note, (pressed) => this.tryOtherwise(pressed.dataset))
    press(this.done, () => {
      this.narrow.open = false
      this.toResults()
    })
    this.pager.addEventListener("click", (event) => this.turn(event))
    addEventListener("popstate", () => this.restore())
  }

  readBoxes() {
    const checked = ({ values }) => values.filter(({ box }) => box.checked).map(({ id }) => id)
    return { chosen: collect(this.facets, checked), sort: this.order.value, page: 1, vain: [] }
  }

  setBoxes() {
    for (const { id, values } of this.facets) {
      for (const value of values) value.box.checked = this.isChosen(id, value)
    }
    this.order.value = this.state.sort
  }

  isChosen(facet, { id }) {
    return this.state.chosen.get(facet)?.has(id) ?? false
  }

  /** A choice of the reader: into the address, then shown. */
  choose(next) {
    this.state = next
    const query = writeQuery(this.facets, next)
    if (query !== location.search) history.pushState(null, "", location.pathname + query)
    return this.show()
  }

  /** Give up all values, those of a facet, or one of them. */
  giveUp(facet, value) {
    for (const { id, values } of this.facets) {
      if (facet && facet !== id) continue
      for (const one of values) if (!value || value === one.id) one.box.checked = false
    }
    this.choose(this.readBoxes())
  }

  takeBack(pressed) {
    const { of, value } = pressed.dataset
    const chips = () => [...this.chips.querySelectorAll(".chosen__value")]
    const at = chips().indexOf(pressed)
    this.giveUp(of, value)
    if (!of) return this.toResults()
    // the next chip takes the focus, or the last one, or the results
    const next = chips()[at] ?? chips().at(-1) ?? this.heading
    next.focus({ preventScroll: next === this.heading })
  }

  /** What a note offers: the same once more, or without a facet. */
  tryOtherwise({ drop }) {
    if (drop) this.giveUp(drop)
    else this.show()
    this.heading.focus({ preventScroll: true })
  }

  turn(event) {
    const link = event.target.closest("[data-page]")
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const turn = () => {
      this.choose({ ...this.state, page: Number(link.dataset.page), vain: [] })
      this.toResults()
    }
    // without the table there is still the plain page
    if (this.table) turn()
    else this.warm().then(turn, () => location.assign(link.href))
  }

  restore() {
    const next = readState(this.facets, location.search)
    // a jump within the page comes here too
    if (writeQuery(this.facets, next) === writeQuery(this.facets, this.state)) return
    this.state = next
    this.setBoxes()
    this.show()
  }

  toResults() {
    this.heading.focus({ preventScroll: true })
    this.heading.scrollIntoView({ block: "start" })
  }

  // ---- from a choice to what is shown ----

  /** Load the table, once; a failed request is tried again at the next touch. */
  warm() {
    this.asked ??= this.load().then(
      (table) => {
        this.table = table
      },
      (error) => {
        this.asked = null
        throw error
      },
    )
    return this.asked
  }

  /** Show the state: at once if the table is there, else as soon as it is. */
  show() {
    this.showChosen()
    if (this.table) return this.answer()
    const wanted = this.state
    write(this.heading, "Looking…")
    this.results.setAttribute("aria-busy", "true")
    return this.warm().then(
      () => wanted === this.state && this.answer(),
      () => wanted === this.state && this.explainFailure(),
    )
  }

  /** Show what fits the state. Needs the table. */
  answer() {
    const { table, state } = this
    const { cases, counts, without } = filter(table, state.chosen)
    const { pages, number, cut } = cutPage(sortCases(table, cases, state.sort), state.page, this.most)
    state.page = number
    this.showCards(cut.map((n) => table.ids[n]))
    this.showCounts(counts)
    this.showPager(pages)
    const all = numberOf(table.size, "case")
    const some = cases.length === table.size ? all : `${cases.length.toLocaleString("en")} of ${all}`
    const head = cases.length ? some : "No case fits"
    write(this.heading, head)
    write(this.done, cases.length ? `Show ${numberOf(cases.length, "case")}` : "Close the filter")
    this.showNote(...this.explainVain(), ...(cases.length ? [] : this.explainNothing(without)))
    this.results.removeAttribute("aria-busy")
    const notes = [...this.note.querySelectorAll("p")].map((one) => ` ${one.textContent}`)
    this.say(`${head}${pages > 1 ? `, page ${number} of ${pages}` : ""}${notes.length ? "." : ""}${notes.join("")}`)
  }

  say(text) {
    clearTimeout(this.pause)
    this.pause = setTimeout(() => write(this.status, text), PAUSE)
  }

  showNote(...parts) {
    this.note.hidden = !parts.length
    this.note.replaceChildren(...parts)
  }

  showChosen() {
    const chips = []
    for (const { id, title, values, number } of this.facets) {
      const chosen = values.filter((value) => this.isChosen(id, value))
      write(number, chosen.length ? `${chosen.length} chosen` : "")
      for (const value of chosen) {
        const words = [hide("Remove "), value.label, hide(` (${title})`)]
        chips.push(make("li", {}, button("chosen__value", { "data-of": id, "data-value": value.id }, ...words)))
      }
    }
    write(this.number, chips.length ? `${chips.length} chosen` : "")
    this.chips.hidden = !chips.length
    if (!chips.length) return this.chips.replaceChildren()
    this.chips.replaceChildren(make("ul", { "aria-label": "Chosen" }, ...chips), button("chosen__clear", {}, "Clear all"))
  }

  showCounts(counts) {
    for (const { id, values } of this.facets) {
      const { index } = this.table.columns.get(id)
      for (const value of values) {
        const number = counts.get(id)[index.get(value.id)] ?? 0
        if (number === value.number) continue
        if (!number !== !value.number) value.row.classList.toggle("facet__value--none", !number)
        value.number = number
        value.shown.firstChild.data = number.toLocaleString("en")
      }
    }
  }

  showPager(pages) {
    const { page } = this.state
    this.pager.hidden = pages < 2
    if (pages < 2) return this.pager.replaceChildren()
    const link = (to, rel, text) => {
      const href = location.pathname + writeQuery(this.facets, { ...this.state, page: to })
      return make("a", { class: "more", rel, "data-page": to, href }, text)
    }
    this.pager.replaceChildren(
      ...(page > 1 ? [link(page - 1, "prev", "Previous")] : []),
      make("span", {}, `Page ${page} of ${pages}`),
      ...(page < pages ? [link(page + 1, "next", "Next")] : []),
    )
  }

  explainVain() {
    const said = this.state.vain.join("; ")
    return said ? [make("p", {}, `${said.charAt(0).toUpperCase()}${said.slice(1)}. It is left out.`)] : []
  }

  /** Nothing fits: say which one choice to give up, and how many cases there would be then. */
  explainNothing(without) {
    const ways = []
    for (const { id, values } of this.facets) {
      const more = without.get(id)
      if (!more) continue
      const names = values.filter((value) => this.isChosen(id, value)).map(({ label }) => `“${label}”`)
      const words = `Without ${joinWords(names, "or")}: ${numberOf(more, "case")}`
      ways.push(make("li", {}, button("more", { "data-drop": id }, words)))
    }
    if (!ways.length) return [make("p", {}, "No case has all of this, nor all but one of it.")]
    return [make("p", {}, "No case has all of this. Give one up:"), make("ul", {}, ...ways)]
  }

  explainFailure() {
    this.results.removeAttribute("aria-busy")
    write(this.heading, numberOf(this.size, "case"))
    const words = "The filter could not be loaded; below are cases as they come. The connection may be weak."
    const chosen = this.facets.flatMap(({ id, values }) => values.filter((value) => this.isChosen(id, value)))
    const links = chosen.map(({ label, link }) => make("li", {}, make("a", { href: link.href }, label)))
    this.showNote(
      make("p", {}, words),
      make("p", {}, button("more", {}, "Try again")),
      ...(links.length ? [make("p", {}, "Lists of what you chose:"), make("ul", {}, ...links)] : []),
    )
    this.say(words)
  }
}

attach("[data-explore]", (host) => new Explorer(host))
