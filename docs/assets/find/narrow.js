// A list that readers narrow down: turns the page's lists of links into checkboxes and shows what fits.
//
// The address holds what is chosen (#topic=food&topic=shelter&door=crisis&words=bus&sort=place&page=2); a change goes
// there first, and what is shown follows from it. Where the cases or rows come from and how they are shown is for
// the source: explore.js has the table of all cases, rows.js the rows of the page.

import { isPlainClick } from "../reading.js"
import { afterPaint, followAddress, readAddress, toHash, writeAddress } from "./address.js"
import { joinWords, make, numberOf, sayNumber } from "./site.js"
import { collect, cutPage, isPlain, isWhole, readState, writeState } from "./state.js"
import { filter, sortCases } from "./table.js"

/** How long a reader must pause before the number is said, or before words are looked for, in ms. */
const PAUSE = 500
const TYPING = 250
/** How near to the screen the results are when one looks at them. */
const NEAR = "100% 0px"

const hide = (text) => make("span", { class: "visually-hidden" }, text)
const button = (name, about, ...words) => make("button", { type: "button", class: name, ...about }, ...words)
const quote = (text) => `“${text}”`

/** Write a text only where it changed: every write costs the page a layout. */
const write = (node, text) => {
  if (node.textContent !== text) node.textContent = text
}

/** One value of a facet: from the link that stands in the page to a checkbox with the same label and count. */
function makeValue(facet, item, nouns) {
  const link = item.querySelector("a")
  const id = link.dataset.value
  const box = make("input", { type: "checkbox", name: facet.id, value: id, autocomplete: "off" })
  const shown = make("span", { class: "facet__count" }, item.querySelector(".facet__count").textContent)
  const label = link.textContent
  const name = make("span", { class: "facet__label" }, label)
  const number = Number(shown.textContent.replaceAll(",", ""))
  const noun = hide(` ${nouns[Number(number !== 1)]}`)
  const row = make("label", { class: "facet__value" }, box, name, " ", shown, noun)
  return { id, label, link, box, row, shown, noun, number }
}

function makeFacet(details, nouns) {
  const title = details.querySelector(".facet__title").textContent
  const facet = { id: details.dataset.facet, title, details, number: details.querySelector(".facet__number") }
  const lists = [...details.querySelectorAll("ul")].map((list) => ({ list, values: [...list.children].map((item) => makeValue(facet, item, nouns)) }))
  facet.values = lists.flatMap(({ values }) => values)
  const parts = lists.map(({ list, values }) => {
    const rows = values.map(({ row }) => row)
    const name = list.getAttribute("aria-label")
    return name ? [make("div", { role: "group", "aria-label": name }, list.previousElementSibling, ...rows)] : rows
  })
  const [first, ...others] = lists.map(({ list }) => list)
  first.replaceWith(make("fieldset", {}, make("legend", { class: "visually-hidden" }, title), ...parts.flat()))
  for (const list of others) list.remove()
  return facet
}

/** The list in the page's own element: the filter, what is chosen in it, and what fits. */
export class Narrowing {
  /**
   * `source` has `load(facets)`, which brings the table and is asked when somebody touches the filter;
   * `show(table, numbers, whole)`, which shows those; `most`, how many of them stand on a page; and `find(table, words)`
   * where one can ask for words: 1 for what holds them.
   */
  constructor(host, source) {
    const { narrow, noun, plural } = host.dataset
    Object.assign(this, { host, size: Number(narrow), noun, plural, source })
    this.table = null
    this.asked = null // the table, on its way
    this.late = [] // what of the answer is shown when the rest is painted
    this.isFar = false // whether the results stand far below what one looks at
    this.buildFilter(host)
    this.buildResults(host)
    this.listen()
    this.state = this.readState()
    if (isPlain(this.state)) return
    this.setControls()
    for (const { id, details } of this.facets) if (this.state.chosen.has(id)) details.open = true
    this.show()
  }

  buildFilter(host) {
    this.narrow = host.querySelector(".narrow")
    this.number = host.querySelector(".narrow__number")
    const nav = host.querySelector(".facets")
    const held = document.activeElement
    this.facets = [...nav.querySelectorAll(".facet")].map((one) => makeFacet(one, [this.noun, this.plural]))
    this.form = make("form", { class: "facets", "aria-labelledby": "narrow-down", autocomplete: "off" })
    this.done = button("more facets__show", {}, `Show ${this.count(this.size)}`)
    this.form.append(...nav.childNodes, make("p", { class: "facets__end" }, this.done))
    nav.replaceWith(this.form)
    // whoever stood in the filter already stands there still
    const { box = held } = this.facets.flatMap(({ values }) => values).find(({ link }) => link === held) ?? {}
    if (this.form.contains(box)) box.focus({ preventScroll: true })
    // at a desk the filter stands beside the list, on a phone it opens when it is wanted
    const desk = matchMedia("(min-width: 60rem)")
    desk.addEventListener("change", () => {
      this.narrow.open = desk.matches
    })
    if (desk.matches) this.narrow.open = true
  }

