// How near a case is to a place that somebody describes, and why. No page, no files: numbers in, reasons out.

import { fold } from "./folding.js"
import { sayNumber } from "./site.js"

/** How much sharing counts, before its rarity. Cases relate to each other by the same measure (related.py). */
export const WEIGHTS = { people: 2, country: 1.5, crisis: 1.5, topic: 1.5, cause: 2 }

/** What the same part of the world counts for, where the country itself has no case. */
const OF_REGION = 0.75

/** How many of the words of a description that a case says too are named. */
const WORDS_NAMED = 5

/** Up to how many times larger or smaller a city counts as of similar size. */
export const SIMILAR = 2.5

const KINDS = ["country", "crisis", "topic", "cause"]

const ratio = (a, b) => Math.max(a, b) / Math.min(a, b)

/** How often each value of a column occurs. Counted once for a table. */
const spreads = new WeakMap()
function spreadOf(column) {
  if (!spreads.has(column)) {
    const spread = new Uint32Array(column.terms.length)
    for (const value of column.values) spread[value]++
    spreads.set(column, spread)
  }
  return spreads.get(column)
}

/** What each value of a column counts for: nothing unless it is asked for, the more the fewer cases have it. */
function weigh(table, kind, ids) {
  const column = table.columns.get(kind)
  const spread = spreadOf(column)
  const weights = new Float64Array(column.terms.length)
  for (const id of ids) {
    const n = column.index.get(id)
    if (n !== undefined && spread[n]) weights[n] = WEIGHTS[kind] * (1 + Math.log(table.size / spread[n]))
  }
  return weights
}

/** What a country of the region that was asked for counts for: the more, the fewer cases lie in it. */
function weighRegion(table, { countries }) {
  const column = table.columns.get("country")
  const spread = spreadOf(column)
  const values = countries.map((code) => column.index.get(code)).filter((value) => value !== undefined)
  const cases = values.reduce((sum, value) => sum + spread[value], 0)
  const weights = new Float64Array(column.terms.length)
  for (const value of values) weights[value] = OF_REGION * (1 + Math.log(table.size / cases))
  return weights
}

/**
 * The cases nearest to a wish, the nearest first; equals stand in the table's order.
 *
 * A wish has `people` (0 where the size does not matter), lists of ids by kind (country, crisis, topic,
 * cause) and `except`, the case it was made from. It may have a `region` (its label and the codes of its countries)
 * and `spoken`, the cases that say the same words (case-words.js). `sharing` is how many cases share anything; each
 * of `best` has its number in the table, its score, and what it shares: `people`, the values by kind, `region`, `words`.
 */
export function nearest(table, wish, most) {
  const asked = KINDS.filter((kind) => wish[kind]?.length)
    .map((kind) => [kind, table.columns.get(kind), weigh(table, kind, wish[kind])])
  if (wish.region) asked.push(["region", table.columns.get("country"), weighRegion(table, wish.region)])
  const best = []
  let sharing = 0
  for (let n = 0; n < table.size; n++) {
    if (table.ids[n] === wish.except) continue
    let score = 0
    if (wish.people && table.people[n]) {
      const far = ratio(wish.people, table.people[n])
      // of the same size it counts wholly, at the edge of what is similar by half
      if (far <= SIMILAR) score += WEIGHTS.people * (1 - Math.log(far) / (2 * Math.log(SIMILAR)))
    }
    for (const [, column, weights] of asked) {
      for (let k = column.starts[n]; k < column.starts[n + 1]; k++) score += weights[column.values[k]]
    }
    // words alone are weak: one that many use brings no case
    const said = wish.spoken?.get(n)
    if (said && (score || said.alone)) score += said.score
    if (!score) continue
    sharing++
    // sums that differ only by how they were rounded are the same
    score = Math.round(score * 1e6) / 1e6
    if (best.length === most && score <= best[most - 1].score) continue
    let place = best.length
    while (place && best[place - 1].score < score) place--
    best.splice(place, 0, { n, score })
    if (best.length > most) best.pop()
  }
  return { sharing, best: best.map((one) => ({ ...one, ...findShared(table, wish, asked, one.n) })) }
}

function findShared(table, wish, asked, n) {
  const people = table.people[n]
  const shared = { people: Boolean(wish.people && people && ratio(wish.people, people) <= SIMILAR) }
  for (const kind of [...KINDS, "region"]) shared[kind] = []
  for (const [kind, column, weights] of asked) {
    // the rarest first, as it says most
    const values = [...column.values.subarray(column.starts[n], column.starts[n + 1])].filter((value) => weights[value])
    shared[kind] = values.sort((a, b) => weights[b] - weights[a] || a - b).map((value) => column.terms[value])
  }
  shared.words = wish.spoken?.get(n)?.words ?? []
  return shared
}

/** 96,228 is 96,000; 7,674,366 is 7.7 million. */
export function sayPeople(number) {
  if (number >= 999_500) return `${(number / 1e6).toFixed(1).replace(/\.0$/, "")} million`
  return sayNumber(number >= 10_000 ? Math.round(number / 1000) * 1000 : number)
}

/** Why a case is near, in short sentences; and that its city is of another size, where size was asked for. */
export function giveReasons(table, wish, found) {
  const people = table.people[found.n]
  const labels = (...kinds) => kinds.flatMap((kind) => found[kind].map((term) => term.label)).join(", ")
  const said = []
  if (found.people) said.push(`Of similar size (${sayPeople(people)} people).`)
  if (found.country.length) said.push(`Same country (${labels("country")}).`)
  if (found.region.length) said.push(`Same part of the world (${wish.region.label}).`)
  if (labels("crisis", "topic")) said.push(`Both: ${labels("crisis", "topic")}.`)
  if (found.cause.length) said.push(`Failed there through: ${labels("cause")}.`)
  // a word of a term that both have says nothing new
  const known = fold(labels("country", "crisis", "topic", "cause")).split(/[ ,]+/)
  const isKnown = (word) => known.some((one) => (word.length > 3 ? one.includes(word) : one.startsWith(word)))
  const words = found.words.filter((word) => !isKnown(fold(word).replace(/s$/, ""))).slice(0, WORDS_NAMED)
  if (words.length) said.push(`Also speaks of: ${words.join(", ")}.`)
  if (wish.people && people && !found.people) {
    said.push(`But ${people > wish.people ? "larger" : "smaller"} (${sayPeople(people)} people).`)
  }
  return said
}
