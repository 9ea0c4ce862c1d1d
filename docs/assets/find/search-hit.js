// A hit as the page shows it: in which language, its title, and an excerpt with what was searched for.

import { fold } from "./folding.js"
import { isForm, UNSPACED } from "./search-query.js"

const EXCERPT = 28
const LETTER = new RegExp(`^[${UNSPACED}]`, "u")
const LETTERS = new RegExp(`[${UNSPACED}]`, "gu")

/** A text in pieces: [text, whether it was searched for]. Letters of a script without spaces stand together. */
function mark(words, from, to, hits) {
  const pieces = []
  for (let n = from; n < to; n++) {
    const hit = hits.has(n)
    const last = pieces.at(-1)
    const space = n === from || (LETTER.test(words[n]) && LETTER.test(words[n - 1])) ? "" : " "
    if (last && last[1] === hit) last[0] += space + words[n]
    else if (last && space && last[1]) pieces.push([space + words[n], hit])
    else {
      if (last) last[0] += space
      pieces.push([words[n], hit])
    }
  }
  return pieces
}

/** A text as words; the letters of a script without spaces are words of their own. */
const spaceOut = (text) => text.replace(LETTERS, " $& ").trim().split(/\s+/).filter(Boolean)

/** Whether words of a text are the one that was searched for: each text says most of its words more than once. */
function makeLooker(word) {
  const isPhrase = word.ask !== word.text && !word.signed
  // a letter alone is no beginning
  const isIt = (there) => (isPhrase ? fold(there).replace(/[^\p{L}\p{N}]/gu, "") === word.text : isForm(word, there, true))
  const known = new Map()
  return (there) => {
    if (!known.has(there)) known.set(there, isIt(there))
    return known.get(there)
  }
}

/** Which of the words of a text were searched for. */
function findHits(words, asked) {
  const hits = new Set()
  for (const word of asked) {
    const letters = [...word.text]
    const inLetters = word.ask !== word.text && !word.signed && letters.length > 1
    word.isIt ??= makeLooker(word)
    words.forEach((there, n) => {
      if (!inLetters) {
        if (word.isIt(there)) hits.add(n)
      } else if (letters.every((letter, i) => words[n + i]?.startsWith(letter))) letters.forEach((_, i) => hits.add(n + i))
    })
  }
  return hits
}

/**
 * The language in which a hit is shown: that in whose title most was found, and our own if it is nothing more.
 * What was found in none of our own words, or as much in a language that the reader prefers, is shown in that one.
 */
function choose(parts, asked) {
  const weigh = ({ language, title, text }) => {
    const said = title.hits.size + text.hits.size
    return [title.hits.size, Number(said > 0), Number(language === asked && said > 0)]
  }
  return parts.reduce((best, part) => {
    const [now, then] = [weigh(part), weigh(best)]
    const at = now.findIndex((number, n) => number !== then[n])
    return at >= 0 && now[at] > then[at] ? part : best
  })
}

/** The language of a query, if its letters or its small words tell it; else the one that the reader prefers. */
export function guessLanguage(query) {
  if (/[ãõçêôâ]/iu.test(query)) return "pt"
  if (/[ñ¿¡]/iu.test(query)) return "es"
  const small = new Set(query.toLowerCase().split(/[^\p{L}]+/u))
  const count = (words) => words.filter((word) => small.has(word)).length
  const [es, pt] = [count(["el", "la", "los", "las", "del", "y", "con", "una", "en"]), count(["o", "os", "do", "da", "dos", "das", "em", "com", "uma", "não"])]
  if (es !== pt) return es > pt ? "es" : "pt"
  return self.navigator.languages[0]?.slice(0, 2)
}

/** Where the words that were searched for stand nearest to each other: between which words the excerpt is cut. */
function findExcerpt({ words, hits }) {
  const sorted = [...hits].sort((a, b) => a - b)
  let best = 0
  let most = 0
  sorted.forEach((first, n) => {
    let number = 0
    while (sorted[n + number] < first + EXCERPT - 6) number++
    if (number > most) [best, most] = [first, number]
  })
  const start = Math.max(0, Math.min(best - 6, words.length - EXCERPT))
  return [start, Math.min(words.length, start + EXCERPT)]
}

/**
 * How well a title fits what is asked: how much of that it says, and whether it says little else. Of the title in all
 * languages the best counts.
 */
export const fitTitle = ({ titled, strength }, asked) => [titled / asked.length, Number(titled > 0 && titled >= 16 - strength)]

/** A hit as the page shows it. */
export function cut(record, found, asked) {
  const readText = (text) => {
    const words = spaceOut(text)
    return { words, hits: findHits(words, asked.words) }
  }
  const parts = record.parts.map((part) => ({ ...part, title: readText(part.title), text: readText(part.text) }))
  const { language, context, title, text } = choose(parts, asked.language)
  const [start, end] = findExcerpt(text)
  // What is found by another name of a term alone says what it is about, by the term's own name: "overpriced"
  // leads to all that is about public buying, and must not stand beside it like an accusation.
  const isSaid = language || text.hits.size || title.hits.size
  const terms = record.terms.filter(([mark]) => found.marks.includes(mark)).map(([, label]) => label)
  const hints = record.hints.filter((hint) => readText(hint).hits.size).map((hint) => hint.replace(/[.,]$/, ""))
  return {
    // a case that was found in another language opens where it stands in it
    address: language && /^cases\/[^#]*$/.test(record.address) ? `${record.address}#summary-${language}` : record.address,
    language,
    context,
    title: mark(title.words, 0, title.words.length, title.hits),
    excerpt: mark(text.words, start, end, text.hits),
    before: start > 0,
    after: end < text.words.length,
    names: isSaid ? [] : [...new Set([...terms, ...hints])].slice(0, 4),
  }
}
