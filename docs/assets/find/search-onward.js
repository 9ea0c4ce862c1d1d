// Where a search leads on that found nothing, or far too much: a place that no case has, with the cases nearest to it;
// the terms that the words mean; the terms by which many results are narrowed down.

import { fold } from "./folding.js"
import { makeNamer } from "./regions.js"
import { Found } from "./search-found.js"

const NARROWER = 6

const makePlaces = (known) => {
  const places = new Map()
  const nameCountry = makeNamer(["en", "es", "pt", "fr"])
  for (const [code, name, continent, cases, cities] of known.countries) {
    // the largest of the cities with one name counts
    for (const city of cities ? cities.split("|") : []) {
      if (!places.has(fold(city))) places.set(fold(city), { name: city, code, continent, cases, city: true })
    }
  }
  for (const [code, name, continent, cases] of known.countries) {
    for (const one of [name, ...nameCountry(code)]) places.set(fold(one), { name, code, continent, cases, city: false })
  }
  return places
}

/** The place that a query names, the longest of them; null if it names none. */
function findPlace(places, query) {
  const words = fold(query).match(/[\p{L}\p{N}'’.-]+/gu) ?? []
  for (let size = Math.min(5, words.length); size; size--) {
    for (let at = 0; at + size <= words.length; at++) {
      const place = places.get(words.slice(at, at + size).join(" "))
      if (place) return { ...place, words: words.slice(at, at + size) }
    }
  }
  return null
}

/** The word in the index of what a record carries, as in hooks/casebook/search/tokens.py. */
const markOf = (kind, value) => `~${kind}/${value.toLowerCase()}`

/** One of each list, then the next of each, so that no country hides the others. */
function takeTurns(lists) {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  const turns = Array.from({ length: longest }, (_, n) => lists.flatMap((list) => list.slice(n, n + 1))).flat()
  return [...new Set(turns)]
}

/**
 * A place in a query that no case is from, and the cases nearest to it: those of its country, else of its continent.
 * `near` says what these have in common, `isSpoken` whether the place is spoken of all the same. Null where no place is named, or where there are cases from it.
 */
export async function findNoCase(index, query, known) {
  const place = findPlace(makePlaces(known), query)
  if (!place) return null
  const isSpoken = await index.speaksOf(place.words.join(" "))
  if (place.city ? isSpoken : place.cases) return null
  const around = known.countries.filter(([code, , continent, cases]) => cases && (place.cases ? code === place.code : continent === place.continent))
  const found = await Promise.all(around.map(([code]) => index.listCarrying(markOf("country", code))))
  const near = place.cases ? around[0][1] : known.continents[place.continent]
  const results = new Found(index.size)
  takeTurns(found).forEach((number, turn) => results.add(number, 1 / (turn + 1)))
  return { name: place.name, near, words: place.words, isSpoken, results }
}

/** The terms that most of the results carry, though not nearly all: with one of them there are fewer. */
export async function narrowDown(index, terms, found, asked) {
  const others = terms.filter(([, label]) => !asked.includes(fold(label)))
  const sizes = await Promise.all(others.map(async ([word, label]) => ({ label, size: await index.countCarrying(word, found) })))
  const useful = sizes.filter(({ size }) => size >= 3 && size < found.length * 0.7)
  return useful.sort((a, b) => b.size - a.size || (a.label < b.label ? -1 : 1)).slice(0, NARROWER).map(({ label }) => label)
}

const PAGES = { crisis: ["crises", "facing"], topic: ["topics", "facing"], missing: ["causes", "obstacle"] }

/** The terms that the words of a query mean, each with its page and with the finder's answer to it. */
export function findMeant(makeReader, words, query) {
  const { terms } = makeReader(words)(query)
  return terms.filter(({ kind }) => PAGES[kind]).slice(0, 3).map(({ kind, id, label }) => {
    const [folder, asked] = PAGES[kind]
    return { label, page: `${folder}/${id}/`, finder: `finder/#${asked}=${id}` }
  })
}
