// What a description says that we have a word for: the size of the place, its country, crisis, topics and
// what is missing. It reads in the browser, with the words of find/words.json; no page, no files.

import { fold } from "./folding.js"

/** Apostrophes are not heard, and a letter in another shape is the letter: ½ is 1⁄2, ﬁ is fi. */
const flatten = (text) => fold(text.normalize("NFKD")).replace(/['’‘ʻʼ`´]/g, "")

// ---- words ----

const PASSED_OVER = new Set("a an the our their your my his her its some all many most".split(" "))
const NO = new Set("no not without never nor isnt arent wasnt dont doesnt didnt havent hasnt nobody".split(" "))
const BETWEEN = new Set("any have has had much enough see real".split(" "))
/** Offices and places that bear the word town without telling its size. */
const OF_A_TOWN = new Set(
  "hall halls council councillor councillors centre center clerk planner planners planning meeting".split(" "),
)

/** A word without its plural, so that cities finds city and viruses finds virus. Both sides are cut alike. */
function stem(word) {
  const single = word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word
  return single.replace(/(s|x|z|ch|sh)e$/, "$1").replace(/ie$/, "y")
}

/** The words of a text; null where a sentence or a part of it ends, since no phrase reaches over that. */
function split(text) {
  const words = []
  for (const [piece] of flatten(text).replace(/-/g, " ").matchAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}\s]|\n/gu)) {
    if (/[\p{L}\p{N}]/u.test(piece)) {
      if (!PASSED_OVER.has(piece)) words.push(stem(piece))
    } else if (words.at(-1) !== null) words.push(null)
  }
  return words
}

/** What a description can tell: the names in words.json, and in the address of like-mine/. */
export const KINDS = ["people", "country", "crisis", "topic", "missing"]
const CAN_BE_DENIED = new Set(["crisis", "missing"])

/** The phrases of the words file, by their stems; made once for it. */
function readPhrases(words) {
  const phrases = new Map()
  let longest = 1
  const add = (key, meant) => {
    if (!key) return
    const known = phrases.get(key) ?? []
    if (!known.some((one) => one.kind === meant.kind && one.id === meant.id)) phrases.set(key, [...known, meant])
    longest = Math.max(longest, key.split(" ").length)
  }
  for (const kind of KINDS) {
    for (const [id, ...names] of words[kind]) {
      const keys = names.map((name) => split(name).filter(Boolean).join(" "))
      // what people name by its lack ("no money") is meant by "no budget" too; "no hunger" means no hunger
      const lack = keys.some((key) => key.startsWith("no "))
      for (const key of keys) add(key, { kind, id, label: names[0], lack })
    }
  }
  // Kenyan, Uruguayan, Brazilian: unless it is another country's or another word
  for (const ending of ["n", "an", "ian"]) {
    for (const [id, name] of words.country) {
      const key = split(name).filter(Boolean).join(" ") + ending
      if (!phrases.has(key)) add(key, { kind: "country", id, label: name, lack: false })
    }
  }
  return { phrases, longest }
}

const isDenied = (tokens, at) =>
  NO.has(tokens[at - 1]) || (BETWEEN.has(tokens[at - 1]) && NO.has(tokens[at - 2]))

/** The terms that a text names, each once; the longest phrase at each place counts. */
function findTerms({ phrases, longest }, text) {
  const tokens = split(text)
  const found = new Map()
  for (let at = 0; at < tokens.length; ) {
    let size = Math.min(longest, tokens.length - at)
    let meant
    for (; size; size--) {
      meant = phrases.get(tokens.slice(at, at + size).join(" "))
      if (meant) break
    }
    if (!meant) {
      at++
      continue
    }
    const next = tokens[at + size]
    // a crisis or a cause that is denied is none, and then its word speaks of nothing else either
    const denied = isDenied(tokens, at) && meant.some((one) => CAN_BE_DENIED.has(one.kind) && !one.lack)
    if (!denied) {
      for (const one of meant) {
        if (one.kind === "people" && OF_A_TOWN.has(next)) continue
        if (!found.has(`${one.kind} ${one.id}`)) found.set(`${one.kind} ${one.id}`, one)
      }
    }
    at += size
  }
  return [...found.values()]
}

// ---- numbers ----

const SPOKEN = {
  a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11,
  twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
}
const TIMES = { thousand: 1e3, k: 1e3, million: 1e6, mio: 1e6, mn: 1e6, m: 1e6 }

/** A pattern from pieces: a long one can be read only piece by piece. */
const pattern = (pieces, flags) => new RegExp(pieces.join(""), flags)
const any = (words) => `(?:${words.replaceAll(", ", "|")})`