  buildResults(host) {
    this.results = host.querySelector(".results")
    this.heading = host.querySelector("#narrowed")
    this.order = host.querySelector("[name=sort]")
    this.orders = [...this.order.options].map((one) => [one.value, one.textContent])
    this.field = host.querySelector("[name=words]")
    this.chips = make("div", { class: "chosen", hidden: true })
    this.note = make("div", { class: "narrowed__note", hidden: true })
    this.status = make("p", { class: "visually-hidden", role: "status" })
    host.querySelector(".results__head").after(this.chips, this.note, this.status)
    this.pager = host.querySelector(".pager") ?? make("nav", { class: "pager", "aria-label": "Pages", hidden: true })
    if (!this.pager.isConnected) this.results.append(this.pager)
    const near = new IntersectionObserver((seen) => {
      this.isFar = !seen.at(-1).isIntersecting
      if (!this.isFar) this.showLate()
    }, { rootMargin: NEAR })
    near.observe(this.results)
    addEventListener("beforeprint", () => this.showLate())
  }

  count(number) {
    return numberOf(number, this.noun, this.plural)
  }

  // ---- what the reader does ----

  listen() {
    this.form.addEventListener("submit", (event) => event.preventDefault())
    // on a phone the results stand far below the filter
    this.form.addEventListener("change", () => this.choose(this.readControls(), false, this.isFar))
    this.order.addEventListener("change", () => this.choose(this.readControls()))
    const touch = () => this.warm().catch(() => {})
    for (const one of [this.form, this.order, this.narrow, this.field]) {
      for (const name of ["focusin", "pointerdown"]) one?.addEventListener(name, touch, { passive: true })
    }
    // what is typed letter by letter is one step of the history
    this.field?.addEventListener("input", () => {
      clearTimeout(this.typing)
      this.typing = setTimeout(() => this.choose(this.readControls(), this.state.words !== ""), TYPING)
    })
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
    followAddress(() => this.restore())
  }

  readState() {
    return readState(this, readAddress())
  }

  readControls() {
    const checked = ({ values }) => values.filter(({ box }) => box.checked).map(({ id }) => id)
    const words = this.field?.value.trim() ?? ""
    return { chosen: collect(this.facets, checked), words, sort: this.order.value, page: 1, vain: [] }
  }

  setControls() {
    for (const { id, values } of this.facets) {
      for (const value of values) value.box.checked = this.isChosen(id, value)
    }
    if (this.field) this.field.value = this.state.words
    this.order.value = this.state.sort
  }

  isChosen(facet, { id }) {
    return this.state.chosen.get(facet)?.has(id) ?? false
  }

  /** A choice of the reader: into the address, then shown. */
  choose(next, inPlace = false, isFar = false) {
    this.state = next
    writeAddress(writeState(this.facets, next), inPlace)
    return this.show(isFar)
  }

