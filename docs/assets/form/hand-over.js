// How a finished draft leaves the browser. Nothing is sent from here: a file is saved, a text is copied, or an address
// of the maintainers is opened that carries what fits into it. Whether it was sent then, only the writer knows.

import { copyText } from "../find/site.js"
import { saveFile } from "./save-file.js"

const encode = (text) => encodeURIComponent(text.replace(/\r?\n/g, "\r\n"))
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => encode(values[name] ?? ""))

/** What can be shared of a file here: the file itself, under another ending, its text, or nothing. */
function findShare(name, text) {
  const choices = [name, name.replace(/\.md$/, ".txt")].map((one) => ({
    files: [new File([text], one, { type: one.endsWith(".md") ? "text/markdown" : "text/plain" })], title: one,
  }))
  return choices.find((one) => navigator.canShare?.(one)) ?? (navigator.share && { title: name, text })
}

/**
 * @param ask gives `{ name, title, text, place }`: the file's name, the draft's title, the text, where it belongs.
 * @param left `left(told)` hears how the text has left, `left(told, true)` that the writer has sent it
 */
export function bindHandOver(host, ask, left, { attached }) {
  const area = host.querySelector(".form__file-text")
  /** What happened and what comes next is said where somebody has pressed. */
  const tell = (told, beside) => {
    for (const one of host.querySelectorAll("[data-told]")) one.hidden = one.dataset.told !== told
    const said = host.querySelector(`[data-told="${told}"]`)
    beside[beside.matches("li") ? "append" : "after"](said)
    said.focus()
  }
  const copy = (text) => copyText(text, area)
  const carry = (pattern, file, body) => fill(pattern, { title: file.title, body, path: file.place })
  const show = (address) => open(address, "_blank", "noopener,noreferrer")
  const ways = {
    async share(file) { await navigator.share(findShare(file.name, file.text)); return "sent" },
    file(file) { saveFile(file.name, file.text); return "file" },
    async copy(file) { return (await copy(file.text)) ? "copy" : "by-hand" },
    async issue(file, { pattern, most }) {
      const whole = carry(pattern, file, file.text)
      const copied = copy(file.text)
      const fits = whole.length <= most
      show(fits ? whole : carry(pattern, file, ""))
      return fits ? "issue-whole" : (await copied) ? "issue" : "by-hand"
    },
    "new-file"(file, { pattern }) { show(carry(pattern, file, file.text)); return "new-file" },
    mail(file, { pattern, most }) {
      const whole = carry(pattern, file, file.text)
      const fits = whole.length <= most
      if (!fits) saveFile(file.name, file.text)
      location.href = fits ? whole : carry(pattern, file, `${attached}\n\n${file.name}\n`)
      return fits ? "mail-whole" : "mail"
    },
  }
  let used = ""
  const file = ask()
  const share = findShare(file.name, file.text)
  for (const button of host.querySelectorAll("[data-way]")) {
    const { way, pattern, most } = button.dataset
    const row = button.closest("li")
    if (way === "share") row.hidden = !share
    // a link holds a stub and no more
    const isLong = pattern && carry(pattern, file, file.text).length > most
    if (way === "new-file") row.hidden = isLong
    if (way === "mail") {
      row.querySelector("[data-attach]").hidden = !isLong
      // a program of the device attaches the file by itself
      if (isLong && share?.files) row.before(host.querySelector("[data-way=share]").closest("li"))
    }
    button.addEventListener("click", async () => {
      try {
        const told = await ways[way](ask(), { pattern, most: Number(most) })
        tell(told, row)
        used = told === "sent" ? way : told
        if (told !== "by-hand") left(used, told === "sent")
      } catch (problem) {
        if (problem.name !== "AbortError") tell((await copy(ask().text)) ? "copy" : "by-hand", row)
      }
    })
  }
  const done = host.querySelector("[data-is-sent]")
  done.querySelector("button").addEventListener("click", () => {
    left(used, true)
    tell("sent", done)
  })
  // the first way that is there is the one to take
  host.querySelector("li:not([hidden]) > [data-way]").classList.replace("more", "button")
}
