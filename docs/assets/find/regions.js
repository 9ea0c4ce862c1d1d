// Where we have no case from, and what is nearest to it: by the countries and the parts of the world in find/places.json.

import { joinWords, numberOf } from "./site.js"

/** How many countries are named. */
const MOST_NAMED = 4

const sayCountry = ([, name, number]) => (number > 1 ? `${name} (${number})` : name)

/** The name of a part of the world in an address: Latin America is latin-america. */
export const nameRegion = (label) => label.toLowerCase().replaceAll(" ", "-")

/** A function that gives the names of a country in other languages, as the browser knows them: Zâmbia is Zambia. */
export function makeNamer(languages) {
  const tongues = languages.flatMap((language) => {
    try {
      return [new Intl.DisplayNames([language], { type: "region" })]
    } catch {
      return [] // an old browser: the English name is enough
    }
  })
  return (code) => tongues.map((tongue) => tongue.of(code))
}

/** The part of the world in which a country lies, with the countries of it that have cases; undefined for none. */
export function findRegion({ continents, countries }, code) {
  const continent = countries.find(([one]) => one === code)?.[2]
  if (!continent) return undefined
  const withCases = countries.filter(([, , where, cases]) => where === continent && cases)
  withCases.sort(([, a, , many], [, b, , more]) => more - many || (a < b ? -1 : 1))
  const label = continents[continent]
  return { id: nameRegion(label), label, countries: withCases.map(([one, name, , cases]) => [one, name, cases]) }
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
