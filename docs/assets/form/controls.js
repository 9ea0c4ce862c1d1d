// The controls of the form and the facts of a draft, bound to each other. Every field of a panel has `data-field`, its
// name, and `data-kind`, how it is asked; what a control holds goes into the facts at once, and nothing is kept twice.
// A field that is empty is not there at all.

import { make } from "../find/site.js"

/** What the controls ask of the form.
 * @typedef {{ facts: object, terms: (id) => HTMLTemplateElement, words: DOMStringMap, knows: object, look: () => object[],
 *   changed: (path) => void, open: (path) => void, addSource: (field, cite?) => void,
 *   announce: (text, undo?) => void, removed: (list, index, entry) => void }} Desk */

let counted = 0

/** Bind all fields of a panel. `facts` is the group that they belong to, `path` its place in the draft. */
export function bind(panel, facts, path, desk) {
  for (const one of panel.querySelectorAll("[data-field]")) {
    if (one.parentElement.closest("[data-group]") !== panel) continue
    const { field, kind } = one.dataset
    const here = [...path, field]
    const tell = (value) => {
      if (value === undefined || value === "" || (Array.isArray(value) && !value.length)) delete facts[field]
      else facts[field] = value
      desk.changed(here)
    }
    name(one)
    one.dataset.path = here.join("/")
    KINDS[kind](one, facts[field], tell, { ...desk, path: here, facts, vocabulary: one.dataset.vocabulary })
  }
}

/** A label, a hint and a fault belong to the control that they stand around. */
function name(field) {
  const control = field.querySelector(":scope > :is(input, textarea, select), :scope > fieldset")
  if (!control) return
  const described = [...field.querySelectorAll(":is(:scope, :scope > fieldset) > :is(.fill__hint, [data-fault])")]
  for (const one of [control, ...described]) one.id = `form-${++counted}`
  control.setAttribute("aria-describedby", described.map((one) => one.id).join(" "))
  const label = field.querySelector(":scope > label")
  if (label) label.htmlFor = control.id
}

/** What stands in a text control: a number where the field holds one, and else the text without blanks at its ends. */
function read(control) {
  const text = "prose" in control.dataset ? control.value.trim() : control.value.replace(/\s+/g, " ").trim()
  if ("number" in control.dataset && /^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text)
  if ("figure" in control.dataset && /^(0|[1-9]\d{0,14})$/.test(text)) return Number(text)
  return text
}

function bindText(field, value, tell) {
  const control = field.querySelector(":scope > input, :scope > textarea")
  control.value = value ?? ""
  control.addEventListener("input", () => tell(read(control)))
}

/** A date from its parts. One part alone stays what it is, so that nothing is lost which is not a date yet. */
function bindParts(parts, value, tell) {
  const [year, month, day] = ["year", "month", "day"].map((part) => parts.querySelector(`[data-${part}]`))
  const words = [...parts.querySelectorAll("[data-word]")]
  const [, y = "", m = "", d = ""] = /^(\d*)(?:-(\d\d))?(?:-(\d\d))?$/.exec(value) ?? [null, value]
  const word = words.find((one) => one.dataset.word === value)
  if (word) word.checked = true
  else [year.value, month.value, day.value] = [y, m, d.replace(/^0/, "")]
  parts.addEventListener("input", ({ target }) => {
    if (target.matches("[data-word]")) {
      for (const one of words) if (one !== target) one.checked = false
      for (const one of [year, month, day]) if (target.checked) one.value = ""
    } else for (const one of words) one.checked = false
    const said = words.find((one) => one.checked)?.dataset.word
    const end = day.value.trim()
    const date = [year.value.trim(), month.value || (end && "00"), end && end.padStart(2, "0")]
    // a month without its year is no date, and stays what it is
    tell(said ?? date.join("-").replace(/-+$/, ""))
  })
}

const bindDate = (field, value, tell) => bindParts(field.querySelector(".fill__date"), String(value ?? ""), tell)

