// What the finder answers: pure functions over the table of cases and the table of items. No page, no network.
//
// An answer has three parts, one for each kind of item. What an item itself answers decides, then what its case
// met and whom it is for, then its words; and each says which of these it was.

import { readColumn, valuesOf } from "./table.js"

/** How many items a part shows. */
export const MOST_ITEMS = 4
/** Where nothing has to do with the obstacle itself, so many items of cases that met it are shown in its place. */
const MOST_BESIDE = 2
/** Fewer items than this that fit all that was asked are little. */
export const ENOUGH = 2

/** Each part: the kind of its items, and its letter in the table. */
export const PARTS = [
  { kind: "entry_point", letter: 0 },
  { kind: "lesson", letter: 1 },
  { kind: "failure", letter: 2 },
]

/**
 * What counts how much. What answers the obstacle stands before all that does not; what answers it `alone` says more of
 * it than what answers four. What fits `all` that was asked stands before what fits a part of it better. For each item
 * of the same case that stands before it, an item must be better by `again`, so that many cities speak. A failure is a
 * warning to everybody: that they `led` counts little.
 */
const WEIGHTS = { own: 8, faced: 2.5, who: 2.5, led: 0.5, told: 2, spoken: 1.5, met: 1, alone: 1, all: 2, best: 0.4, again: 1 }
const RELIED = { high: 0.2, medium: 0.1 }

/**
 * What the finder chooses from: find/items.json over the table of cases.
 *
 * `items` are all items, each with the number of its case, its place in the case's brief, and ids of terms; `terms` are
 * the terms that one can ask for, by question and id.
 */
export function readItems(given, table) {
  const size = given.best.length
  const read = (column) => readColumn(column, size)
  const [who, causes] = [read(given.who), read(given.causes)]
  const speaks = { crisis: read(given.speaks.crisis), topic: read(given.speaks.topic), cause: read(given.speaks.cause) }
  const ids = (column, at) => [...valuesOf(column, at)].map((value) => column.terms[value].id)
  const items = []
  given.kinds.split(" ").forEach((letters, n) => {
    const of = (name) => ids(table.columns.get(name), n)
    const met = { faced: new Set([...of("crisis"), ...of("topic")]), cause: of("cause") }
    const confidence = RELIED[of("confidence")[0]] ?? 0
    ;[...letters].forEach((letter, place) => {
      const at = items.length
      const relied = confidence + (given.best[at] === "1" ? WEIGHTS.best : 0)
      const told = new Set([...ids(speaks.crisis, at), ...ids(speaks.topic, at)])
      items.push({
        n, place, letter: Number(letter), met, relied, told, who: ids(who, at), causes: ids(causes, at), spoken: ids(speaks.cause, at),
      })
    })
  })
  const byId = (...columns) => new Map(columns.flatMap(([column, name]) => column.terms.map((term) => [term.id, { ...term, column: name }])))
  const terms = { who: byId([who]), facing: byId([speaks.topic, "topic"], [speaks.crisis, "crisis"]), obstacle: byId([causes]) }
  return { items, terms }
}

/** What is asked, as terms by question; unknown words are left out, and one is only one. */
export function readQuestion({ terms }, asked) {
  const read = (name) => [...new Set(asked[name] ?? [])].map((id) => terms[name].get(id)).filter(Boolean)
  return { who: read("who").slice(0, 1), facing: read("facing"), obstacle: read("obstacle") }
}

/**
 * What an item has of all that is asked: the terms, by how it has them; whether it fits each question that was answered;
 * and whether it stands beside the question, since its case met the obstacle and it fits in all the rest.
 */
function meet(item, asked) {
  const isWarning = PARTS[item.letter].kind === "failure"
  const among = (terms, list) => terms.filter((term) => list.includes(term.id))
  const own = among(asked.obstacle, item.causes)
  const spoken = among(asked.obstacle, item.spoken)
  const met = among(asked.obstacle, item.met.cause).filter((term) => !own.includes(term) && !spoken.includes(term))
  const faced = asked.facing.filter((term) => item.met.faced.has(term.id))
  const told = asked.facing.filter((term) => item.told.has(term.id))
  const whose = among(asked.who, item.who)
  const isTheirs = !asked.who.length || isWarning || whose.length > 0
  const isThere = !asked.facing.length || faced.length > 0
  return {
    own, spoken, met, faced, told,
    who: isWarning ? [] : whose,
    led: isWarning ? whose : [],
    fits: isTheirs && isThere && (!asked.obstacle.length || own.length > 0),
    isBeside: isTheirs && isThere && !own.length && !spoken.length && met.length > 0 && asked.facing.length + asked.who.length > 0,
  }
}

