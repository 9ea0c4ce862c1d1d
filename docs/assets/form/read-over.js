// Reading a draft over: what readers see first, what is to be mended, what a change changes, and how it leaves. It is
// fetched when a draft is opened, so that it is there when the line is not.

import { make } from "../find/site.js"
import { bindHandOver } from "./hand-over.js"
import { namePlace, sayFault } from "./naming.js"
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
  fillPreview(seen, facts, story, { term: desk.labelOf, publishers: desk.words.publishers, country })
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

/** Of a case that is on the site: which of its fields differ. What was changed, and why, stands in its history. */
export function sayChanges(host, names, { knows, words, storyTitle }) {
  host.hidden = false
  host.append(names.map((name) => namePlace([name], {}, knows.tree) || storyTitle).join(", ") || words.nothing)
}
