// The filter of explore/: turns the page's lists of links into checkboxes and shows the cases that fit.
//
// The address holds what is chosen (?topic=food&topic=shelter&door=crisis&sort=begun&page=2); a change
// goes there first, and what is shown follows from it. The table of all cases is loaded when somebody
// touches the filter. A case whose card is not on the page yet is shown at once as a link in a
// placeholder, and its card is loaded when it comes near the screen.

import { keepCards } from "./cards.js"
import { count, join, make } from "./site.js"
import { filter, loadTable } from "./table.js"

const page = document.querySelector("[data-explore]")
const SIZE = Number(page?.dataset.explore)
const MOST = Number(page?.dataset.most)

const ORDERS = [
  ["", "Latest news first"],
  ["begun", "Begun first"],
  ["place", "Country and city, A to Z"],
  ["size", "Largest city first"],
]

/** How long a reader must pause before the number of cases is said, in ms: one choice may follow another. */
const PAUSE = 500

// ---- the page's parts ----

const find = (selector, within = page) => within.querySelector(selector)
const hide = (text) => make("span", { class: "visually-hidden" }, text)

/** Write a text only where it changed: every write costs the page a layout. */
const write = (node, text) => {
  if (node.textContent !== text) node.textContent = text
}

/** One value of a facet: from the link that stands in the page to a checkbox with the same label and count. */
function makeValue(facet, item) {
  const link = find("a", item)
  const id = link.dataset.value
  const box = make("input", { type: "checkbox", name: facet.id, value: id, autocomplete: "off" })
  const shown = make("span", { class: "facet__count" }, find(".facet__count", item).textContent)
  const label = link.textContent
  const name = make("span", { class: "facet__label" }, label)
  const row = make("label", { class: "facet__value" }, box, name, " ", shown, hide(" cases"))
  const focused = link === document.activeElement
  return { id, label, href: link.href, box, row, shown, number: Number(shown.textContent.replaceAll(",", "")), focused }
}

function makeFacet(details) {
  const title = find(".facet__title", details).textContent
  const facet = { id: details.dataset.facet, title, details, number: find(".facet__number", details) }
  const list = find("ul", details)
  facet.values = [...list.children].map((item) => makeValue(facet, item))
  facet.byId = new Map(facet.values.map((value) => [value.id.toLowerCase(), value]))
  const rows = facet.values.map((value) => value.row)
  list.replaceWith(make("fieldset", {}, make("legend", { class: "visually-hidden" }, title), ...rows))
  facet.values.find((value) => value.focused)?.box.focus()
  return facet
}

function build() {
  const nav = find(".facets")
  const facets = [...nav.querySelectorAll(".facet")].map(makeFacet)
  const form = make("form", { class: "facets", "aria-labelledby": "narrow-down", autocomplete: "off" })
  const show = make("button", { type: "button", class: "more facets__show" })
  form.append(...nav.childNodes, make("p", { class: "facets__end" }, show))
  nav.replaceWith(form)

  const options = ORDERS.map(([id, label]) => make("option", { value: id }, label))
  const order = make("select", { name: "sort", autocomplete: "off" }, ...options)
  const heading = find("#all-cases")
  find(".results__head").append(make("label", { class: "order" }, "Sort by ", order))
  const chosen = make("div", { class: "chosen", hidden: true })
  const note = make("div", { class: "explore__note", hidden: true })
  const status = make("p", { class: "visually-hidden", role: "status" })
  const results = find(".results")
  const cards = find(".cards", results)
  cards.before(chosen, note, status)
  const pager = find(".pager", results) ?? make("nav", { class: "pager", "aria-label": "Pages", hidden: true })
  if (!pager.isConnected) results.append(pager)
  const narrow = find(".narrow")
  const number = find(".narrow__number")
  return { narrow, number, facets, form, show, order, heading, chosen, note, status, results, cards, pager }
}

// ---- what is chosen, and the address ----

