// The finder's question as a form: the page's lists of links become boxes that one ticks, with what each means.

import { QUESTIONS } from "./choose.js"
import { make } from "./site.js"

export const isBlank = (answers) => !QUESTIONS.some((name) => answers[name].length)

/** The answers as pairs for an address. */
export const listPairs = (answers) => QUESTIONS.flatMap((name) => answers[name].map((id) => [name, id]))

/** What a link of the list says: the id, how it is called, how many items there are, and what it means. */
const readAnswer = (entry) => ({
  value: entry.querySelector("a").dataset.value,
  says: entry.querySelector("a").textContent,
  size: entry.querySelector(".answers__size").textContent,
  means: entry.querySelector(".answers__means").textContent,
})

/** A box with its label. Where people tell it as a sentence, what it means stands in the label. */
function makeBox(type, name, { value, says, size = "", means = "" }, isTold) {
  const box = make("input", { type, name, value, checked: value === "" })
  const number = size ? make("span", { class: "answers__size" }, size) : ""
  const words = isTold ? [make("b", {}, says, " ", number), make("small", {}, means)] : [says, " ", number]
  return make("label", { class: isTold ? "told__one" : "pill" }, box, make("span", {}, ...words))
}

/** One question: its boxes, and below them what the chosen ones mean. */
function makeGroup(section) {
  const { question: name } = section.dataset
  const type = "several" in section.dataset ? "checkbox" : "radio"
  const group = make("fieldset", { class: "question-box" }, make("legend", {}, section.querySelector("h2").textContent))
  for (const list of section.querySelectorAll(".answers")) {
    const isTold = list.matches(".answers--told")
    const before = list.previousElementSibling
    if (before.matches("h3")) group.append(make("p", { class: "question-box__group" }, before.textContent))
    const answers = [...list.children].map(readAnswer)
    if (type === "radio") answers.unshift({ value: "", says: "Does not matter" })
    const boxes = make("div", { class: isTold ? "told" : "pills" }, ...answers.map((one) => makeBox(type, name, one, isTold)))
    group.append(boxes)
    if (!isTold) group.append(explainChosen(boxes, answers))
  }
  return group
}

/** What the chosen boxes mean, in sight as soon as they are chosen. */
function explainChosen(boxes, answers) {
  const said = make("p", { class: "small question-box__means" })
  const known = new Map(answers.map((one) => [one.value, one]))
  boxes.addEventListener("casebook:chosen", () => {
    const chosen = [...boxes.querySelectorAll(":checked")].map((box) => known.get(box.value)).filter((one) => one.means)
    said.replaceChildren(...chosen.flatMap(({ says, means }) => [make("b", {}, says), ` ${means} `]))
  })
  return said
}

/** The form, in the page's own element. */
export class QuestionForm {
  constructor(form) {
    this.form = form
    for (const section of form.querySelectorAll("[data-question]")) section.replaceWith(makeGroup(section))
  }

  boxes(name) {
    return [...this.form.elements].filter((box) => box.name === name)
  }

  /** The answers of an address, or of the form itself: lists of ids by question. What the form does not offer is left out. */
  read(asked = new FormData(this.form)) {
    const readOne = (name) => {
      const boxes = this.boxes(name).filter((box) => box.value)
      const chosen = boxes.filter((box) => asked.getAll(name).includes(box.value)).map((box) => box.value)
      return boxes[0]?.type === "radio" ? chosen.slice(0, 1) : chosen
    }
    return Object.fromEntries(QUESTIONS.map((name) => [name, readOne(name)]))
  }

  fill(answers) {
    for (const name of QUESTIONS) {
      for (const box of this.boxes(name)) box.checked = box.value ? answers[name].includes(box.value) : !answers[name].length
    }
    this.tellChosen()
  }

  /** Say what the chosen answers mean. */
  tellChosen() {
    for (const boxes of this.form.querySelectorAll(".pills")) boxes.dispatchEvent(new Event("casebook:chosen"))
  }

  /** Say at each answer how many items there are with it: `numbers` by question and id. */
  tellNumbers(numbers) {
    this.sizes ??= this.findSizes()
    for (const { name, value, said } of this.sizes) {
      const number = numbers[name].get(value) ?? 0
      if (said.textContent === String(number)) continue
      said.textContent = number
      said.classList.toggle("answers__size--none", !number)
    }
  }

  /** Where the numbers stand. It is never more than at first, so that with its first width nothing beside it moves. */
  findSizes() {
    const sizes = QUESTIONS.flatMap((name) => this.boxes(name).filter((box) => box.value).map((box) => (
      { name, value: box.value, said: box.closest("label").querySelector(".answers__size") }
    )))
    const widths = sizes.map(({ said }) => said.offsetWidth)
    sizes.forEach(({ said }, n) => { said.style.minWidth = `${widths[n]}px` })
    return sizes
  }

  focusFirst() {
    this.form.querySelector("input[name]").focus()
  }
}
