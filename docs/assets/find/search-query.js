// What somebody typed, as words that can be looked for; which of them the casebook does not have; what may have been
// meant instead. Nothing is ever put right by itself: another spelling is offered.

import { fold } from "./folding.js"
import { Found } from "./search-found.js"
import { cutDeep, cutEnding } from "./word-forms.js"

/** Words that say nothing alone, in the languages of the book: left out as long as there are others. */
export const SILENT = new Set(
  "a an and are as at be by can could did do does for from get getting had has have how i if in is it its me my of on or our should so that the their them they this to us was we were what when where which who why will with would you your al con como cuando de del desde el en es esta la las le les lo los mi mis para por que se sin su sus un una y aos ao com da das do dos e em na nas no nos o os ou para pela pelo por quando sem sua um uma".split(" "),
)

/** What says that something is in the way, and not what: "get round procurement" asks for procurement. */
const GET_PAST = /\bget(?:ting)?\s+(?:a?round|over|past)\b/giu

/** Scripts that put no space between words: each of their letters is a word in the index (search/scripts.py). */
export const UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
const UNSPACED_RUN = new RegExp(`[${UNSPACED}]+`, "gu")
const ONE_KANA = /^[\u3040-\u309f]$/u

/** Signs that make one word of short pieces: R&D, AT&T, C++. */
const SIGNED = /^[\p{L}\p{N}]*(?:[&+@][\p{L}\p{N}]*)+$/u
const isSigned = (piece) => SIGNED.test(piece) && piece.split(/[&+@]+/).some((part) => part.length > 0 && part.length < 3)

const makeWord = (text) => ({ text, ask: text })
const makePhrase = (text, letters, signed = false) => ({ text, ask: `"${letters}"`, signed })

/** A stretch of an unspaced script as its words, if the browser knows where they end, else as a whole. */
function splitRun(run) {
  if (!self.Intl?.Segmenter) return [makePhrase(run, [...run].join(" "))]
  const parts = []
  for (const { segment } of new Intl.Segmenter("ja", { granularity: "word" }).segment(run)) {
    // letters that make no word with their neighbours stay together: they were typed in this order
    if (parts.at(-1)?.open && segment.length === 1 && !ONE_KANA.test(segment)) parts.at(-1).text += segment
    else parts.push({ text: segment, open: segment.length === 1 && !ONE_KANA.test(segment) })
  }
  // a single kana joins two words, as "of" does
  const telling = parts.filter(({ text }) => !ONE_KANA.test(text))
  return (telling.length ? telling : [{ text: run }]).map(({ text }) => makePhrase(text, [...text].join(" ")))
}

/** A piece between two spaces: "Medellín's" is medellin, "red-tape" is red and tape. */
function splitPiece(piece) {
  const bare = piece.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+]+$/gu, "")
  if (isSigned(bare)) return [makePhrase(fold(bare), fold(bare).replace(/[&+@]+/g, ""), true)]
  const spaced = bare.normalize("NFKC").replace(UNSPACED_RUN, (run) => ` ${run} `)
  return spaced.split(" ").flatMap((part) => {
    if (part.match(UNSPACED_RUN)) return splitRun(part)
    const words = fold(part).replace(/['’]s(?!\p{L})/gu, "").replace(/['’]/gu, "").match(/[\p{L}\p{N}]+/gu) ?? []
    return words.map(makeWord)
  })
}

/**
 * The words of a query: `text` as it is compared, `ask` as it is put to the index. Those that say nothing and single
 * letters are left out as long as there are others; a single letter alone is looked for as a word and not as a beginning.
 */
export function split(query) {
  const words = (query.replace(GET_PAST, " ").trim() || query).split(/\s+/).flatMap(splitPiece)
  const telling = words.filter(({ text, signed, ask }) => signed || ask !== text || (!SILENT.has(text) && (text.length > 1 || /\d/.test(text))))
  return telling.length ? telling : words.map((word) => (word.text.length > 1 ? word : makePhrase(word.text, word.text)))
}

const bare = (word) => fold(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").replace(/['’]s$/u, "").replace(/['’]/gu, "")

/**
 * Whether a word of a text is the one that was typed, in another form, or begins like it. With `deep` words that are a
 * little farther off are it too.
 */
export function isForm({ text, ask, signed }, word, deep = false) {
  if (signed) return fold(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+]+$/gu, "") === text
  if (ask !== text) return true
  // "low-cost" has been cut in two by the index
  return fold(word).split(/[^\p{L}\p{N}'’]+/u).some((part) => {
    const there = bare(part)
    return there.startsWith(text) || cutEnding(there) === cutEnding(text) || (deep && cutDeep(there) === cutDeep(text))
  })
}

const askEach = (index, words) => Promise.all(words.map((word) => index.find(word)))

/** What is found of several words, as one. */
function merge(index, [first = new Found(index.size), ...others]) {
  for (const other of others) first.join(other)
  return first
}

/** What has some of the words: first what has most of them, then what fits best. */
export const searchSome = async (index, words) => merge(index, await askEach(index, words))

/** What has all of the words. */
export async function searchAll(index, words) {
  const found = await searchSome(index, words)
  found.keep(words.length)
  return found
}

/**
 * The words of a query that the casebook has, and those that it has not; `results` has all of the former. Another
 * spelling of the latter is in `offer`, if there is one that the casebook knows. `spell` loads what that needs.
 */
export async function readQuery(index, query, spell) {
  const words = split(query)
  const found = await askEach(index, words)
  const known = words.filter((_, n) => found[n].length > 0)
  const results = merge(index, found)
  results.keep(known.length)
  if (known.length === words.length) return { known, unknown: [], results, offer: "" }
  const { spelling, list } = await spell()
  const unknown = words.filter((word) => !known.includes(word))
  const meant = ({ text, ask }, n) => (ask === text && spelling.correct(list, text, n === words.length - 1)) || text
  const right = words.map((word, n) => (unknown.includes(word) ? meant(word, n) : word.text)).join(" ")
  const offer = right === words.map(({ text }) => text).join(" ") ? "" : right
  return { known, unknown, results, offer }
}
