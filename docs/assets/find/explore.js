// All cases, narrowed down: the table of all of them is loaded when somebody touches the filter, and the rows of
// those that fit when they near the screen.

import { keepRows } from "./case-rows.js"
import { Narrowing } from "./narrow.js"
import { attach } from "./site.js"
import { loadTable } from "./table.js"

/** The cases of the book, fifty on a page. */
export function listCases(host, load = loadTable) {
  const list = host.querySelector("ul.rows")
  const showRows = keepRows(list)
  return {
    most: Number(list.dataset.most),
    load,
    show: (table, numbers) => showRows(numbers.map((n) => table.ids[n])),
  }
}

if (document.querySelector("ul.rows[data-most]")) attach("[data-narrow]", (host) => new Narrowing(host, listCases(host)))
