// The finder: the lists of answers become a form, and what fits them stands below.
// The answers live in the address: ?who=ID&facing=ID&facing=ID&way=ID.

import { chooseCases, chooseItems, findLetGo, PARTS, readQuestion } from "./choose.js"
import { adopt, count, join, loadBrief, make } from "./site.js"
import { loadTable } from "./table.js"

const NAMES = ["who", "facing", "way"]
/** From this many answers on the texts are shorter on paper, since the reasons are longer. */
const MANY = 5
const form = document.querySelector(".finder__form")
const questions = form.querySelector(".finder__ask")
const clear = form.querySelector("[data-clear]")
const answer = document.querySelector("[data-answer]")
const say = document.querySelector(".finder__say")
const copy = answer.querySelector("[data-copy]")
const COPY = copy.textContent
const heading = answer.querySelector("#answer")

/** Each list of links becomes a group of boxes with the same labels; the definitions stay with them. */
function makeForm() {
  for (const section of form.querySelectorAll("[data-question]")) {
    const name = section.dataset.question
    const several = "several" in section.dataset
    const title = section.querySelector("h2")
    const group = make("fieldset", { class: "question-box" }, make("legend", {}, title.textContent))
    for (const list of section.querySelectorAll(".answers")) {
      const before = list.previousElementSibling
      if (before.matches("h3")) group.append(make("p", { class: "question-box__group" }, before.textContent))
      const boxes = [...list.querySelectorAll("a")].map((link) => makeBox(name, several, link.dataset.value, link.textContent, link.nextElementSibling.textContent))
      if (!several) boxes.unshift(makeBox(name, false, "", "Does not matter", ""))
      group.append(make("div", { class: "pills" }, ...boxes))
    }
    section.replaceWith(group)
  }
}

function makeBox(name, several, value, label, means) {
  const box = make("input", { type: several ? "checkbox" : "radio", name, value, checked: value === "" })
  return make("label", { class: "pill", title: means || null }, box, make("span", {}, label))
}

/** The answers of an address, or of the form: lists of ids by question. What the form does not offer is left out. */
function readAnswers(source) {
  const asked = source === form ? new FormData(form) : new URLSearchParams(source)
  const read = (name) => {
    const boxes = [...form.elements].filter((box) => box.name === name && box.value)
    const chosen = boxes.filter((box) => asked.getAll(name).includes(box.value)).map((box) => box.value)
    return boxes[0]?.type === "radio" ? chosen.slice(0, 1) : chosen
  }
  return Object.fromEntries(NAMES.map((name) => [name, read(name)]))
}

const isBlank = (answers) => !NAMES.some((name) => answers[name].length)

function fillForm(answers) {
  for (const box of form.elements) {
    if (!NAMES.includes(box.name)) continue
    const chosen = answers[box.name]
    box.checked = box.value ? chosen.includes(box.value) : !chosen.length
  }
}

const toAddress = (answers) => new URLSearchParams(NAMES.flatMap((name) => answers[name].map((id) => [name, id]))).toString()

/** What was asked, as a sentence of labels. */
function sayQuestion(asked) {
  const told = [
    ["You are", asked.who],
    ["You face", asked.facing],
    ["In the way", asked.way],
  ].filter(([, terms]) => terms.length)
  return told.flatMap(([word, terms]) => [make("span", {}, make("b", {}, `${word}: `), join(terms.map((term) => term.label)))])
}

function drawItem({ item, reasons }) {
  const card = adopt(item.html)
  card.id = `answer-${item.kind}-${card.querySelector("h3 a").href.split("/cases/")[1].replace(/\W+/g, "-")}`
  const words = reasons.map(([word, labels]) => make("span", {}, make("b", {}, `${word}: `), labels.join(", ")))
  if (words.length) card.querySelector(".mark").after(make("p", { class: "why" }, ...words))
  return make("li", {}, card)
}

let turn = 0 // a later question makes an earlier answer stale
let table = null

