// The drafts of this browser, as a list: what each is, and what one can do with it. No question is asked before:
// what is deleted can be put back.

import { mayGo } from "./drafts.js"
import { saveFile } from "./hand-over.js"

const day = (text) => new Date(text).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })

/** @param desk `{ template, words, open(id), write(draft), announce(text, undo) }` */
export function showDrafts(host, store, desk) {
  const drafts = store.list()
  host.hidden = drafts.length === 0
  const page = document.importNode(desk.template("data-drafts-list").content, true)
  const list = page.querySelector("ol")
  for (const draft of drafts) {
    const row = document.importNode(desk.template("data-draft-row").content, true).firstElementChild
    const title = draft.name || draft.facts?.title || (draft.broken === undefined ? desk.words.untitled : desk.words.broken)
    row.querySelector("[data-title]").textContent = title
    row.querySelector("[data-line]").textContent = [
      draft.changed && day(draft.changed),
      draft.from && `${desk.words.from} ${draft.from.id}`,
      draft.sent && `${desk.words.sent} ${day(draft.sent.on)}`,
      mayGo(draft) && desk.words.mayGo,
      `${desk.words.copied} ${draft.copied ? day(draft.copied) : desk.words.never}`,
    ].filter(Boolean).join(" · ")
    const act = (name, does) => {
      const button = row.querySelector(`[data-${name}]`)
      button.setAttribute("aria-label", `${button.textContent}: ${title}`)
      button.addEventListener("click", does)
      return button
    }
    act("open", () => desk.open(draft.id)).hidden = draft.broken !== undefined
    const rename = row.querySelector(".form__rename")
    act("rename", () => {
      rename.hidden = false
      rename.querySelector("input").value = title
      rename.querySelector("input").focus()
    }).hidden = draft.broken !== undefined
    rename.addEventListener("submit", () => {
      store.save({ ...draft, name: rename.querySelector("input").value.trim() })
      showDrafts(host, store, desk)
    })
    act("file", () => {
      if (draft.broken !== undefined) return saveFile("draft.txt", draft.broken)
      saveFile("draft.md", desk.write(draft))
      store.save({ ...draft, copied: new Date().toISOString() })
      showDrafts(host, store, desk)
    })
    act("delete", () => {
      const restore = store.remove(draft.id)
      showDrafts(host, store, desk)
      desk.announce(`${desk.words.removed} ${title}`, () => { restore(); showDrafts(host, store, desk) })
    })
    list.append(row)
  }
  host.replaceChildren(page)
}
