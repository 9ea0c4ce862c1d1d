// What a description says that we have a word for: the size of the place, its country, crisis, topics and what
// stands in the way. It reads in the browser, with the words of find/words.json and the places of find/places.json.

import { fold } from "./folding.js"
import { findPeople } from "./inhabitants.js"
import { DENIALS, tellLanguage } from "./language.js"
import { makeNamer, nameRegion } from "./regions.js"

/** Letters as one compares them: apostrophes are not heard, and a letter in another shape is the letter (½ is 1⁄2). */
const flatten = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’‘ʻʼ\x60´]/g, "")

// ---- words ----

const PASSED_OVER = new Set("a an the our their your my his her its some all many most".split(" "))
/** Offices and places that bear the word town without telling its size. */
const OF_A_TOWN = new Set(
  "hall halls council councillor councillors centre center clerk planner planners planning meeting".split(" "),
)

/** A word without its plural, so that cities finds city and viruses finds virus. Both sides are cut alike. */
function stem(word) {
  const single = word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word
  return single.replace(/(s|x|z|ch|sh)e$/, "$1").replace(/ie$/, "y")
}

/**
 * The words of a text; null where a sentence or a part of it ends, since no phrase reaches over that. `tall` are
 * the places of the words that begin with a capital, `whole` the words with their endings, and `plain` all that
 * stand there, those too that are passed over.
 */
function split(text) {
  const words = []
  const tall = new Set()
  const whole = []
  const plain = []
  for (const [piece] of flatten(text).replace(/-/g, " ").matchAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}\s]|\n/gu)) {
    if (/[\p{L}\p{N}]/u.test(piece)) {
      const word = fold(piece)
      plain.push(word)
      if (PASSED_OVER.has(word)) continue
      if (word[0] !== piece[0]) tall.add(words.length)
      whole[words.length] = word
      words.push(stem(word))
    } else if (words.at(-1) !== null) words.push(null)
  }
  return { words, tall, whole, plain }
}

const keyOf = (name) => split(name).words.filter(Boolean).join(" ")

/** What a description can tell: the names in words.json, and in the address of like-mine/. */
export const KINDS = ["people", "country", "crisis", "topic", "missing"]
const CAN_BE_DENIED = new Set(["crisis", "missing"])

/** The phrases of the words file and the names of places, by their stems; made once for them. */
function readPhrases(words, { continents = {}, countries = [] }) {
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
      const keys = new Set(names.map(keyOf))
      // what people name by its lack ("no money") is meant by "no budget" too; "no hunger" means no hunger
      const lack = [...keys].some((key) => keys.has(`no ${key}`))
      for (const key of keys) add(key, { kind, id, label: names[0], lack })
    }
  }
  // Kenyan, Uruguayan, Brazilian: unless it is another country's or another word
  for (const ending of ["n", "an", "ian"]) {
    for (const [id, name] of words.country) {
      const key = keyOf(name) + ending
      if (!phrases.has(key)) add(key, { kind: "country", id, label: name, lack: false })
    }
  }
  const labels = new Map(words.country)
  const nameCountry = makeNamer(["es", "pt"])
  for (const [id, , , , cities] of countries) {
    const country = { kind: "country", id, label: labels.get(id), lack: false }
    for (const name of nameCountry(id)) add(keyOf(name), country)
    for (const city of cities ? cities.split("|") : []) {
      const key = keyOf(city)
      if (!phrases.has(key)) add(key, { ...country, city })
    }
  }
  for (const label of Object.values(continents)) {
    add(keyOf(label), { kind: "country", id: nameRegion(label), label, lack: false, region: true })
  }
  return { phrases, longest }
}

/** The terms that a text names, each once, and the words that it denies; the longest phrase at each place counts. */
function findTerms({ phrases, longest }, text) {
  const { words, tall, whole, plain } = split(text)
  const { no, between } = DENIALS[tellLanguage(plain)]
  const isDenied = (at) => no.has(words[at - 1]) || (between.has(words[at - 1]) && no.has(words[at - 2]))
  const found = new Map()
  const denied = new Set()
  for (let at = 0; at < words.length; ) {
    // a city begins with a capital, unless somebody writes without any: nice is a word, Nice a city
    const isName = !tall.size || tall.has(at)
    let size = Math.min(longest, words.length - at)
    let meant = []
    for (; size; size--) {
      meant = (phrases.get(words.slice(at, at + size).join(" ")) ?? []).filter((one) => !one.city || isName)
      if (meant.length) break
    }
    if (!meant.length) {
      at++
      continue
    }
    const next = words[at + size]
    // a crisis or a cause that is denied is none, and then its word speaks of nothing else either
    if (isDenied(at) && meant.some((one) => CAN_BE_DENIED.has(one.kind) && !one.lack)) {
      for (const word of whole.slice(at, at + size)) denied.add(word)
    } else {
      for (const one of meant) {
        if (one.kind === "people" && OF_A_TOWN.has(next)) continue
        const key = `${one.kind} ${one.id}`
        if (!found.has(key) || found.get(key).city) found.set(key, one)
      }
    }
    at += size
  }
  return { named: [...found.values()], denied }
}

/**
 * A reader for one words file, and the places, if there are any. It gives for a text `people` (a number, or 0), and
 * `terms`: what the text names, each with its kind (country, crisis, topic, missing), id and label, in the order of
 * the kinds; and `denied`, the words of what it says is not there. A city stands for its country where none is named.
 */
export function makeReader(words, places = {}) {
  const known = readPhrases(words, places)
  return (text) => {
    // in capitals it is the country, in small letters the word us; where all are capitals one cannot tell
    const spelt = /[a-z]/.test(text) ? text.replace(/\bU\.?S\.?(?!\w)/g, " USA ") : text
    const { named, denied } = findTerms(known, spelt)
    const isSaid = named.some((one) => one.kind === "country" && !one.city && !one.region)
    const terms = isSaid ? named.filter((one) => !one.city && !one.region) : named
    const size = terms.find((one) => one.kind === "people")
    return {
      people: findPeople(fold(flatten(text))) || (size ? Number(size.id) : 0),
      terms: KINDS.slice(1).flatMap((kind) => terms.filter((one) => one.kind === kind)),
      denied,
    }
  }
}
