// What a page shows of the saved list: which of its things are on it, and how many there are, in the header and beside
// the list's name in the foot. reading.js fetches it where there is a list.

import { followSaved, readSaved } from "./saved.js"
import { make, root } from "./site.js"

const LIST = new URL("my-list/", root).href

/** Mark the buttons of a page, or of what has come to it. */
export function markSaved() {
  const saved = new Set(readSaved())
  for (const button of document.querySelectorAll("[data-keep=save]")) {
    button.dataset.word ??= button.textContent
    const is = saved.has(button.dataset.name)
    if (button.hasAttribute("aria-pressed") || is) button.setAttribute("aria-pressed", String(is))
    button.textContent = is ? button.dataset.other : button.dataset.word
  }
  document.documentElement.classList.toggle("has-list", saved.size > 0)
  for (const count of document.querySelectorAll("[data-list-count]")) count.textContent = saved.size || ""
  for (const link of document.querySelectorAll(".site-footer nav a")) {
    if (link.href !== LIST) continue
    link.nextElementSibling?.remove()
    if (saved.size) link.after(make("span", { class: "small" }, ` ${saved.size}`))
  }
}

markSaved()
followSaved(markSaved)
document.addEventListener("casebook:drawn", markSaved)
// a row that was drawn by a script shows its button when it is opened
document.addEventListener("toggle", markSaved, { capture: true })

