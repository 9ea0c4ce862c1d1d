// Reading a draft over: what readers see first, what is to be mended, what a change changes, and how it leaves. It is
// fetched when a draft is opened, so that it is there when the line is not.

import { make } from "../find/site.js"
import { bindHandOver } from "./hand-over.js"
import { nameOf, namePlace, sayFault, shorten } from "./naming.js"
import { fillPreview } from "./preview.js"

/**
 * @param draft `{ facts, story }`, the facts with ids
 * @param desk of the form: `{ knows, words, template, labelOf, storyTitle, goTo(fault), file(), left(way, isSent) }`
 */
export function readOver(view, { facts, story }, faults, desk) {
  const { tree, countries } = desk.knows
  const seen = view.querySelector("[data-preview]")
  seen.append(document.importNode(desk.template("data-preview-of").content, true))
  const country = (code) => (code ? new Map(countries).get(code) : "")
  fillPreview(seen, facts, story, { term: desk.labelOf, publishers: desk.words.publishers, latest: desk.words.latest, country })
  for (const fault of faults) {
    const link = make("a", { href: "#" }, fault.path[0] === "story" ? desk.storyTitle : namePlace(fault.at, facts, tree))
    link.addEventListener("click", (event) => { event.preventDefault(); desk.goTo(fault) })
    view.querySelector(".form__faults").append(make("li", { "data-severity": fault.severity }, link, ` ${sayFault(fault, tree)}`))
  }
  const isReady = !faults.some((one) => one.severity === "error")
  view.querySelector("[data-none]").hidden = faults.length > 0
  view.querySelector("[data-ready]").hidden = !isReady
  view.querySelector("[data-draft]").hidden = isReady
  const { place, text } = desk.file()
  view.querySelector("[data-place]").textContent = place
  view.querySelector(".form__file-text").value = text
  bindHandOver(view, () => {
    const file = desk.file()
    return { ...file, title: isReady ? file.title : `${desk.words.asDraft} ${file.title}` }
  }, desk.left, desk.words)
}

/** Of a case that is on the site: which of its fields and entries differ. Why they do, its history says. */
export function sayChanges(host, changes, { knows, words, storyTitle }) {
  const say = ({ name, come, gone }) => {
    const entries = [...come.map(nameOf), ...gone.map((one) => `${words.removed} ${nameOf(one)}`)].filter(Boolean)
    const field = namePlace([name], {}, knows.tree) || storyTitle
    return make("li", {}, entries.length ? `${field}: ${entries.map(shorten).join("; ")}` : field)
  }
  host.hidden = false
  host.querySelector("ul").replaceChildren(...(changes.length ? changes.map(say) : [make("li", {}, words.nothing)]))
  host.querySelector("[data-why]").hidden = !changes.length || changes.some(({ name }) => name === "history")
}
