// What the finder answers: pure functions over the table of cases and the briefs. No page, no network.
//
// An answer has three parts. Each part has one question that decides (who opened the door, whom the
// lesson is for, which cause the failure had) and takes the cases that fit it best in all the rest.

import { valuesOf } from "./table.js"

/** How many items a part shows, how many cases it looks into, and how many items one case may give. */
export const MOST_ITEMS = 4
export const MOST_CASES = 4
const MOST_OF_A_CASE = 2

/** Each part: the kind of its items, the question that decides, the column of cases that knows it, and the words for it. */
export const PARTS = [
  { kind: "entry_point", decides: "who", column: "opened_by", word: "Opened by" },
  { kind: "lesson", decides: "who", column: "audience", word: "For" },
  { kind: "failure", decides: "obstacle", column: "cause", word: "In the way" },
]

/** What is asked, as columns and indexes; unknown words are left out. */
export function readQuestion(table, { who = [], facing = [], obstacle = [] }) {
  const find = (names, id) => {
    for (const name of names) {
      const column = table.columns.get(name)
      const index = column.index.get(id)
      if (index !== undefined) return { id, column: name, index, label: column.terms[index].label }
    }
    return null
  }
  const all = (ids, ...names) => [...new Set(ids)].map((id) => find(names, id)).filter(Boolean)
  return {
    who: all(who, "opened_by").slice(0, 1),
    facing: all(facing, "crisis", "topic"),
    obstacle: all(obstacle, "cause"),
  }
}

const has = (table, name, n, index) => valuesOf(table.columns.get(name), n).includes(index)

/** Which of the wanted things a case has. */
const shared = (table, n, wanted) => wanted.filter((one) => has(table, one.column, n, one.index))

/**
 * The cases that a part looks into, best first, and what had to be let go.
 *
 * `met` says for each case what it shares with the question. `open` is true where no case fits what
 * decides, so that all cases are looked at.
 */
export function chooseCases(table, asked, part) {
  const wanted = asked[part.decides].map((one) => ({ ...one, column: part.column, index: translate(table, one, part.column) }))
  const fits = (n) => !wanted.length || shared(table, n, wanted).length > 0
  const known = wanted.length === 0 || Array.from({ length: table.size }, (_, n) => n).some(fits)
  const found = []
  for (let n = 0; n < table.size; n++) {
    if (known && !fits(n)) continue
    const met = { facing: shared(table, n, asked.facing), obstacle: shared(table, n, asked.obstacle), decided: known && wanted.length > 0 }
    const lead = asked.who.some((one) => has(table, "lead", n, translate(table, one, "lead")))
    const score = 2 * met.facing.length + 1.5 * met.obstacle.length + (lead ? 0.5 : 0)
    if (score > 0 || met.decided) found.push({ n, id: table.ids[n], met: { ...met, lead }, score })
  }
  // the table's order decides between equals: the sort is stable
  found.sort((one, other) => other.score - one.score)
  return { cases: found.slice(0, MOST_CASES), open: !known }
}

/** The index of a term in another column over the same vocabulary; -1 if that column has no such term. */
function translate(table, term, column) {
  return table.columns.get(column).index.get(term.id) ?? -1
}

/** Whether an item has what decides: who opened it, whom it is for, which cause it had. */
function decides(item, asked, part) {
  const ids = asked[part.decides].map((one) => one.id)
  const own = part.kind === "failure" ? [item.cause] : item.for
  return ids.filter((id) => own.includes(id))
}

/** Why an item stands in the answer: pairs of a word and the labels it is about. Everything is true of the item or its case. */
function giveReasons(item, one, asked, part) {
  const hits = decides(item, asked, part)
  const labels = asked[part.decides].filter((term) => hits.includes(term.id)).map((term) => term.label)
  const reasons = labels.length ? [[part.word, labels]] : []
  if (one.met.facing.length) reasons.push(["Also faced", one.met.facing.map((term) => term.label)])
  const other = one.met.obstacle.filter((term) => part.kind !== "failure" || !hits.includes(term.id))
  if (other.length) reasons.push([part.kind === "failure" ? "The case also met" : "Also in the way", other.map((term) => term.label)])
  if (one.met.lead && part.kind === "failure") reasons.push(["Led by", asked.who.map((term) => term.label)])
  return reasons
}

/**
 * The items of a part, best first.
 *
 * `briefs` has the brief of each chosen case by id; a case whose brief is missing gives nothing.
 */
export function chooseItems(asked, part, chosen, briefs) {
  const found = []
  for (const one of chosen.cases) {
    const items = briefs.get(one.id)?.items.filter((item) => item.kind === part.kind) ?? []
    const fitting = items.map((item) => ({ item, hits: decides(item, asked, part).length }))
    const needed = asked[part.decides].length > 0 && !chosen.open
    const ranked = fitting.filter((each) => !needed || each.hits > 0).sort((a, b) => b.hits - a.hits)
    ranked.slice(0, MOST_OF_A_CASE).forEach(({ item }, place) => {
      found.push({ item, case: one.id, place, score: one.score, reasons: giveReasons(item, one, asked, part) })
    })
  }
  // first the best of each case, so that four cases speak rather than two
  found.sort((a, b) => a.place - b.place || b.score - a.score)
  return found.slice(0, MOST_ITEMS)
}

/** What no item of a part fits: answers that had to be let go. */
export function findLetGo(asked, part, chosen, items) {
  const gone = chosen.open ? [...asked[part.decides]] : []
  const ids = new Set(items.map((item) => item.case))
  const cases = chosen.cases.filter((one) => ids.has(one.id))
  for (const term of asked.facing) {
    if (!cases.some((one) => one.met.facing.includes(term))) gone.push(term)
  }
  if (part.decides !== "obstacle") {
    for (const term of asked.obstacle) {
      if (!cases.some((one) => one.met.obstacle.includes(term))) gone.push(term)
    }
  }
  // a failure is theirs where they led
  if (part.decides !== "who" && !cases.some((one) => one.met.lead)) gone.unshift(...asked.who)
  return gone
}