/** What an address asks for: `chosen` values of each facet, `sort`, `page`, and what it asks for in vain. */
function readAddress(ui) {
  const asked = new URLSearchParams(location.search)
  const chosen = new Map()
  const vain = []
  for (const facet of ui.facets) {
    const values = new Set()
    for (const text of asked.getAll(facet.id)) {
      const value = facet.byId.get(text.trim().toLowerCase())
      if (value) values.add(value)
      else vain.push(`no case has “${shorten(text)}” under ${facet.title}`)
    }
    if (values.size) chosen.set(facet, values)
  }
  let sort = asked.get("sort") ?? ""
  if (!ORDERS.some(([id]) => id === sort)) {
    if (sort !== "news") vain.push(`there is no order called “${shorten(sort)}”`)
    sort = ""
  }
  return { chosen, sort, page: Math.max(1, Number.parseInt(asked.get("page"), 10) || 1), vain }
}

const shorten = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** The address of a state: always in the order of the page, so that one state has one address. */
function writeAddress(ui, { chosen, sort, page }) {
  const asked = new URLSearchParams()
  for (const facet of ui.facets) {
    for (const value of facet.values) if (chosen.get(facet)?.has(value)) asked.append(facet.id, value.id)
  }
  if (sort) asked.set("sort", sort)
  if (page > 1) asked.set("page", page)
  const query = asked.toString()
  return location.pathname + (query && `?${query}`)
}

function readBoxes(ui) {
  const chosen = new Map()
  for (const facet of ui.facets) {
    const values = new Set(facet.values.filter((value) => value.box.checked))
    if (values.size) chosen.set(facet, values)
  }
  return { chosen, sort: ui.order.value, page: 1, vain: [] }
}

function setBoxes(ui, { chosen, sort }) {
  for (const facet of ui.facets) {
    for (const value of facet.values) value.box.checked = chosen.get(facet)?.has(value) ?? false
  }
  ui.order.value = sort
}

// ---- from a choice to what is shown ----