const SPOKEN_NUMBER = pattern([
  String.raw`\b(?:(half) a|(${Object.keys(SPOKEN).join("|")})(?: (hundred))?|(hundred)) (thousand|million)\b`,
], "g")
const AMOUNT = [
  String.raw`(?<![\d.,])(?<number>\d{1,3}(?:[., ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)`,
  String.raw`(?: ?(?<unit>thousand|million|mio|mn)|(?<short>[km]))?(?![a-z\d])`,
].join("")
const ABOUT = any(
  "about, around, roughly, nearly, almost, over, under, some, just, only, more than, less than, up to, of, is, at",
)
const AFTER_A_PLACE = pattern([
  String.raw`\b${any("town, city, village, municipality, metropolis, place, settlement, population")}`,
  `(?: of| is|:)(?: ${ABOUT})* ${AMOUNT}`,
])
const BEFORE_INHABITANTS = pattern([
  AMOUNT, String.raw` ${any("inhabitants, residents, citizens, souls")}\b(?<after>.*)`,
], "s")
const BEFORE_PEOPLE = pattern([AMOUNT, String.raw` people\b(?<after>.*)`], "s")
const ALONE = pattern([AMOUNT, String.raw`(?=\s*$|\s*[.,;:!?)\n]| ${any("in, and, but, with, where, here, live")}\b)`])
/** What a number is least believed to be the size of a place by: the surer its words, the smaller it may be. */
const SIGNS = [[AFTER_A_PLACE, 100], [BEFORE_INHABITANTS, 100], [BEFORE_PEOPLE, 1000], [ALONE, 5000]]
const MOST_PEOPLE = 5e7

/** 300 people who … are not the town. */
const ARE_SOME = pattern([
  "^ (?:who|lost|lose|losing|lack|without|are|were|have|had|has|out|on|could|cannot|cant|can|died|die|need|needed|",
  "went|go|sleep|slept|sleeping|queue|affected|infected|came|come|living|live (?:on|without|rough))",
  String.raw`\b`,
])
const IS_MONEY = pattern([
  String.raw`(?:[$€£]|\b(?:usd|eur|gbp|rand|r|budget|costs?|spent|spend|worth|paid|pay|owes?|debt|fund|grant|`,
  String.raw`dollars?|euros?|reais|pesos?)(?: \w+)?(?: of)?) ?$`,
])

function value({ number, unit, short }) {
  const isGrouped = /^\d{1,3}([., ]\d{3})+$/.test(number) && !unit
  const plain = isGrouped ? number.replace(/[., ]/g, "") : number.replace(",", ".").replace(/ /g, "")
  return Math.round(Number(plain) * (TIMES[unit ?? short] ?? 1))
}

/** Numbers in words become figures: half a million is 0.5 million. */
const writeFigures = (_, half, number, hundred, alone, unit) =>
  `${half ? 0.5 : (SPOKEN[number] ?? 1) * (hundred || alone ? 100 : 1)} ${unit}`

/** How many people the place has, if a number says so; else 0. */
function findPeople(text) {
  const plain = flatten(text).replace(/[^\S\n]+/g, " ").replace(SPOKEN_NUMBER, writeFigures)
  for (const [sign, least] of SIGNS) {
    for (let from = 0; from < plain.length; ) {
      const found = sign.exec(plain.slice(from))
      if (!found) break
      const people = value(found.groups)
      const start = from + found.index + found[0].indexOf(found.groups.number)
      const stands = people >= least && people <= MOST_PEOPLE && !ARE_SOME.test(found.groups.after ?? "")
      if (stands && !IS_MONEY.test(plain.slice(0, start))) return people
      from = start + found.groups.number.length
    }
  }
  return 0
}

/**
 * A reader for one words file. It gives for a text `people` (a number, or 0), and `terms`: what the text
 * names, each with its kind (country, crisis, topic, missing), id and label, in the order of the kinds.
 */
export function makeReader(words) {
  const known = readPhrases(words)
  return (text) => {
    // in capitals it is the country, in small letters the word us; where all are capitals one cannot tell
    const spelt = /[a-z]/.test(text) ? text.replace(/\bU\.?S\.?(?!\w)/g, " USA ") : text
    const terms = findTerms(known, spelt)
    const size = terms.find((one) => one.kind === "people")
    return {
      people: findPeople(text) || (size ? Number(size.id) : 0),
      terms: KINDS.slice(1).flatMap((kind) => terms.filter((one) => one.kind === kind)),
    }
  }
}
