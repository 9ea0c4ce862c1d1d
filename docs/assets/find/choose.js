// What the finder answers: pure functions over the table of cases and the table of items. No page, no network.
//
// An answer has three parts, one for each kind of item. What an item itself answers decides, then what its case
// met and whom it is for, then its words; and each says which of these it was.

import { holds, PARTS } from "./item-table.js"

/** How many items a part shows. */
export const MOST_ITEMS = 4
/** Where nothing has to do with the obstacle itself, so many items of cases that met it are shown in its place. */
const MOST_BESIDE = 2
/** Fewer items than this that fit all that was asked are little. */
export const ENOUGH = 2

/**
 * What counts how much. What answers the obstacle stands before all that does not; what answers it `alone` says more of
 * it than what answers four. What fits `all` that was asked stands before what fits a part of it better. For each item
 * of the same case that stands before it, an item must be better by `again`, so that many cities speak. A failure is a
 * warning to everybody: that they `led` counts little. How far an item can be relied on comes on top (item-table.js).
 */
const WEIGHTS = { own: 8, faced: 2.5, who: 2.5, led: 0.5, told: 2, spoken: 1.5, met: 1, alone: 1, all: 2, again: 1 }

/** The questions, by their names in the address. */
export const QUESTIONS = ["who", "facing", "obstacle"]

/** What is asked, as terms by question; unknown words are left out, and one is only one. */
export function readQuestion({ terms }, asked) {
  const read = (name) => [...new Set(asked[name] ?? [])].map((id) => terms[name].get(id)).filter(Boolean)
  return { who: read("who").slice(0, 1), facing: read("facing"), obstacle: read("obstacle") }
}

const isWarning = (part) => part.kind === "failure"

/** How many terms of what is asked each row of a column has: only the rows of those terms are looked at. */
function countHits({ starts, rowsOf }, terms, index) {
  const counted = new Uint8Array(starts.length - 1)
  for (const { id } of terms) for (const row of rowsOf[index.get(id)]) counted[row]++
  return counted
}

/** How many of all that is asked items and cases have, by the way in which they have it. Counted once for the three parts. */
const counted = new WeakMap()
function countAll({ of, met, index }, asked) {
  if (!counted.has(asked)) {
    counted.set(asked, {
      own: countHits(of.causes, asked.obstacle, index.obstacle),
      spoken: countHits(of.spoken, asked.obstacle, index.obstacle),
      met: countHits(met.cause, asked.obstacle, index.obstacle),
      told: countHits(of.told, asked.facing, index.facing),
      faced: countHits(met.faced, asked.facing, index.facing),
      whose: countHits(of.who, asked.who, index.who),
    })
  }
  return counted.get(asked)
}

/** How many of the obstacles that a case met are neither in what its item answers nor in its words. */
function countMet({ of, met }, at, n, asked) {
  const { starts, values } = met.cause
  let number = 0
  for (let k = starts[n]; k < starts[n + 1]; k++) {
    if (asked[values[k]] && !holds(of.causes, at, values[k]) && !holds(of.spoken, at, values[k])) number++
  }
  return number
}

// In which ways an item has to do with the question: it answers the obstacle; its words alone speak of it; it stands
// beside it, since its case met the obstacle and it fits in all the rest; its case faced the same; it is for who asks.
const OWN = 1
const SPOKEN = 2
const BESIDE = 4
const FACED = 8
const THEIRS = 16

/** The items of a part that can be an answer, in the table's order, with scores and ways; and how many fit all that was asked. */
function weighItems(known, asked, part) {
  const { of, n: caseOf, ofPart, relied } = known
  const { own: owns, spoken: speaks, told, whose: theirs, faced: facedBy, met: metBy } = countAll(known, asked)
  const obstacles = new Uint8Array(known.index.obstacle.size)
  for (const { id } of asked.obstacle) obstacles[known.index.obstacle.get(id)] = 1
  const [asksWho, asksFacing, asksObstacle] = QUESTIONS.map((name) => asked[name].length > 0)
  const warns = isWarning(part)
  const all = ofPart[part.letter]
  const found = { at: new Uint32Array(all.length), score: new Float64Array(all.length), ways: new Uint8Array(all.length), size: 0, fitting: 0 }
  for (const at of all) {
    const n = caseOf[at]
    const own = owns[at]
    const spoken = speaks[at]
    const faced = facedBy[n]
    const whose = theirs[at]
    const fitsRest = (!asksWho || warns || whose > 0) && (!asksFacing || faced > 0)
    const fits = fitsRest && (!asksObstacle || own > 0)
    if (fits) found.fitting++
    const isBeside = fitsRest && !own && !spoken && metBy[n] > 0 && (asksFacing || asksWho)
    // what answers no obstacle must have faced the same, or be for who asks
    const matters = asksObstacle ? own || spoken || isBeside : asksFacing ? faced : whose
    if (!matters) continue
    const also = metBy[n] && (own || spoken) ? countMet(known, at, n, obstacles) : metBy[n]
    const alone = own ? 1 / (of.causes.starts[at + 1] - of.causes.starts[at]) : 0
    const k = found.size++
    found.at[k] = at
    found.ways[k] = (own ? OWN : 0) | (spoken && !own ? SPOKEN : 0) | (isBeside ? BESIDE : 0) | (faced ? FACED : 0) | (whose ? THEIRS : 0)
    found.score[k] = WEIGHTS.own * own + WEIGHTS.faced * faced + (warns ? WEIGHTS.led : WEIGHTS.who) * whose
      + WEIGHTS.told * told[at] + WEIGHTS.spoken * spoken + WEIGHTS.met * also + WEIGHTS.alone * alone
      + (fits ? WEIGHTS.all : 0) + relied[at]
  }
  return found
}