function start() {
  const ui = build()
  const showCards = keepCards(ui.cards)
  let table = null
  let asked = null
  let state = readAddress(ui)
  const orders = new Map()

  /** Load the table, once; a failed request is tried again at the next touch. */
  const warm = () => {
    asked ??= loadTable().then(
      (loaded) => {
        table = loaded
      },
      (error) => {
        asked = null
        throw error
      },
    )
    return asked
  }
  const touch = () => warm().catch(() => {})

  let pause = 0
  const say = (text) => {
    clearTimeout(pause)
    pause = setTimeout(() => write(ui.status, text), PAUSE)
  }

  /** The places of the cases in an order: the index of the table is the first order itself. */
  const rank = (sort) => {
    if (!orders.has(sort)) {
      const all = table.ids.map((_, n) => n)
      if (sort === "size") all.sort((a, b) => table.people[b] - table.people[a] || a - b)
      else all.sort((a, b) => table[sort][a] - table[sort][b])
      const places = new Uint32Array(all.length)
      all.forEach((n, at) => (places[n] = at))
      orders.set(sort, places)
    }
    return orders.get(sort)
  }

  const sentence = (texts) => `${texts[0].charAt(0).toUpperCase()}${texts.join("; ").slice(1)}.`

  const showNote = (...parts) => {
    ui.note.hidden = !parts.length
    ui.note.replaceChildren(...parts)
  }

  const showChosen = () => {
    const chips = []
    let number = 0
    for (const facet of ui.facets) {
      const values = facet.values.filter((value) => state.chosen.get(facet)?.has(value))
      number += values.length
      write(facet.number, values.length ? `${values.length} chosen` : "")
      for (const value of values) {
        const words = [hide("Remove "), value.label, hide(` (${facet.title})`)]
        const chip = make("button", { type: "button", class: "chosen__value" }, ...words)
        chip.dataset.of = facet.id
        chip.dataset.value = value.id
        chips.push(make("li", {}, chip))
      }
    }
    write(ui.number, number ? `${number} chosen` : "")
    ui.chosen.hidden = !number
    if (!number) return ui.chosen.replaceChildren()
    const clear = make("button", { type: "button", class: "chosen__clear" }, "Clear all")
    ui.chosen.replaceChildren(make("ul", { "aria-label": "Chosen" }, ...chips), clear)
  }

  const showCounts = (counts) => {
    ui.facets.forEach((facet) => {
      const at = table.columns.get(facet.id)
      const counted = counts[table.facets.indexOf(at)]
      for (const value of facet.values) {
        const number = counted[at.index.get(value.id)] ?? 0
        if (number === value.number) continue
        if (!number !== !value.number) value.row.classList.toggle("facet__value--none", !number)
        value.number = number
        value.shown.firstChild.data = number.toLocaleString("en")
      }
    })
  }

  const showPager = (pages) => {
    ui.pager.hidden = pages < 2
    if (pages < 2) return ui.pager.replaceChildren()
    const link = (to, rel, text) =>
      make("a", { class: "more", rel, "data-page": to, href: writeAddress(ui, { ...state, page: to }) }, text)
    ui.pager.replaceChildren(
      ...(state.page > 1 ? [link(state.page - 1, "prev", "Previous")] : []),
      make("span", {}, `Page ${state.page} of ${pages}`),
      ...(state.page < pages ? [link(state.page + 1, "next", "Next")] : []),
    )
  }

  /** Nothing fits: say which one choice to give up, and how many cases there would be then. */
  const explainNothing = (without) => {
    const ways = []
    for (const [facet, values] of state.chosen) {
      const more = without[table.facets.indexOf(table.columns.get(facet.id))]
      if (!more) continue
      const names = join([...values].map((value) => `“${value.label}”`), "or")
      const way = make("button", { type: "button", class: "more" }, `Without ${names}: ${count(more, "case")}`)
      way.dataset.drop = facet.id
      ways.push(make("li", {}, way))
    }
    if (!ways.length) return [make("p", {}, "No case has all of this, nor all but one of it.")]
    return [make("p", {}, "No case has all of this. Give one up:"), make("ul", {}, ...ways)]
  }

  /** Show what fits the state. Needs the table. */
  const answer = () => {
    const wanted = new Map()
    for (const [facet, values] of state.chosen) {
      const { index } = table.columns.get(facet.id)
      wanted.set(facet.id, new Set([...values].map((value) => index.get(value.id))))
    }
    const { cases, counts, without } = filter(table, wanted)
    if (state.sort) {
      const places = rank(state.sort)
      cases.sort((a, b) => places[a] - places[b])
    }
    const pages = Math.max(1, Math.ceil(cases.length / MOST))
    state.page = Math.min(state.page, pages)
    const from = (state.page - 1) * MOST
    showCards(cases.slice(from, from + MOST).map((n) => table.ids[n]))
    showCounts(counts)
    showPager(pages)
    const all = count(table.size, "case")
    const some = cases.length === table.size ? all : `${cases.length.toLocaleString("en")} of ${all}`
    const head = cases.length ? some : "No case fits"
    write(ui.heading, head)
    write(ui.show, cases.length ? `Show ${count(cases.length, "case")}` : "Close the filter")
    const left = state.vain.length ? [make("p", {}, `${sentence(state.vain)} It is left out.`)] : []
    showNote(...left, ...(cases.length ? [] : explainNothing(without)))
    ui.results.removeAttribute("aria-busy")
    const notes = [...ui.note.querySelectorAll("p")].map((one) => ` ${one.textContent}`)
    say(`${head}${pages > 1 ? `, page ${state.page} of ${pages}` : ""}${notes.length ? "." : ""}${notes.join("")}`)
  }

  const explainFailure = () => {
    ui.results.removeAttribute("aria-busy")
    write(ui.heading, count(SIZE, "case"))
    const again = make("button", { type: "button", class: "more" }, "Try again")
    again.dataset.again = ""
    const links = []
    for (const values of state.chosen.values()) {
      for (const { label, href } of values) links.push(make("li", {}, make("a", { href }, label)))
    }
    const words = "The filter could not be loaded; below are cases as they come. The connection may be weak."
    showNote(
      make("p", {}, words),
      make("p", {}, again),
      ...(links.length ? [make("p", {}, "Lists of what you chose:"), make("ul", {}, ...links)] : []),
    )
    say(words)
  }

  /** Show the state: at once if the table is there, else as soon as it is. */
  const show = () => {
    showChosen()
    if (table) return answer()
    const wanted = state
    write(ui.heading, "Looking…")
    ui.results.setAttribute("aria-busy", "true")
    return warm().then(
      () => wanted === state && answer(),
      () => wanted === state && explainFailure(),
    )
  }

  /** A choice of the reader: into the address, then shown. */
  const choose = (next) => {
    state = next
    const address = writeAddress(ui, state)
    if (address !== location.pathname + location.search) history.pushState(null, "", address)
    return show()
  }

  const toResults = () => {
    ui.heading.focus({ preventScroll: true })
    ui.heading.scrollIntoView({ block: "start" })
  }

  // ---- what the reader does ----

  ui.form.addEventListener("submit", (event) => event.preventDefault())
  ui.form.addEventListener("change", () => choose(readBoxes(ui)))
  ui.order.addEventListener("change", () => choose(readBoxes(ui)))
  for (const one of [ui.form, ui.order, ui.narrow]) {
    for (const name of ["focusin", "pointerdown"]) one.addEventListener(name, touch, { passive: true })
  }

  ui.chosen.addEventListener("click", ({ target }) => {
    const button = target.closest("button")
    if (!button) return
    if (button.matches(".chosen__clear")) {
      for (const { values } of ui.facets) for (const { box } of values) box.checked = false
      choose(readBoxes(ui))
      return toResults()
    }
    const at = [...ui.chosen.querySelectorAll(".chosen__value")].indexOf(button)
    const facet = ui.facets.find((one) => one.id === button.dataset.of)
    facet.byId.get(button.dataset.value.toLowerCase()).box.checked = false
    choose(readBoxes(ui))
    // the next chip takes the focus, or the last one, or the results
    const left = ui.chosen.querySelectorAll(".chosen__value")
    if (left.length) left[Math.min(at, left.length - 1)].focus()
    else ui.heading.focus({ preventScroll: true })
  })

  ui.note.addEventListener("click", ({ target }) => {
    const button = target.closest("button")
    if (!button) return
    if ("again" in button.dataset) show()
    else {
      const facet = ui.facets.find((one) => one.id === button.dataset.drop)
      for (const { box } of facet.values) box.checked = false
      choose(readBoxes(ui))
    }
    ui.heading.focus({ preventScroll: true })
  })

  ui.pager.addEventListener("click", (event) => {
    const link = event.target.closest("[data-page]")
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const turn = () => {
      choose({ ...state, page: Number(link.dataset.page), vain: [] })
      toResults()
    }
    // without the table there is still the plain page
    if (table) turn()
    else warm().then(turn, () => location.assign(link.href))
  })

  ui.show.addEventListener("click", () => {
    ui.narrow.open = false
    toResults()
  })

  addEventListener("popstate", () => {
    const next = readAddress(ui)
    // a jump within the page comes here too
    if (writeAddress(ui, next) === writeAddress(ui, state)) return
    state = next
    setBoxes(ui, state)
    show()
  })

  // at a desk the filter stands beside the cases, on a phone it opens when it is wanted
  const desk = matchMedia("(min-width: 60rem)")
  desk.addEventListener("change", () => {
    ui.narrow.open = desk.matches
  })
  if (desk.matches) ui.narrow.open = true

  write(ui.show, `Show ${count(SIZE, "case")}`)
  if (state.chosen.size || state.sort || state.page > 1 || state.vain.length) {
    setBoxes(ui, state)
    for (const facet of state.chosen.keys()) facet.details.open = true
    show()
  }
}

if (page) start()