function bindSpan(field, value, tell) {
  const [from, until] = field.querySelectorAll(".fill__date")
  const ends = String(value ?? "").split("/")
  const put = (index) => (text) => { ends[index] = text; tell(ends.filter(Boolean).join("/")) }
  field.querySelector("details").open = Boolean(ends[1])
  bindParts(from, ends[0], put(0))
  bindParts(until, ends[1] ?? "", put(1))
}

function bindChoice(field, value, tell) {
  const group = `form-${++counted}`
  let chosen = value
  for (const one of field.querySelectorAll("[type=radio]")) {
    one.name = group
    one.checked = one.value === value
    // whoever has chosen by mistake can take it back
    one.addEventListener("click", () => {
      if (one.value === chosen) one.checked = false
      chosen = one.checked ? one.value : undefined
      tell(chosen)
    })
  }
}

/** One term: its meaning stands below it, folded to the one that is chosen. */
function bindTerm(field, value, tell, desk) {
  const folded = foldTerms(field, desk)
  const show = () => folded.say(terms_(folded).filter((one) => one.querySelector("input").checked))
  bindChoice(field, value, (chosen) => { show(); tell(chosen) })
  show()
  // whoever has chosen with a finger is done here; with the keys one goes on from term to term
  folded.list.addEventListener("click", ({ detail, target }) => {
    if (!detail || target.matches("input:not(:checked)")) return
    setTimeout(() => folded.close())
  })
}

const terms_ = ({ list }) => [...list.children]

/** The terms of a field's vocabulary with their meaning, behind a line that says which are chosen. */
function foldTerms(field, { terms, vocabulary, words }) {
  const none = words.chosenNone
  const list = make("div", { class: "fill__terms" }, document.importNode(terms(vocabulary).content, true))
  const summary = make("summary", {}, none)
  const fold = make("details", { class: "fill__fold" }, summary, list)
  field.querySelector("[data-terms-here]").append(fold)
  return {
    list,
    close() {
      fold.open = false
      summary.focus()
    },
    say(chosen) { summary.textContent = chosen.map((one) => one.querySelector("b").textContent).join(", ") || none },
  }
}

function bindTerms(field, value, tell, desk) {
  const folded = foldTerms(field, desk)
  const chosen = [...(value ?? [])]
  const show = () => folded.say(chosen.map((id) => terms_(folded).find((one) => one.firstElementChild.value === id)).filter(Boolean))
  for (const { firstElementChild: box } of terms_(folded)) {
    box.type = "checkbox"
    box.checked = chosen.includes(box.value)
    box.addEventListener("change", () => {
      // what was chosen first stays first: some lists mean it
      if (box.checked) chosen.push(box.value)
      else chosen.splice(chosen.indexOf(box.value), 1)
      show()
      tell([...chosen])
    })
  }
  show()
}

/** Languages by their names: a code that stands for another would come twice, and one without a name says nothing. */
function nameLanguages(codes) {
  const names = new Intl.DisplayNames(["en"], { type: "language" })
  const named = codes.filter((code) => Intl.getCanonicalLocales(code)[0] === code).map((code) => [code, names.of(code)])
  return named.filter(([code, label], n) => label !== code && named.findIndex((one) => one[1] === label) === n)
}

/** A list of the browser's own; what stands there and is not in the list is added to it, never dropped. */
function bindSelect(field, value, tell, desk) {
  const select = field.querySelector("select")
  const { kind, field: id } = field.dataset
  const options = kind === "country" ? desk.knows.countries : kind === "language" ? nameLanguages(desk.knows.languages) : desk.listItems(id)
  if (value && !options.some(([code]) => code === value)) options.unshift([value, value])
  const by = (one, other) => one[1].localeCompare(other[1], "en")
  for (const [code, label] of kind === "item" ? options : [...options].sort(by)) select.append(make("option", { value: code }, label))
  select.value = value ?? ""
  select.addEventListener("input", () => tell(select.value))
}

