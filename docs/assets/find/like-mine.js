// Cases like mine: the reader describes a place or starts from a case; the nearest cases, each with its reason.
// The address holds what is chosen (?people=90000&country=KE&crisis=pandemic&missing=money), never what is typed.

import { giveReasons, nearest, sayPeople } from "./nearness.js"
import { adopt, count, inWords, load, loadBrief, loadCard, make, root } from "./site.js"
import { loadTable } from "./table.js"

const form = document.querySelector("[data-like]")
const list = document.querySelector("[data-like-list]")
const say = document.querySelector("[data-like-say]")
const understood = form.querySelector("[data-like-understood]")
const origin = form.querySelector("[data-like-origin]")
const text = form.querySelector("textarea")
const { people, country } = form.elements
const boxes = [...form.querySelectorAll("input[type=checkbox]")]
const kinds = [...new Set(boxes.map((box) => box.name))]
const most = Number(form.dataset.most)

/** The column of the table that holds what a name in the address asks for. */
const COLUMN = { crisis: "crisis", topic: "topic", missing: "cause" }
/** How long a reader must pause before the words are read, in milliseconds: nobody wants an answer to each letter. */
const PAUSE = 400
/** How many of the first cases say which failures match, and at most how many: each needs more than a card. */
const WITH_FAILURES = 3

const NOTHING =
  "I have understood nothing of it yet. Say how many people live there, what the crisis is, or what is missing."

let from = "" // the case that the reader started from
let heard = new Set() // what was understood last, as name=value
let shown = 0 // a later choice makes an earlier answer stale
let applied = "" // the part of the address that the controls show
let typed = false // whether the last change came from typing: then it is one step of the history, not many

// ---- the controls ----

const boxOf = (name, value) => boxes.find((box) => box.name === name && box.value === value)
const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value)

function choosePeople(number) {
  people.querySelector("[data-exact]")?.remove()
  const value = number ? String(number) : ""
  if (![...people.options].some((option) => option.value === value)) {
    people.options[0].after(make("option", { value, "data-exact": true }, `About ${sayPeople(number)} people`))
  }
  people.value = value
}

const hasCountry = (code) => [...country.options].some((option) => option.value === code)

/** Set one control, by its name in the address; a value that is not offered is passed over. */
function set(name, value, on = true) {
  if (name === "people") {
    const number = /^\d{1,8}$/.test(value) ? Number(value) : 0
    if (number && (on || people.value === value)) choosePeople(on ? number : 0)
  } else if (name === "country") {
    if (hasCountry(value) && (on || country.value === value)) country.value = on ? value : ""
  } else {
    const box = boxOf(name, value)
    if (box) box.checked = on
  }
}

function empty() {
  choosePeople(0)
  country.value = ""
  for (const box of boxes) box.checked = false
}

/** The controls as pairs of name and value. */
function readControls() {
  const pairs = kinds.flatMap((name) => chosen(name).map((value) => [name, value]))
  if (country.value) pairs.unshift(["country", country.value])
  if (people.value) pairs.unshift(["people", people.value])
  return pairs
}

/** What a closed group holds stands beside its name. */
function nameChosen() {
  for (const group of form.querySelectorAll("details")) {
    const labels = [...group.querySelectorAll("input:checked")].map((box) => box.closest("label").textContent.trim())
    group.querySelector("[data-like-chosen]").textContent = labels.join(", ")
  }
}

// ---- the address ----

function remember(byTyping) {
  const pairs = readControls()
  if (!pairs.length) from = ""
  const address = new URL(location.href)
  address.search = new URLSearchParams(from ? [["case", from], ...pairs] : pairs)
  if (address.href !== location.href) {
    history[byTyping && typed ? "replaceState" : "pushState"](null, "", address)
    typed = byTyping
  }
  applied = location.search
}

async function restore() {
  applied = location.search
  const asked = [...new URLSearchParams(location.search)]
  const id = asked.find(([name]) => name === "case")?.[1] ?? ""
  from = /^[a-z0-9-]+$/.test(id) ? id : ""
  typed = false
  empty()
  for (const [name, value] of asked) set(name, value)
  await show(Boolean(from) && !readControls().length)
}

function fillFrom(table) {
  const n = table.at.get(from)
  if (n === undefined) return
  const take = (name, column) => {
    const { starts, values, terms } = table.columns.get(column)
    for (let k = starts[n]; k < starts[n + 1]; k++) set(name, terms[values[k]].id)
  }
  set("people", String(table.people[n]))
  take("country", "country")
  for (const name of kinds) take(name, COLUMN[name])
}

// ---- the answer ----

const linkTo = (id) => make("a", { href: new URL(`cases/${id}/`, root) }, inWords(id))