  /** Give up all that is asked for, a facet or the words, or one value of a facet. */
  giveUp(part, value) {
    for (const { id, values } of this.facets) {
      if (part && part !== id) continue
      for (const one of values) if (!value || value === one.id) one.box.checked = false
    }
    if (this.field && (!part || part === "words")) this.field.value = ""
    this.choose(this.readControls())
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

  /** What a note offers: the same once more, or without one thing asked for. */
  tryOtherwise({ drop }) {
    if (drop) this.giveUp(drop)
    else this.show()
    this.heading.focus({ preventScroll: true })
  }

  turn(event) {
    const link = event.target.closest("[data-page]")
    if (!link || !isPlainClick(event)) return
    // the plain pages of a list of rows are pages
    if (!this.source.most) return
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
    this.state = this.readState()
    this.setControls()
    this.show()
  }

  toResults() {
    this.showLate()
    this.heading.focus({ preventScroll: true })
    this.heading.scrollIntoView({ block: "start" })
  }

  // ---- from a choice to what is shown ----

  /** Load the table, once; a failed request is tried again at the next touch. */
  warm() {
    this.asked ??= this.source.load(this.facets).then(
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

  /** Show the state: at once if the table is there, else as soon as it is. Results that are far below come a moment later. */
  show(isFar = false) {
    this.showChosen()
    if (this.table) return this.answer(isFar)
    const wanted = this.state
    this.showChips()
    write(this.heading, "Looking…")
    this.results.setAttribute("aria-busy", "true")
    return this.warm().then(
      () => wanted === this.state && this.answer(isFar),
      () => wanted === this.state && this.explainFailure(),
    )
  }

  /** Show what fits the state. Needs the table. */
  answer(isFar) {
    const { table, state, source } = this
    const said = state.words && source.find ? source.find(table, state.words) : null
    const { cases: fitting, without, count } = filter(table, state.chosen, said)
    write(this.done, fitting.length ? `Show ${this.count(fitting.length)}` : "Close this")
    const showResults = () => this.showResults(fitting, without)
    // what one looks at first: many more numbers stand in the filter
    this.late = [() => this.showCounts(count())]
    if (isFar) this.late.unshift(showResults)
    else showResults()
    afterPaint(() => state === this.state && this.showLate())
  }

  showResults(fitting, without) {
    const { table, state, source } = this
    const sorted = sortCases(table, fitting, state.sort)
    const { pages, number, cut } = cutPage(sorted, state.page, source.most ?? Math.max(1, table.size))
    state.page = number
    this.showChips()
    source.show(table, cut, isWhole(state))
    this.showPager(pages)
    const all = this.count(table.size)
    const some = fitting.length === table.size ? all : `${sayNumber(fitting.length)} of ${all}`
    const head = fitting.length ? some : `No ${this.noun} fits`
    write(this.heading, head)
    this.showNote(...this.explainVain(), ...(fitting.length ? [] : this.explainNothing(without)))
    this.results.removeAttribute("aria-busy")
    const notes = [...this.note.querySelectorAll("p")].map((one) => ` ${one.textContent}`)
    this.say(`${head}${pages > 1 ? `, page ${number} of ${pages}` : ""}${notes.length ? "." : ""}${notes.join("")}`)
    this.tell()
  }

  showLate() {
    for (const show of this.late.splice(0)) show()
  }

  /** The page is as high as it will be: whoever comes back can be led to the place. */
  tell() {
    this.host.dataset.drawn = ""
    document.dispatchEvent(new Event("casebook:drawn"))
  }

  say(text) {
    clearTimeout(this.pause)
    this.pause = setTimeout(() => write(this.status, text), PAUSE)
  }

  showNote(...parts) {
    this.note.hidden = !parts.length
    this.note.replaceChildren(...parts)
  }

  listChosen({ id, values }) {
    return values.filter((value) => this.isChosen(id, value))
  }

  /** How much is chosen, in the filter itself. */
  showChosen() {
    const say = (number) => (number ? `${number} chosen` : "")
    let all = this.state.words ? 1 : 0
    for (const facet of this.facets) {
      const number = this.listChosen(facet).length
      write(facet.number, say(number))
      all += number
    }
    write(this.number, say(all))
  }

  /** What is chosen, above the results. */
  showChips() {
    const chips = []
    const add = (of, value, label, title) => {
      const words = [hide("Remove "), label, hide(` (${title})`)]
      chips.push(make("li", {}, button("chosen__value", { "data-of": of, "data-value": value }, ...words)))
    }
    if (this.state.words) add("words", null, quote(this.state.words), "With the words")
    for (const facet of this.facets) for (const { id, label } of this.listChosen(facet)) add(facet.id, id, label, facet.title)
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
        if ((number === 1) !== (value.number === 1)) value.noun.textContent = ` ${number === 1 ? this.noun : this.plural}`
        value.number = number
        value.shown.firstChild.data = sayNumber(number)
      }
    }
  }

  showPager(pages) {
    const { page } = this.state
    if (!this.source.most) {
      // the other pages of the list hold nothing that is not shown, unless all of it is
      this.pager.hidden = !isWhole(this.state) || !this.pager.firstElementChild
      return
    }
    this.pager.hidden = pages < 2
    if (pages < 2) return this.pager.replaceChildren()
    const link = (to, rel, text) => {
      const href = location.pathname + toHash(writeState(this.facets, { ...this.state, page: to }))
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

  /** Nothing fits: say which one thing to give up, and how many there would be then. */
  explainNothing(without) {
    const ways = []
    const add = (id, names) => {
      const more = without.get(id)
      if (!more) return
      const words = `Without ${joinWords(names, "or")}: ${this.count(more)}`
      ways.push(make("li", {}, button("more", { "data-drop": id }, words)))
    }
    add("words", [quote(this.state.words)])
    for (const facet of this.facets) add(facet.id, this.listChosen(facet).map(({ label }) => quote(label)))
    const list = ways.length ? [make("ul", {}, ...ways)] : []
    if (!this.state.chosen.size) return [make("p", {}, `No ${this.noun} has all of these words.`), ...list]
    const end = ways.length ? ". Give one up:" : ", nor all but one of it."
    return [make("p", {}, `No ${this.noun} has all of this${end}`), ...list]
  }

  explainFailure() {
    this.results.removeAttribute("aria-busy")
    write(this.heading, this.count(this.size))
    const words = `The list could not be narrowed down; below are ${this.plural} as they come. The connection may be weak.`
    const chosen = this.facets.flatMap((facet) => this.listChosen(facet))
    const links = chosen.map(({ label, link }) => make("li", {}, make("a", { href: link.href }, label)))
    this.showNote(
      make("p", {}, words),
      make("p", {}, button("more", {}, "Try again")),
      ...(links.length ? [make("p", {}, "Lists of what you chose:"), make("ul", {}, ...links)] : []),
    )
    this.say(words)
    this.tell()
  }
}
