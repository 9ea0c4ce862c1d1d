// Entry points, lessons and failures, narrowed down: by what stands at each row, and by its words.
//
// The rows are in the page. Of a list so long that it has further pages, theirs are read out of their HTML when
// somebody touches the filter.

import { fold } from "./folding.js"
import { Narrowing } from "./narrow.js"
import { attach, make } from "./site.js"
import { makeColumns } from "./table.js"

/** How many rows are open at a time, as hooks/casebook/render/narrowing.py has it. */
export const LEAF = 50

/** The words of a text, each with a space before it: so one can look for a word by its beginning. */
const spread = (text) => ` ${fold(text).split(/[^\p{L}\p{N}]+/u).join(" ")}`

const listRows = (box) => [...box.querySelectorAll("ul.rows > li")]

/** The lists of rows on a further page, with links that hold on this one. */
async function readPage(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  for (const link of page.querySelectorAll("ul.rows a[href]")) link.href = new URL(link.getAttribute("href"), address)
  return [...page.querySelectorAll("[data-rows]")].map((box) => listRows(box).map((row) => document.adoptNode(row)))
}

/** Rows fifty at a time, the first open; few enough need no leaves. */
function bind(rows) {
  const list = (some) => make("ul", { class: "rows" }, ...some)
  if (rows.length <= LEAF) return [list(rows)]
  const leaves = []
  for (let at = 0; at < rows.length; at += LEAF) {
    const some = rows.slice(at, at + LEAF)
    const name = `${(at + 1).toLocaleString("en")} to ${(at + some.length).toLocaleString("en")}`
    leaves.push(make("details", { class: "leaf", open: at === 0 }, make("summary", {}, name), list(some)))
  }
  return leaves
}

/** The rows of the page, in one or more lists. */
export function listPage(host) {
  const boxes = [...host.querySelectorAll("[data-rows]")]
  const pages = Number(host.dataset.pages ?? 1)
  const first = boxes.map((box) => ({ rows: listRows(box), parts: [...box.childNodes] }))
  let rows = [] // all rows, and of each the list in which it stands
  let texts = null
  let whole = true

  const load = async (facets) => {
    const others = Array.from({ length: pages - 1 }, (_, n) => readPage(new URL(`page-${n + 2}/`, location)))
    const lists = [first.map((one) => one.rows), ...(await Promise.all(others))]
    rows = boxes.flatMap((_, box) => lists.flatMap((list) => (list[box] ?? []).map((row) => ({ row, box }))))
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
    boxes.forEach((box, n) => {
      const fitting = numbers.filter((one) => rows[one].box === n).map((one) => rows[one].row)
      if (all) {
        // as it came: in the leaves of the page, without the rows of other pages
        const leaves = first[n].parts.flatMap((part) => (part.matches?.("ul") ? [part] : [...(part.querySelectorAll?.("ul.rows") ?? [])]))
        leaves.forEach((leaf, at) => leaf.replaceChildren(...first[n].rows.slice(at * LEAF, (at + 1) * LEAF)))
        box.replaceChildren(...first[n].parts)
      } else box.replaceChildren(...bind(fitting))
      // a part of the page in which nothing fits is not there
      const part = box.closest("section")
      if (!part.matches(".results")) part.hidden = !fitting.length
    })
  }

  return { load, find, show }
}

if (document.querySelector("[data-rows]")) attach("[data-narrow]", (host) => new Narrowing(host, listPage(host)))
