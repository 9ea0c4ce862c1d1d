// Which cases speak of what a description speaks of, by the words of find/case-words.json. Second evidence: it
// counts beside the terms that a case shares, and says which words these are.

import { fold } from "./folding.js"
import { SMALL_WORDS } from "./language.js"

/** What a word counts for, before its rarity: in the title of a case, often in its text, or now and then. */
const WEIGHTS = [1.5, 0.6, 0.3]
/** All words of a case together count for no more than this. */
const MOST = 12
/** Words alone bring a case only if there are so many of them, and they count for so much. */
const LEAST_WORDS = 2
const LEAST = 4

/** A folded word without its ending, as hooks/casebook/search/case_words.py cuts the words of the cases. */
export function stem(word) {
  let cut = word
  if (cut.length > 4 && cut.endsWith("oes")) cut = `${cut.slice(0, -3)}ao`
  else if (cut.length > 3 && /[^sui]s$/.test(cut)) cut = cut.slice(0, -1)
  if (cut.endsWith("ie")) cut = `${cut.slice(0, -2)}y`
  else if (cut.length > 6 && cut.endsWith("ing")) cut = cut.slice(0, -3)
  else if (cut.length > 5 && cut.endsWith("ed")) cut = cut.slice(0, -2)
  return cut.length > 4 && /[aeo]$/.test(cut) ? cut.slice(0, -1) : cut
}

/** The words of the cases, ready to ask: for each word the cases that say it, and how strongly. */
export function readCaseWords({ words }) {
  const index = new Map()
  words.forEach((row, n) => {
    row.split("|").forEach((said, strength) => {
      for (const word of said.split(" ")) {
        if (!index.has(word)) index.set(word, [])
        index.get(word).push([n, WEIGHTS[strength]])
      }
    })
  })
  return { index, size: words.length }
}

const isSmall = (word) => Object.values(SMALL_WORDS).some((words) => words.has(word))

/**
 * The cases that speak of what a text speaks of, by their numbers: `score`, `words` as somebody wrote them, and
 * whether these are enough `alone`. What the text denies (folded words) is not spoken of.
 */
export function findSpoken({ index, size }, text, denied = new Set()) {
  const found = new Map()
  const asked = new Set()
  for (const [written] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const folded = fold(written)
    const word = stem(folded)
    if (word.length < 3 || asked.has(word) || denied.has(folded) || isSmall(folded)) continue
    asked.add(word)
    const cases = index.get(word) ?? []
    const rarity = 1 + Math.log(size / cases.length)
    for (const [n, weight] of cases) {
      if (!found.has(n)) found.set(n, [])
      found.get(n).push([rarity * weight, written.toLowerCase()])
    }
  }
  for (const [n, words] of found) {
    words.sort(([a], [b]) => b - a)
    const score = Math.min(MOST, words.reduce((sum, [weight]) => sum + weight, 0))
    const alone = words.length >= LEAST_WORDS && score >= LEAST
    found.set(n, { score, words: words.map(([, word]) => word), alone })
  }
  return found
}