async function show(answers) {
  const mine = ++turn
  clear.hidden = isBlank(answers)
  copy.textContent = COPY
  if (isBlank(answers)) {
    answer.hidden = true
    say.textContent = ""
    return
  }
  say.textContent = "Looking through the cases …"
  try {
    table ??= await loadTable()
  } catch {
    if (mine !== turn) return
    answer.hidden = true
    say.textContent = "The table of cases could not be loaded. Is the line down? Load the page again when you are back."
    return
  }
  if (mine !== turn) return
  const asked = readQuestion(table, answers)
  const chosen = PARTS.map((part) => chooseCases(table, asked, part))
  const ids = [...new Set(chosen.flatMap(({ cases }) => cases.map((one) => one.id)))]
  answer.setAttribute("aria-busy", "true")
  const loaded = await Promise.allSettled(ids.map(loadBrief))
  if (mine !== turn) return
  const briefs = new Map(ids.flatMap((id, n) => (loaded[n].status === "fulfilled" ? [[id, loaded[n].value]] : [])))
  const found = PARTS.map((part, n) => {
    const items = chooseItems(asked, part, chosen[n], briefs)
    drawPart(part, asked, chosen[n], items, briefs)
    return items
  })
  answer.querySelector("[data-asked]").replaceChildren(...sayQuestion(asked))
  answer.classList.toggle("finder__answer--full", Object.values(asked).flat().length >= MANY)
  answer.removeAttribute("aria-busy")
  answer.hidden = false
  const cases = new Set(found.flatMap((items) => items.map((one) => one.case))).size
  const numbers = [count(found[0].length, "door"), count(found[1].length, "lesson"), count(found[2].length, "failure")]
  const lost = ids.length - briefs.size
  const told = cases ? `${join(numbers)} from ${count(cases, "case")}.` : lost ? "" : "No case fits."
  say.textContent = `${told}${lost ? ` ${count(lost, "case")} could not be loaded. Is the line down? Choose again to try again.` : ""}`.trim()
  answer.querySelector("[data-here]").textContent = location.href
  leadOn(asked)
}

function drawPart(part, asked, chosen, items, briefs) {
  const section = answer.querySelector(`[data-part=${part.kind}]`)
  const gone = findLetGo(asked, part, chosen, items).map((term) => term.label)
  const lost = chosen.cases.some((one) => !briefs.has(one.id))
  const note = section.querySelector(".finder__note")
  note.hidden = items.length > 0 && !gone.length
  if (items.length) note.textContent = `Nothing here fits all of your answers. Let go: ${join(gone)}.`
  // what could not be loaded may well have fitted
  else note.textContent = lost ? "What fits could not be loaded." : "No case says anything that fits."
  section.querySelector(".finder__items").replaceChildren(...items.map(drawItem))
}

/** From the answer to the explorer and to cases like one's own, with the same question. */
function leadOn(asked) {
  const pairs = (names) => asked.facing.map((term) => [term.column, term.id]).concat(asked.way.map((term) => [names.way, term.id]))
  for (const [selector, names] of [["[data-explore]", { way: "cause" }], ["[data-like]", { way: "missing" }]]) {
    answer.querySelector(selector).search = new URLSearchParams(pairs(names)).toString()
  }
}

function start() {
  makeForm()
  const restore = () => {
    const answers = readAnswers(location.search)
    fillForm(answers)
    return { answers, done: show(answers) }
  }
  form.addEventListener("change", () => {
    const answers = readAnswers(form)
    const address = new URL(location.href)
    address.search = toAddress(answers)
    address.hash = ""
    history.pushState(null, "", address)
    show(answers)
  })
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    await show(readAnswers(form))
    if (answer.hidden) {
      questions.open = true
      form.querySelector("input").focus()
      return
    }
    heading.focus({ preventScroll: true })
    heading.scrollIntoView({ block: "start" })
  })
  clear.addEventListener("click", () => {
    history.pushState(null, "", location.pathname)
    restore()
    questions.open = true
    form.querySelector("input").focus()
  })
  answer.querySelector("[data-print]").addEventListener("click", () => print())
  copy.hidden = !navigator.clipboard
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      copy.textContent = "Copied"
    } catch {
      copy.textContent = "Copying is not allowed here"
    }
  })
  addEventListener("popstate", restore)
  const { answers } = restore()
  // who comes with a question, from the home page or a shared address, sees its answer first
  if (!isBlank(answers)) questions.open = false
}

start()
