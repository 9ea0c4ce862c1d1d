// Which cards are laid out: pure functions over the table of cases and the table of items. No page, no network.

import { listIds, readColumn } from "./table.js"

/** The kinds of cards, in the order of their letters in the table. */
export const KINDS = ["entry_point", "lesson", "failure"]
/** What cards are chosen by, as in the facets of the lists: an item's own, or that of its case. */
export const FACETS = ["theme", "cause", "door", "country"]
/** What an item has of its own, each with its name in the table of items, and what it has of its case. */
const OWN = [["cause", "causes"], ["door", "doors"], ["theme", "themes"], ["who", "who"]]
const OF_CASE = ["theme", "topic", "crisis", "country", "confidence"]

/**
 * All items, each with the number of its case, its place in the case's brief, its kind, whether it is what its case is
 * worth reading for, and of each facet the ids of its values. Only those of some `kinds`, where others are not wanted.
 */
export function readDeck(given, table, kinds = KINDS) {
  const size = given.best.length
  const own = Object.fromEntries(OWN.map(([id, name]) => [id, readColumn(given[name], size)]))
  const items = []
  let next = 0
  given.kinds.split(" ").forEach((letters, n) => {
    const ofCase = Object.fromEntries(OF_CASE.map((id) => [id, listIds(table.columns.get(id), n)]))
    ;[...letters].forEach((letter, place) => {
      const at = next++
      const kind = KINDS[letter]
      if (!kinds.includes(kind)) return
      // a lesson has themes of its own, the others have those of their case
      const ofItem = Object.fromEntries(OWN.map(([id]) => [id, listIds(own[id], at)]))
      const theme = kind === "lesson" ? ofItem.theme : ofCase.theme
      items.push({ n, place, kind, best: given.best[at] === "1", ...ofCase, ...ofItem, theme })
    })
  })
  return { cases: table.ids, items }
}

const fits = (item, asked, but = "") =>
  asked.kinds.includes(item.kind) && FACETS.every((facet) => facet === but || !asked[facet] || item[facet].includes(asked[facet]))

/**
 * One of each case first, what it is worth reading for; then the next of each: so a table hears many cities. Each case
 * begins with another kind, so that the first cards are of all kinds that are asked for.
 */
export function takeTurns(items) {
  const ofCase = new Map()
  for (const item of items) ofCase.set(item.n, [...(ofCase.get(item.n) ?? []), item])
  const kinds = KINDS.filter((kind) => items.some((item) => item.kind === kind))
  const turns = [...ofCase.values()].map((own, n) => {
    const rank = ({ best, kind }) => (best ? 0 : kinds.length) + ((kinds.indexOf(kind) + n) % kinds.length)
    return own.sort((one, other) => rank(one) - rank(other))
  })
  const most = Math.max(0, ...turns.map((own) => own.length))
  return Array.from({ length: most }, (_, turn) => turns.flatMap((own) => own.slice(turn, turn + 1))).flat()
}

/** The cards that are asked for: `kinds`, a value of each facet or none. `among`, where it is given, has all that may come. */
export const chooseCards = ({ items }, asked, among = items) => takeTurns(among.filter((item) => fits(item, asked)))

const SIGNS = 5
/** So many cards can be taken out for good: as much as an address carries everywhere. */
const MOST_OUT = 300

/** A card in five signs, by its name, CASE#ITEM: an address has room for many. Two of a book have the same once in a million or so. */
export function signCard(name) {
  let sum = 0x811c9dc5
  for (const letter of name) sum = Math.imul(sum ^ letter.codePointAt(0), 0x01000193)
  return ((sum >>> 0) % 36 ** SIGNS).toString(36).padStart(SIGNS, "0")
}

/** The signs of the cards that are taken out as one word of an address, the last ones where they are too many; and back. */
export const joinSigns = (signs) => [...signs].slice(-MOST_OUT).join("")
export const splitSigns = (word) => (/^[0-9a-z]+$/.test(word ?? "") ? (word.match(/.{5}/g) ?? []).slice(-MOST_OUT) : [])

/** How many cards there would be with each value of a facet, and all else as it is asked: by its id. */
export function countCards({ items }, asked, facet, among = items) {
  const counted = new Map()
  for (const item of among) if (fits(item, asked, facet)) for (const id of item[facet]) counted.set(id, (counted.get(id) ?? 0) + 1)
  return counted
}

/**
 * The items of a saved list of names, CASE or CASE#ITEM, and how many names are not there. `placeOf(case, item)` gives
 * the place of an item in the brief of its case, or -1. A case stands for what it is worth reading for, one of each kind.
 */
export function findSaved({ cases, items }, names, placeOf) {
  const numbers = new Map(cases.map((id, n) => [id, n]))
  const found = new Set()
  let lost = 0
  for (const name of names) {
    const [id, item] = name.split("#")
    const own = items.filter(({ n }) => n === numbers.get(id))
    const place = item === undefined ? null : placeOf(id, item)
    const meant = item === undefined ? own.filter(({ best }) => best) : own.filter((one) => one.place === place)
    if (!own.length || (item !== undefined && !meant.length)) lost++
    for (const one of meant) found.add(one)
  }
  return { items: [...found], lost }
}
