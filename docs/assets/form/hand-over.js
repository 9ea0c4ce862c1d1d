// How a finished draft leaves the browser. Nothing is sent from here: a file is saved, a text is copied, or an address
// of the maintainers is opened that carries what fits into it.

import { copyText } from "../find/site.js"

const encode = (text) => encodeURIComponent(text.replace(/\r?\n/g, "\r\n"))
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => encode(values[name] ?? ""))

/** Save a text as a file on the device. */
export function saveFile(name, text) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }))
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** What can be shared of a file here: the file itself, under another ending, its text, or nothing. */
function findShare(name, text) {
  const choices = [name, name.replace(/\.md$/, ".txt")].map((one) => ({
    files: [new File([text], one, { type: one.endsWith(".md") ? "text/markdown" : "text/plain" })], title: one,
  }))
  return choices.find((one) => navigator.canShare?.(one)) ?? (navigator.share && { title: name, text })
}

/** @param ask gives `{ name, title, text, place }`: the file's name, the draft's title, the text, where it belongs. */
export function bindHandOver(host, ask, sent) {
  const area = host.querySelector(".form__file-text")
  const tell = (way) => {
    for (const one of host.querySelectorAll("[data-told]")) one.hidden = one.dataset.told !== way
    host.querySelector(`[data-told="${way}"]`).focus()
  }
  const copy = (text) => copyText(text, area)
  const carry = (pattern, file, body) => fill(pattern, { title: file.title, body, path: file.place })
  const ways = {
    async share(file) { await navigator.share(findShare(file.name, file.text)); return "share" },
    file(file) { saveFile(file.name, file.text); return "file" },
    async copy(file) { return (await copy(file.text)) ? "copy" : "by-hand" },
    async issue(file, { pattern, most }) {
      const whole = carry(pattern, file, file.text)
      const copied = copy(file.text)
      const fits = whole.length <= most
      open(fits ? whole : carry(pattern, file, ""), "_blank", "noopener,noreferrer")
      return fits ? "issue-whole" : (await copied) ? "issue" : "by-hand"
    },
    "new-file"(file, { pattern }) { open(carry(pattern, file, file.text), "_blank", "noopener,noreferrer"); return "new-file" },
    mail(file, { pattern }) {
      saveFile(file.name, file.text)
      location.href = carry(pattern, file, `${file.name}\n`)
      return "mail"
    },
  }
  const file = ask()
  for (const button of host.querySelectorAll("[data-way]")) {
    const { way, pattern, most } = button.dataset
    if (way === "share") button.hidden = !findShare(file.name, file.text)
    // a link holds a stub and no more
    if (way === "new-file") button.hidden = carry(pattern, file, file.text).length > most
    button.addEventListener("click", async () => {
      try {
        const told = await ways[way](ask(), { pattern, most: Number(most) })
        tell(told)
        if (told !== "by-hand") sent(way)
      } catch (problem) {
        if (problem.name !== "AbortError") tell((await copy(ask().text)) ? "copy" : "by-hand")
      }
    })
  }
}
