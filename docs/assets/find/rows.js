// Entry points, lessons and failures, narrowed down: by what stands at each row, and by its words.
//
// The rows are in the page. Those of a list too long for that are brought by far-rows.js.

import { fold } from "./folding.js"
import { Narrowing } from "./narrow.js"
import { attach, make, sayNumber } from "./site.js"
import { makeColumns } from "./table.js"

/** How many rows are open at a time, as hooks/casebook/render/narrowing.py has it. */
export const LEAF = 50

/** The words of a text, each with a space before it: so one can look for a word by its beginning. */
const spread = (text) => ` ${fold(text).split(/[^\p{L}\p{N}]+/u).join(" ")}`

const listRows = (box) => [...box.querySelectorAll("ul.rows > li")]

/** A list of the page: as it came, and how it shows some of its rows. */
function keepList(box) {
  const parts = [...box.childNodes]
  const leaves = [...box.querySelectorAll("ul.rows")].map((leaf) => ({ leaf, rows: [...leaf.children] }))
  const rows = leaves.flatMap((one) => one.rows)
  const inSight = leaves.length > 1 ? leaves[0].rows.length : LEAF
  const part = box.closest("section:not(.results)")
  const number = part?.querySelector("h2 > .small")
  const total = number?.textContent

  /** The first rows in sight, the others behind a tap; where the page shows few in all, they need no leaves. */
  const bind = (some, few) => {
    const list = (rows) => make("ul", { class: "rows" }, ...rows)
    if (few || some.length <= inSight) return [list(some)]
    const bound = []
    for (let at = 0, end = inSight; at < some.length; at = end, end += LEAF) {
      const leaf = some.slice(at, end)
      const name = `${sayNumber(at + 1)} to ${sayNumber(at + leaf.length)}`
      bound.push(make("details", { class: "leaf", open: at === 0 }, make("summary", {}, name), list(leaf)))
    }
    return bound
  }

  return {
    rows,
    restore() {
      for (const { leaf, rows } of leaves) leaf.replaceChildren(...rows)
      box.replaceChildren(...parts)
      if (part) part.hidden = false
      if (number) number.textContent = total
    },
    show(some, few) {
      box.replaceChildren(...bind(some, few))
      // a part of the page in which nothing fits is not there
      if (part) part.hidden = !some.length
      if (number) number.textContent = `${sayNumber(some.length)} of ${total}`
    },
  }
}

/** The rows of the page, in one or more lists. What they have is read when somebody touches the filter. */
export function listPage(host) {
  const lists = [...host.querySelectorAll("[data-rows]")].map(keepList)
  const rows = lists.flatMap((list) => list.rows.map((row) => ({ row, list })))
  let texts = null
  let whole = true

  const load = async (facets) => {
    const columns = makeColumns(facets, rows.length, (id, n) => rows[n].row.getAttribute(`data-${id}`)?.split(" ") ?? [])
    return {
      size: rows.length,
      facets: columns,
      columns: new Map(columns.map((one) => [one.id, one])),
      place: rows.map(({ row }) => Number(row.dataset.place)),
    }
  }

  const find = (_, words) => {
    texts ??= rows.map(({ row }) => spread(row.textContent))
    const asked = spread(words).trim().split(" ")
    return Uint8Array.from(texts, (text) => Number(asked.every((word) => text.includes(` ${word}`))))
  }

  const show = (_, numbers, all) => {
    if (all && whole) return
    whole = all
    for (const list of lists) {
      if (all) list.restore()
      else list.show(numbers.filter((n) => rows[n].list === list).map((n) => rows[n].row), numbers.length <= LEAF)
    }
  }

  return { load, find, show }
}

if (document.querySelector("[data-rows]")) attach("[data-narrow]", (host) => new Narrowing(host, listPage(host)))
