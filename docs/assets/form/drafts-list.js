// The drafts of this browser, as a list: what each is, and what one can do with it. No question is asked before:
// what is deleted can be put back.

import { isSent, mayGo, sayWhen } from "./drafts.js"
import { saveFile } from "./save-file.js"

const size = new Intl.NumberFormat("en-GB", { style: "unit", unit: "kilobyte", maximumFractionDigits: 1 })

/** The name of a file is the end of the place that its second line tells. */
const nameFile = (text) => (text.startsWith("---") ? /^# .*?([^/\s]+)$/.exec(text.split("\n")[1])?.[1] ?? "draft.md" : "draft.txt")

/**
 * Show the drafts of a store in a place of the page, of the templates of form_drafts.html.
 * @param desk `{ open(id), write(draft), announce(text, undo) }`: what opens a draft, what makes its file in time, what tells
 */
export function showDrafts(host, store, desk) {
  const template = (name) => document.querySelector(`template[data-${name}]`)
  const words = template("drafts-list").dataset

  function draw() {
    const drafts = store.list()
    host.hidden = drafts.length === 0
    const page = document.importNode(template("drafts-list").content, true)
    page.querySelector("[data-nowhere]").hidden = store.lasts
    page.querySelector("ol").append(...drafts.map(makeRow))
    host.replaceChildren(page)
  }

  /** Draw anew, and leave the focus where somebody works. */
  function drawAt(id, button) {
    draw()
    const row = [...host.querySelectorAll("li")].find((one) => one.dataset.id === id)
    ;(row?.querySelector(button) ?? host.querySelector("h2"))?.focus()
  }

  function describe(draft) {
    return [
      words[draft.kind],
      draft.changed && sayWhen(draft.changed),
      size.format(draft.size / 1000),
      draft.from && `${words.from} ${draft.from.id}`,
      draft.aside && words.aside,
      draft.broken === undefined && (draft.sent ? `${words.sent} ${sayWhen(draft.sent.on)}` : words.notSent),
      draft.sent && !isSent(draft) && words.since,
      mayGo(draft) && words.mayGo,
      draft.broken === undefined && `${words.copied} ${draft.copied ? sayWhen(draft.copied) : words.never}`,
    ].filter(Boolean).join(" · ")
  }

  function makeRow(draft) {
    const row = document.importNode(template("draft-row").content, true).firstElementChild
    const find = (selector) => row.querySelector(selector)
    const isBroken = draft.broken !== undefined
    const title = draft.name || draft.facts?.title || (isBroken ? words.broken : words.untitled)
    row.dataset.id = draft.id
    find("[data-title]").textContent = title
    find("[data-line]").textContent = describe(draft)
    const raw = find("textarea")
    raw.hidden = !isBroken
    raw.value = draft.broken ?? ""
    const act = (name, does) => {
      const button = find(`[data-${name}]`)
      button.setAttribute("aria-label", `${button.textContent}: ${title}`)
      button.addEventListener("click", does)
      button.hidden = isBroken && (name === "open" || name === "rename")
    }
    const rename = find(".form__rename")
    act("open", () => desk.open(draft.id))
    act("rename", () => {
      rename.hidden = false
      rename.querySelector("input").value = title
      rename.querySelector("input").select()
    })
    rename.addEventListener("submit", () => {
      store.amend(draft.id, { name: rename.querySelector("input").value.trim() })
      drawAt(draft.id, "[data-rename]")
    })
    rename.addEventListener("keydown", ({ key }) => { if (key === "Escape") drawAt(draft.id, "[data-rename]") })
    act("file", async () => {
      if (isBroken) return saveFile("draft.txt", draft.broken)
      const text = await desk.write(draft)
      saveFile(nameFile(text), text)
      store.amend(draft.id, { copied: new Date().toISOString() })
      drawAt(draft.id, "[data-file]")
    })
    act("delete", () => {
      const restore = store.remove(draft.id)
      drawAt("", "")
      desk.announce(`${words.deleted} ${title}`, () => { restore(); drawAt(draft.id, "[data-delete]") })
    })
    return row
  }

  draw()
}
