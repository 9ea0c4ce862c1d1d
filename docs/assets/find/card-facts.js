// From the site's own files to cards of paper: the deck to choose from, and what a card says of an item.

import { inShort } from "../reading.js"
import { readDeck } from "./deck.js"
import { readCard, squeeze } from "./item-card.js"
import { adopt, load, make, root } from "./site.js"
import { loadTable } from "./table.js"

export const loadDeck = async () => {
  const [table, given] = await Promise.all([loadTable(), load("find/items.json")])
  return readDeck(given, table)
}

const splitLabel = (text) => {
  const at = text.indexOf(": ")
  return [text.slice(0, at), text.slice(at + 2)]
}

/** What a card of paper says of an item: `site` is where the site stands, as somebody types it. */
export function readFacts(brief, site) {
  const read = readCard(adopt(brief.html))
  const [first, ...others] = [
    ...(read.tells ? [splitLabel(read.tells)] : []),
    ...read.conditions.map(([name, [one]]) => [name, one]),
    ...read.more.filter((one) => !read.after.includes(one)).map(splitLabel),
  ]
  const further = [...read.after.map(splitLabel), ...read.conditions.flatMap(([name, [, ...rest]]) => rest.map((one) => [name, one]))]
  const confidence = read.confidence ? [make("span", { class: read.confidence.className }, squeeze(read.confidence))] : []
  return {
    kind: brief.kind,
    title: read.title,
    lines: first ? [first, ...others] : [],
    must: 1,
    says: read.says,
    further,
    from: [["case", read.case], ["place", make("span", {}, `${read.place} `, ...confidence)]],
    address: inShort(site ? read.address.replace(root.href, site) : read.address),
    code: brief.code,
  }
}
