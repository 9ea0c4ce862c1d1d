// Where we have no case from, and what is nearest to it: by the parts of the world in find/places.json.

import { joinWords, numberOf } from "./site.js"

/** How many countries are named. */
const MOST_NAMED = 4

const sayCountry = ([, name, number]) => (number > 1 ? `${name} (${number})` : name)

/** The part of the world in which a country lies, with the countries of it that have cases; undefined for none. */
export function findRegion({ regions }, code) {
  const found = regions.find(([, , , codes]) => codes.split(" ").includes(code))
  return found && { id: found[0], label: found[1], countries: found[2] }
}

/** Where the nearest cases are: "Nearest: cases from Africa: South Africa (11) and Kenya." Empty where there is none. */
function sayNearest({ label, countries }) {
  if (!countries.length) return ""
  const named = countries.slice(0, MOST_NAMED).map(sayCountry)
  const more = countries.length - named.length
  if (more) named.push(numberOf(more, "more country", "more countries"))
  return `Nearest: cases from ${label}: ${joinWords(named)}.`
}

/** That we have no case from these countries (`id`, `label`), and where the nearest are; empty if each has one. */
export function noCaseFrom(places, countries) {
  const regions = countries.map(({ id }) => findRegion(places, id))
  const strange = countries.filter(({ id }, n) => !regions[n]?.countries.some(([code]) => code === id))
  if (!strange.length) return ""
  const none = `We have no case from ${joinWords(strange.map(({ label }) => label), "or")} yet.`
  const nearest = new Set(strange.map(({ id }) => findRegion(places, id)).filter(Boolean).map(sayNearest))
  return [none, ...nearest].join(" ").trim()
}
