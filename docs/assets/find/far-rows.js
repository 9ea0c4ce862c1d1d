// Entry points, lessons and failures of a large book, narrowed down: by the tables of all of them, since no page has
// room for their texts. The rows of those that fit come when they near the screen, as the explorer's do.

import { loadBrief } from "./briefs.js"
import { keepRows } from "./case-rows.js"
import { readDeck, takeTurns } from "./deck.js"
import { Narrowing } from "./narrow.js"
import { adopt, attach, inWords, load, make, root } from "./site.js"
import { loadTable, makeColumns } from "./table.js"

const MARKS = { entry_point: "door", lesson: "lesson", failure: "failure" }

/** A row from the card of an item: its title and telling line in sight, the text on demand. */
export function turnIntoRow(card, kind) {
  const link = card.querySelector("h3 a")
  const from = card.querySelector(".item__from")
  const [ofCase, place, confidence] = ["a", ".item__place", ".confidence"].map((one) => from.querySelector(one))
  const line = card.querySelector(".item__tells")
  const title = make("h3", { class: "row__title" }, ...link.childNodes)
  const summary = make("summary", {}, title)
  if (line) summary.append(make("span", { class: "row__line" }, ...line.childNodes))
  summary.append(make("span", { class: "row__from" }, ...place.childNodes, " ", confidence))
  const save = card.querySelector(".keep")
  const into = make("a", { href: link.href }, ...ofCase.childNodes)
  const body = make("div", { class: "row__body" }, ...(save ? [make("p", { class: "item__ways" }, save)] : []))
  body.append(...card.querySelector(".fold__body").childNodes)
  body.append(make("p", { class: "item__from" }, "With its evidence, in its case: ", into))
  return make("details", { class: `row row--${MARKS[kind]}` }, summary, body)
}

async function loadRow(item) {
  const { items } = await loadBrief(item.case)
  // a brief has what its case holds, in the order of the table
  return turnIntoRow(adopt(items[item.place].html), item.kind)
}

const hold = (item) => make("a", { href: new URL(`cases/${item.case}/`, root) }, inWords(item.case))

/** All items of a kind, fifty on a page. */
export function listFar(host, list) {
  const { kind, most } = list.dataset
  const plain = [...list.childNodes]
  const rows = make("ul", { class: "rows" })
  const showRows = keepRows(rows, { load: loadRow, hold })
  let items = []

  return {
    most: Number(most),
    async load(facets) {
      const [table, given] = await Promise.all([loadTable(), load("find/items.json")])
      items = takeTurns(readDeck(given, table, [kind]).items)
      for (const one of items) one.case = table.ids[one.n]
      const columns = makeColumns(facets, items.length, (id, n) => items[n][id])
      return {
        size: items.length,
        facets: columns,
        columns: new Map(columns.map((one) => [one.id, one])),
        place: items.map(({ n }) => table.place[n]),
      }
    },
    show(_, numbers, whole) {
      // as it came, it stands in the page; its further pages come as all others do
      if (whole && numbers[0] === 0) list.replaceChildren(...plain)
      else {
        if (!rows.isConnected) list.replaceChildren(rows)
        showRows(numbers.map((n) => items[n]))
      }
    },
  }
}

attach("[data-narrow]", (host) => {
  const list = host.querySelector("[data-kind][data-most]")
  if (list) new Narrowing(host, listFar(host, list))
})