function weigh({ has, item }) {
  const sum = Object.keys(WEIGHTS).reduce((sum, name) => sum + WEIGHTS[name] * (has[name]?.length ?? 0), 0)
  return sum + (has.own.length ? WEIGHTS.alone / item.causes.length : 0) + (has.fits ? WEIGHTS.all : 0) + item.relied
}

/** The best of lists, the better list first, no more than `most` in all; between equals the table's order decides. */
function takeBest(lists, most) {
  const taken = []
  const before = new Map()
  const scoreOf = ({ item, score }) => score - WEIGHTS.again * (before.get(item.n) ?? 0)
  for (const list of lists) {
    const rest = [...list]
    while (rest.length && taken.length < most) {
      const best = rest.reduce((one, other) => (scoreOf(other) > scoreOf(one) ? other : one))
      taken.push(best)
      rest.splice(rest.indexOf(best), 1)
      before.set(best.item.n, (before.get(best.item.n) ?? 0) + 1)
    }
  }
  return taken
}

/** Lists of the items that have to do with an obstacle: those that answer it, and those whose words speak of it. */
function chooseByObstacle(found, part) {
  const chosen = takeBest([
    found.filter(({ has }) => has.own.length),
    found.filter(({ has }) => !has.own.length && has.spoken.length),
  ], MOST_ITEMS)
  // a failure by another cause is no answer, whatever else its case met
  if (part.kind === "failure" || chosen.length >= MOST_BESIDE) return chosen
  return [...chosen, ...takeBest([found.filter(({ has }) => has.isBeside)], MOST_BESIDE - chosen.length)]
}

/** Without an obstacle: of what faced the same what is for who asks, or else what is for others. */
function chooseByPlace(found, asked) {
  const here = asked.facing.length ? found.filter(({ has }) => has.faced.length) : found
  const theirs = here.filter(({ has }) => has.who.length + has.led.length)
  return takeBest([theirs.length || !asked.facing.length ? theirs : here], MOST_ITEMS)
}

/**
 * The items of a part, best first, each with what it has of the question.
 *
 * `fitting` is how many of the book's items of this kind fit all that was asked.
 */
export function chooseItems({ items }, asked, part) {
  const found = items
    .filter((item) => item.letter === part.letter)
    .map((item) => ({ item, has: meet(item, asked) }))
    .map((one) => ({ ...one, score: weigh(one) }))
  const chosen = asked.obstacle.length ? chooseByObstacle(found, part) : chooseByPlace(found, asked)
  return { chosen, fitting: found.filter(({ has }) => has.fits).length }
}

const OWN = { entry_point: "This entry point answers", lesson: "This lesson answers", failure: "It failed through" }
const WHOSE = { entry_point: "Opened by", lesson: "For", failure: "Its case was led by" }

/** Why an item stands in the answer: pairs of words and labels, each true of the item or of its case, as it says. */
export function giveReasons({ has }, part) {
  const speaks = [...has.spoken.filter((term) => !has.own.includes(term)), ...has.told.filter((term) => !has.faced.includes(term))]
  const told = [
    [OWN[part.kind], has.own],
    ["Its words speak of", speaks],
    [WHOSE[part.kind], [...has.who, ...has.led]],
    ["Its case faced", has.faced],
    ["Its case also met", has.met],
  ]
  return told.filter(([, terms]) => terms.length).map(([words, terms]) => [words, terms.map((term) => term.label)])
}

/** What nothing that a part shows has: the terms by question. Who asks is missing too where all is for others. */
export function findMissing(asked, chosen) {
  const some = (...names) => (term) => chosen.some(({ has }) => names.some((name) => has[name].includes(term)))
  const without = (terms, ...names) => terms.filter((term) => !some(...names)(term))
  return {
    who: without(asked.who, "who", "led"),
    facing: without(asked.facing, "faced"),
    obstacle: without(asked.obstacle, "own"),
  }
}

/** The terms of an item that answer a question, by its name. Here a failure is theirs who led. */
const ANSWERS = {
  who: (item) => item.who,
  facing: (item) => item.met.faced,
  obstacle: (item) => item.causes,
}

/**
 * How many items fit all, with each answer that one could give to a question and the others as they are: by its id.
 * One pass for all answers of a question. A failure counts for who led: else each answer to who asks would have all
 * failures of a crisis behind it.
 */
export function countFitting({ items }, asked, name) {
  const others = Object.keys(ANSWERS).filter((one) => one !== name && asked[one].length)
  const counted = new Map()
  for (const item of items) {
    const fits = others.every((one) => {
      const has = new Set(ANSWERS[one](item))
      return asked[one].some((term) => has.has(term.id))
    })
    if (fits) for (const id of ANSWERS[name](item)) counted.set(id, (counted.get(id) ?? 0) + 1)
  }
  return counted
}
