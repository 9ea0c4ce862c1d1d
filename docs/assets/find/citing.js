// How a case or an item is cited: the forms of the site (find/cite.json) with their slots filled in, as
// render/citations.py does it for a case. No page, no network.
//
// What is cited is { key, title, kind, case, place, address, authors, date, language, license, read }: `key` its name,
// `kind` and `case` empty for a case itself, `authors` a list, `date` a day as 2026-03-03, or nothing; `read` the day of
// the reader, in words.

import { joinWords } from "./site.js"

/** What a file of citations ends in, and what a device opens it with, by their form. */
export const ENDINGS = { plain: "txt", bibtex: "bib", csl: "json" }
export const TYPES = { plain: "text/plain;charset=utf-8", bibtex: "application/x-bibtex;charset=utf-8", csl: "application/json" }

const BIBTEX = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" }
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ")

/** A text as the value of a field of BibTeX. */
export const escapeBibtex = (text) => text.replace(/[\\{}~^$&#%_]/g, (sign) => BIBTEX[sign] ?? `\\${sign}`)

const escapeJson = (text) => JSON.stringify(text).slice(1, -1)
const sayDay = (date) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(date))
const partsOf = (date) => date.split("-").map(Number)
const same = (text) => text

/** What a slot gets in each form, by its name; `text` for all others. */
const WRITERS = {
  plain: { text: same, authors: (names) => joinWords(names), date: sayDay },
  bibtex: {
    text: escapeBibtex,
    key: (name) => name.replace("#", ":"),
    address: same,
    authors: (names) => names.map((name) => `{${escapeBibtex(name)}}`).join(" and "),
    date: sayDay,
  },
  csl: {
    text: escapeJson,
    authors: (names) => `[${names.map((name) => `{"literal": ${JSON.stringify(name)}}`).join(", ")}]`,
    date: (date) => partsOf(date).join(", "),
  },
}

const derive = (cited) => {
  const [year, month] = cited.date ? partsOf(cited.date) : []
  return { ...cited, year: year && String(year), month: month && MONTHS[month - 1] }
}

/** One of the forms, by its name and its text with slots, filled in. A part whose slot stays empty is taken out. */
export function cite(form, text, cited) {
  const made = new DOMParser().parseFromString(`<div>${text}</div>`, "text/html").body.firstElementChild
  const write = WRITERS[form]
  const facts = derive(cited)
  for (const slot of made.querySelectorAll("[data-slot]")) {
    const name = slot.dataset.slot
    const fact = facts[name]
    if (fact?.length) slot.textContent = (write[name] ?? write.text)(fact)
    else if (!slot.textContent) (slot.closest("[data-part]") ?? slot).remove()
  }
  return made.textContent.trim()
}

/** Several in one text, as a file holds them. */
export const joinForms = (form, texts) =>
  form === "csl" ? `[${texts.map((text) => text.slice(1, -1)).join(",\n")}]\n` : `${texts.join("\n\n")}\n`