async function nameOrigin(table) {
  origin.parentElement.hidden = !from
  if (!from) return
  if (!table.at.has(from)) {
    origin.replaceChildren("There is no case of that name. Describe your place instead.")
    return
  }
  const id = from
  origin.replaceChildren("Starting from ", linkTo(id))
  const card = await loadCard(id).catch(() => null)
  if (card && id === from) origin.replaceChildren("Starting from ", adopt(card.html).querySelector("h3 a"))
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

/** An entry that says at once why, and gets its card when it has come. */
function makeEntry(table, wish, found, rank) {
  const id = table.ids[found.n]
  const why = make("div", { class: "like__why" }, make("p", {}, giveReasons(table, wish, found).join(" ")))
  const coming = make("article", { class: "card like__coming" }, make("h3", {}, linkTo(id)), why)
  const entry = make("li", {}, coming)
  const withFailures = rank < WITH_FAILURES && found.cause.length
  const asked = withFailures ? loadBrief(id) : loadCard(id)
  asked.then(
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
  return entry
}

async function show(fill = false) {
  const turn = ++shown
  nameChosen()
  let table
  try {
    if (fill || from || readControls().length) {
      say.textContent ||= "Looking …"
      table = await loadTable()
    }
  } catch {
    if (turn !== shown) return
    list.replaceChildren()
    say.textContent = "The table of the cases could not be loaded. Choose once more when the line is better."
    return
  }
  if (turn !== shown) return
  if (fill) fillFrom(table)
  nameChosen()
  nameOrigin(table)
  const pairs = readControls()
  if (!pairs.length) {
    list.replaceChildren()
    say.textContent = "Describe your place, or choose what it has; the nearest cases appear here."
    return
  }
  const wish = {
    people: Number(people.value),
    country: country.value ? [country.value] : [],
    except: from,
    ...Object.fromEntries(kinds.map((name) => [COLUMN[name], chosen(name)])),
  }
  const { best, sharing } = nearest(table, wish, most)
  list.replaceChildren(...best.map((found, rank) => makeEntry(table, wish, found, rank)))
  const whose = from ? "this case" : "your place"
  say.textContent = !sharing
    ? "No case shares anything with that. Choose more, or another size."
    : sharing > best.length
      ? `The nearest ${best.length} of ${count(sharing, "case")} that share something with ${whose}.`
      : `${count(sharing, "case shares", "cases share")} something with ${whose}.`
}

// ---- the description ----

let reader
/** The words and what reads with them: loaded when somebody types. */
async function getReader() {
  if (!reader) {
    const [words, { makeReader }] = await Promise.all([load("find/words.json"), import("./understand.js")])
    reader = makeReader(words)
  }
  return reader
}

/** Say what was understood, and what of it no case has. */
function confirm(read) {
  const option = [...people.options].find((one) => one.value === String(read.people))
  const size = option?.label ?? `About ${sayPeople(read.people)} people`
  const known = read.terms.filter((term) => (term.kind === "country" ? hasCountry(term.id) : boxOf(term.kind, term.id)))
  const strange = read.terms.filter((term) => !known.includes(term))
  const abroad = strange.filter((term) => term.kind === "country").map((term) => term.label)
  const missing = strange.filter((term) => term.kind !== "country").map((term) => term.label)
  const labels = known.map((term) => term.label)
  if (read.people) labels.unshift(size.charAt(0).toLowerCase() + size.slice(1))
  const said = labels.length ? [`I understood: ${[...new Set(labels)].join("; ")}.`] : []
  if (abroad.length) said.push(`We have no case from ${abroad.join(" or ")} yet.`)
  if (missing.length) said.push(`No case of ours has this yet: ${missing.join("; ")}.`)
  if (!said.length && text.value.trim()) said.push(NOTHING)
  understood.textContent = said.join(" ")
}

async function readText() {
  let read
  try {
    read = (await getReader())(text.value)
  } catch {
    understood.textContent = "The words to read it with could not be loaded. Choose below instead."
    return
  }
  const countries = read.terms.filter((term) => term.kind === "country" && hasCountry(term.id)).slice(0, 1)
  const terms = [...countries, ...read.terms.filter((term) => term.kind !== "country")]
  const now = new Set(terms.map((term) => `${term.kind}=${term.id}`))
  if (read.people) now.add(`people=${read.people}`)
  // only what changed is touched: what the reader has corrected stays corrected
  const change = (pairs, on) => pairs.forEach((pair) => set(...pair.split("="), on))
  change([...heard].filter((pair) => !now.has(pair)), false)
  change([...now].filter((pair) => !heard.has(pair)), true)
  const changed = now.size !== heard.size || [...now].some((pair) => !heard.has(pair))
  heard = now
  confirm(read)
  if (!changed) return
  remember(true)
  show()
}

// ---- what the reader does ----

let waiting
text.addEventListener("input", () => {
  getReader().catch(() => {}) // on its way while the reader types on
  clearTimeout(waiting)
  waiting = setTimeout(readText, PAUSE)
})
form.addEventListener("change", ({ target }) => {
  if (target === text) return
  remember(false)
  show()
})
form.querySelector("[data-like-clear]").addEventListener("click", () => {
  clearTimeout(waiting)
  text.value = ""
  understood.textContent = ""
  heard = new Set()
  empty()
  remember(false)
  show()
})
form.addEventListener("submit", (event) => event.preventDefault())
addEventListener("popstate", () => {
  // a jump within the page changes nothing that is chosen
  if (location.search !== applied) restore()
})
for (const link of document.querySelectorAll("[data-case]")) {
  link.search = new URLSearchParams({ case: link.dataset.case })
  link.pathname = location.pathname
  link.hash = ""
}
restore()
