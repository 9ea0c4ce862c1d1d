// The field of the story: it cites with a button, and takes what is pasted from a word processor as Markdown.

import { make } from "../find/site.js"

const isUncited = (part) => part.trim() && !/^\s*#/.test(part) && !/\[[^\]]*@/.test(part)

/** The story with a citation behind every paragraph that has none. */
export const citeEverywhere = (story, id) =>
  story.split(/(\n\s*\n)/).map((part) => (isUncited(part) ? part.replace(/([.!?…]?)(\s*)$/, ` [@${id}]$1$2`) : part)).join("")

/** The story with a citation behind the words before a place, and before their full stop, where the reader looks for it. */
export function citeAt(story, place, id) {
  const at = /[.!?…]/.test(story[place - 1] ?? "") ? place - 1 : place
  return `${story.slice(0, at)}${/\s/.test(story[at - 1] ?? " ") ? "" : " "}[@${id}]${story.slice(at)}`
}

export function bindStory(field, story, tell, desk) {
  const area = field.querySelector("textarea")
  const [cite, everywhere, list] = ["[data-cite]", "[data-cite-all]", "[data-cite-list]"].map((part) => field.querySelector(part))
  area.value = story
  let caret = story.length
  const draw = () => { everywhere.hidden = !desk.listSources().length || !area.value.split(/\n\s*\n/).some(isUncited) }
  const hear = () => { tell(area.value.trimEnd()); draw() }
  area.addEventListener("input", hear)
  area.addEventListener("blur", () => { caret = area.selectionEnd })
  area.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? ""
    if (!/<(h\d|li|a|b|i|strong|em)\b/i.test(html)) return
    const plain = event.clipboardData.getData("text/plain")
    event.preventDefault()
    import("./paste.js").then(({ toMarkdown }) => toMarkdown(html), () => plain).then((words) => {
      area.setRangeText(words, area.selectionStart, area.selectionEnd, "end")
      hear()
    })
  })

  const choose = (opener, question, put) => {
    const at = caret
    const sources = desk.listSources()
    const isOpen = opener.getAttribute("aria-expanded") === "true"
    const close = () => { for (const one of [cite, everywhere]) one.setAttribute("aria-expanded", "false"); list.hidden = true }
    close()
    if (isOpen) return
    const add = make("button", { class: "plain", type: "button" }, desk.words.addSource)
    add.addEventListener("click", () => desk.addSource(field, (text, id) => put(text, at, id)))
    const buttons = sources.map(({ id, title }) => {
      const button = make("button", { class: "more", type: "button" }, title)
      button.addEventListener("click", () => { write(put(area.value, at, id)); close() })
      return button
    })
    const asks = sources.length ? question : desk.words.noSources
    list.setAttribute("aria-label", asks)
    list.replaceChildren(make("p", {}, asks), ...buttons, add)
    list.hidden = false
    opener.setAttribute("aria-expanded", "true")
    list.querySelector("button").focus()
  }
  const write = (text) => {
    const end = text.length - area.value.length + caret
    area.value = text
    hear()
    area.focus()
    area.setSelectionRange(end, end)
    caret = end
  }
  cite.addEventListener("click", () => choose(cite, desk.words.whichHere, citeAt))
  everywhere.textContent = desk.words.toAll
  everywhere.addEventListener("click", () => {
    const [only, ...others] = desk.listSources()
    const put = (text, _, id) => citeEverywhere(text, id)
    if (others.length) return choose(everywhere, desk.words.whichAll, put)
    write(put(area.value, caret, only.id))
  })
  draw()
}