const MOST_SOURCES = 8
const LAST_SOURCES = 2

/** The sources of the case to tick, each with its place: several places are told apart by blanks or semicolons. */
function bindEvidence(field, value, tell, desk) {
  const host = field.querySelector("[data-sources-here]")
  const places = new Map()
  for (const piece of value ?? []) {
    const [, id, place = ""] = /^([^#]*)#?(.*)$/s.exec(piece)
    places.set(id, [...(places.get(id) ?? []), ...(place ? [place] : [])])
  }
  const known = desk.listSources()
  for (const id of places.keys()) {
    if (known.some((one) => one.id === id)) continue
    known.push({ id, title: desk.knows.sentences.shared.includes(id) ? id : `${id}: ${desk.words.gone}` })
  }
  // of many sources the other ones wait behind a line
  const others = make("details", { class: "fold" }, make("summary", {}, desk.words.otherSources))
  const report = () => tell([...places].flatMap(([id, at]) => (at.length ? at.map((one) => `${id}#${one}`) : [id])))
  for (const [number, source] of known.entries()) {
    const box = make("input", { type: "checkbox" })
    const where = make("input", { type: "text", autocomplete: "off", autocapitalize: "off", "aria-label": `${desk.words.where}: ${source.title}`, placeholder: desk.words.where })
    box.checked = places.has(source.id)
    where.value = (places.get(source.id) ?? []).join("; ")
    where.hidden = !box.checked
    box.addEventListener("change", () => {
      where.hidden = !box.checked
      if (box.checked) places.set(source.id, readPlaces(where.value))
      else places.delete(source.id)
      report()
    })
    where.addEventListener("input", () => { places.set(source.id, readPlaces(where.value)); report() })
    // what was added last is what one is at
    const isNear = box.checked || known.length <= MOST_SOURCES || number >= known.length - LAST_SOURCES
    const home = isNear ? host : others
    home.append(make("div", { class: "fill__source" }, make("label", {}, box, make("span", {}, source.title)), where))
  }
  if (others.children.length > 1) host.append(others)
  if (known.length) host.append(make("p", { class: "small" }, `${desk.words.where}: ${desk.words.whereHint}.`))
  else host.append(make("p", { class: "small" }, desk.words.noSources))
  const add = make("button", { class: "plain", type: "button" }, desk.words.addSource)
  add.addEventListener("click", () => desk.addSource(field))
  host.append(add)
}

/** "p. 4; note 7" is two places, "p.4" and "note-7": a place in a source has no blanks. */
const readPlaces = (text) => text.split(";").map((one) => one.trim().replace(/\.\s+/g, ".").replace(/\s+/g, "-")).filter(Boolean)

/** Short texts, one below the other. */
function bindLines(field, value, tell) {
  const list = field.querySelector(".fill__lines")
  const label = field.querySelector("legend").textContent
  const report = () => tell([...list.children].map((one) => read(one.firstElementChild)).filter((one) => one !== ""))
  const add = (text = "") => {
    list.append(document.importNode(field.querySelector("template").content, true))
    const line = list.lastElementChild
    line.firstElementChild.value = text
    line.firstElementChild.setAttribute("aria-label", `${label} ${list.children.length}`)
    line.firstElementChild.addEventListener("input", report)
    line.querySelector("[data-remove]").addEventListener("click", () => {
      line.remove()
      report()
      adder.focus()
    })
    return line.firstElementChild
  }
  const adder = field.querySelector("[data-add]")
  for (const one of value ?? []) add(one)
  adder.addEventListener("click", () => add().focus())
}

/** Groups of fields within a group, one below the other. */
function bindEntries(field, value, tell, desk) {
  const list = field.querySelector(".fill__entries")
  const entries = [...(value ?? [])]
  const adder = field.querySelector(":scope > fieldset > [data-add]")
  const draw = () => {
    list.replaceChildren()
    entries.forEach((entry, index) => {
      list.append(document.importNode(field.querySelector("template").content, true))
      const panel = list.lastElementChild
      bind(panel, entry, [...desk.path, index], desk)
      panel.lastElementChild.addEventListener("click", () => {
        entries.splice(index, 1)
        tell([...entries])
        draw()
        adder.focus()
      })
    })
  }
  draw()
  adder.addEventListener("click", () => {
    entries.push({})
    // the same groups, so that what is typed into one is in the draft
    tell(entries)
    draw()
    list.lastElementChild.querySelector("input, textarea, select")?.focus()
  })
}

/** A group of fields; where no group can be there at all, one says so. */
function bindGroup(field, value, tell, desk) {
  const panel = field.querySelector("[data-group]")
  const none = field.querySelector(":scope > fieldset > label > [data-none]")
  const group = value ?? {}
  const report = () => tell(Object.keys(group).length ? group : undefined)
  const show = () => { panel.hidden = none?.checked ?? false }
  if (none) {
    none.checked = value === null
    none.addEventListener("change", () => { show(); none.checked ? tell(null) : report() })
  }
  show()
  bind(panel, group, desk.path, { ...desk, changed: (path) => { report(); desk.changed(path) } })
}

const LONG_LIST = 5

/** The entries of a list, of which one at a time is opened in a panel of its own. */
function bindRows(field, value, tell, desk) {
  const adder = field.querySelector("[data-add]")
  const list = field.querySelector(".fill__rows")
  const entries = value ?? []
  const put = () => tell(entries)
  const draw = () => {
    // the whole draft is judged once, and not for each of its rows
    const faults = desk.look()
    const count = (path) => faults.filter((one) => path.every((step, n) => one.path[n] === step)).length
    list.replaceChildren(...entries.map((entry, index) => drawRow(entry, index, desk.isUntouched(desk.path[0], index) ? 0 : count([...desk.path, index]))))
    // nobody goes through all of a long list to add to it
    list[entries.length > LONG_LIST ? "before" : "after"](adder)
  }
  const drawRow = (entry, index, number) => {
    const row = document.importNode(desk.template("data-row").content, true).firstElementChild
    const { title, line } = desk.describe(entry)
    row.querySelector("[data-title]").textContent = title || desk.words.untitled
    row.querySelector("[data-line]").textContent = [line, number && `${number} ${desk.words.missing}`].filter(Boolean).join(" · ")
    for (const button of row.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent}: ${title || desk.words.untitled}`)
    const [change, up, down, remove] = ["change", "up", "down", "remove"].map((what) => row.querySelector(`[data-${what}]`))
    change.addEventListener("click", () => desk.open([...desk.path, index]))
    up.hidden = index === 0
    down.hidden = index === entries.length - 1
    const move = (to, what) => () => {
      entries.splice(to, 0, ...entries.splice(index, 1))
      put()
      draw()
      const moved = list.children[to]
      ;(moved.querySelector(`[data-${what}]:not([hidden])`) ?? moved.querySelector("[data-change]")).focus()
      desk.announce(desk.words.moved)
    }
    up.addEventListener("click", move(index - 1, "up"))
    down.addEventListener("click", move(index + 1, "down"))
    remove.addEventListener("click", () => {
      entries.splice(index, 1)
      put()
      draw()
      ;(list.children[Math.min(index, entries.length - 1)]?.querySelector("[data-change]") ?? adder).focus()
      desk.removed(field.dataset.field, index, entry)
    })
    return row
  }
  adder.addEventListener("click", () => {
    entries.push({})
    put()
    desk.open([...desk.path, entries.length - 1])
  })
  draw()
}

const KINDS = {
  text: bindText, area: bindText, date: bindDate, span: bindSpan, choice: bindChoice, term: bindTerm, terms: bindTerms,
  country: bindSelect, language: bindSelect, item: bindSelect, evidence: bindEvidence, lines: bindLines,
  entries: bindEntries, rows: bindRows, group: bindGroup,
}