/** The best of those that have a way, the better way first, no more than `most` in all; between equals the table's order decides. */
function takeBest({ n }, { at, score, ways, size }, wanted, most) {
  const taken = []
  const before = new Map()
  for (const way of wanted) {
    while (taken.length < most) {
      let [best, highest] = [-1, -Infinity]
      for (let k = 0; k < size; k++) {
        // what comes before it in its case only makes it less
        if ((ways[k] & way) !== way || score[k] <= highest || taken.includes(k)) continue
        const worth = score[k] - WEIGHTS.again * (before.get(n[at[k]]) ?? 0)
        if (worth > highest) [best, highest] = [k, worth]
      }
      if (best < 0) break
      taken.push(best)
      before.set(n[at[best]], (before.get(n[at[best]]) ?? 0) + 1)
    }
  }
  return taken.map((k) => at[k])
}

/** What has to do with an obstacle: what answers it, then what speaks of it. */
function chooseByObstacle(known, found, part) {
  const chosen = takeBest(known, found, [OWN, SPOKEN], MOST_ITEMS)
  // a failure by another cause is no answer, whatever else its case met
  if (isWarning(part) || chosen.length >= MOST_BESIDE) return chosen
  return [...chosen, ...takeBest(known, found, [BESIDE], MOST_BESIDE - chosen.length)]
}

/** Without an obstacle: of what faced the same what is for who asks, or else what is for others. */
function chooseByPlace(known, found, asked) {
  const here = asked.facing.length ? FACED : 0
  const theirs = takeBest(known, found, [here | THEIRS], MOST_ITEMS)
  return theirs.length || !here ? theirs : takeBest(known, found, [here], MOST_ITEMS)
}

/** What an item has of all that is asked: the terms, by how it has them, and whether it fits each question that was answered. */
function meet({ of, met, n, index }, at, asked, part) {
  const among = (name, column, row) => asked[name].filter(({ id }) => holds(column, row, index[name].get(id)))
  const [own, spoken] = [of.causes, of.spoken].map((column) => among("obstacle", column, at))
  const faced = among("facing", met.faced, n[at])
  const whose = among("who", of.who, at)
  const isTheirs = !asked.who.length || isWarning(part) || whose.length > 0
  return {
    own, spoken, faced,
    met: among("obstacle", met.cause, n[at]).filter((term) => !own.includes(term) && !spoken.includes(term)),
    told: among("facing", of.told, at),
    who: isWarning(part) ? [] : whose,
    led: isWarning(part) ? whose : [],
    fits: isTheirs && (!asked.facing.length || faced.length > 0) && (!asked.obstacle.length || own.length > 0),
  }
}

/**
 * The items of a part, best first, each with what it has of the question.
 *
 * `fitting` is how many of the book's items of this kind fit all that was asked.
 */
export function chooseItems(known, asked, part) {
  const found = weighItems(known, asked, part)
  const chosen = asked.obstacle.length ? chooseByObstacle(known, found, part) : chooseByPlace(known, found, asked)
  const tell = (at) => ({ item: { at, n: known.n[at], place: known.place[at] }, has: meet(known, at, asked, part) })
  return { chosen: chosen.map(tell), fitting: found.fitting }
}

const ANSWERS = { entry_point: "This entry point answers", lesson: "This lesson answers", failure: "It failed through" }
const WHOSE = { entry_point: "Opened by", lesson: "For", failure: "Its case was led by" }

/** Why an item stands in the answer: pairs of words and labels, each true of the item or of its case, as it says. */
export function giveReasons({ has }, part) {
  const speaks = [...has.spoken.filter((term) => !has.own.includes(term)), ...has.told.filter((term) => !has.faced.includes(term))]
  const told = [
    [ANSWERS[part.kind], has.own],
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

/**
 * How many items fit all, with each answer that one could give to a question and the others as they are: by question,
 * and by the answer's id. A failure counts for who led: else each answer to who asks would have all failures of a
 * crisis behind it.
 */
export function countFitting(known, asked) {
  const { of, met, first, index } = known
  const has = countAll(known, asked)
  const counted = Object.fromEntries(QUESTIONS.map((name) => [name, new Uint32Array(index[name].size)]))
  const count = ({ starts, values }, row, numbers, many = 1) => {
    for (let k = starts[row]; k < starts[row + 1]; k++) numbers[values[k]] += many
  }
  const [anyWho, anyPlace, anyObstacle] = QUESTIONS.map((name) => !asked[name].length)
  for (let n = 0; n + 1 < first.length; n++) {
    const isThere = anyPlace || has.faced[n] > 0
    let fitting = 0
    for (let at = first[n]; at < first[n + 1]; at++) {
      const isTheirs = anyWho || has.whose[at] > 0
      const isAnswer = anyObstacle || has.own[at] > 0
      if (isTheirs && isAnswer) fitting++
      if (isThere && isAnswer) count(of.who, at, counted.who)
      if (isThere && isTheirs) count(of.causes, at, counted.obstacle)
    }
    if (fitting) count(met.faced, n, counted.facing, fitting)
  }
  const byId = (name) => new Map([...index[name]].map(([id, number]) => [id, counted[name][number]]))
  return Object.fromEntries(QUESTIONS.map((name) => [name, byId(name)]))
}
