// The table of all cases (find/cases.json), ready to filter: what it holds is told in hooks/casebook/find/table.py.

import { inWords, load } from "./site.js"

export const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
const INDEX = new Uint8Array(0x100)
for (let n = 0; n < LETTERS.length; n++) INDEX[LETTERS.charCodeAt(n)] = n
const read = (code) => (code < 0x100 ? INDEX[code] : code - 0x100 + LETTERS.length)

/** A column: `values` of all cases in one row, those of case n from `starts[n]` up to `starts[n + 1]`. */
function decode(text, size) {
  const starts = new Uint32Array(size + 1)
  const values = []
  const rows = text.split(" ")
  for (let n = 0; n < size; n++) {
    const row = rows[n]
    for (let k = 0; k < row.length; k++) values.push(read(row.charCodeAt(k)))
    starts[n + 1] = values.length
  }
  return { starts, values: Uint16Array.from(values) }
}

/** A column with its terms: each an id with its label, where the label says more than the id. */
export function readColumn(given, size) {
  const terms = given.terms.map(([id, label = inWords(id)]) => ({ id, label }))
  return { ...given, terms, index: new Map(terms.map((term, n) => [term.id, n])), ...decode(given.of, size) }
}

/** The table: `ids` of the cases in their order, `facets` as columns, and numbers of each case. */
export function readTable(given) {
  const size = given.cases.length
  const facets = given.facets.map((one) => readColumn(one, size))
  return {
    size,
    ids: given.cases,
    at: new Map(given.cases.map((id, n) => [id, n])),
    facets,
    columns: new Map(facets.map((one) => [one.id, one])),
    people: given.people,
    place: given.place,
    begun: given.begun,
  }
}

/** The columns of what has its values in lists: `facets` are [{ id, values: [{ id }] }], `listIds(facet, n)` the ids. */
export function makeColumns(facets, size, listIds) {
  return facets.map(({ id, values: terms }) => {
    const index = new Map(terms.map((term, n) => [term.id, n]))
    const starts = new Uint32Array(size + 1)
    const values = []
    for (let n = 0; n < size; n++) {
      for (const one of listIds(id, n)) if (index.has(one)) values.push(index.get(one))
      starts[n + 1] = values.length
    }
    return { id, terms, index, starts, values: Uint16Array.from(values) }
  })
}

export const loadTable = async () => readTable(await load("find/cases.json"))

/** The indexes of a case's values in a column. */
export const valuesOf = (column, n) => column.values.subarray(column.starts[n], column.starts[n + 1])

/** The ids of a row's values in a column. */
export function listIds({ starts, values, terms }, n) {
  const ids = []
  for (let k = starts[n]; k < starts[n + 1]; k++) ids.push(terms[values[k]].id)
  return ids
}

/** In how many facets a case fails that is not worth counting. */
const OFTEN = 0xff

/**
 * Which cases or rows fit, and how many would with each value.
 *
 * Values of one facet are alternatives, facets add up. `chosen` has for each facet that counts the set of the ids of its
 * values. `without` says by facet how many cases more there would be if nothing were chosen in it. `said`, where words
 * are asked for, is 1 for what holds them: it counts as one facet more, and `without` has it as "words".
 *
 * `count()` gives by facet the number of each of its terms, with what the other facets let through: it is what choosing
 * that value too would show. A case that fails nowhere counts everywhere, one that fails in one facet only counts there.
 */
export function filter({ facets, size }, chosen, said = null) {
  const wanted = facets.map(({ id, index, terms }) => {
    if (!chosen.get(id)?.size) return null
    const mask = new Uint8Array(terms.length)
    for (const one of chosen.get(id)) mask[index.get(one)] = 1
    return mask
  })
  const asked = wanted.flatMap((mask, f) => (mask ? [f] : []))
  /** Of each case in which facet alone it fails, counted from 1; 0 where it fits, and one more than all facets for words. */
  const fails = new Uint8Array(size)
  const words = facets.length + 1
  const many = new Uint32Array(OFTEN + 1)
  const cases = []
  for (let n = 0; n < size; n++) {
    let failed = said && !said[n] ? words : 0
    for (const f of asked) {
      const { starts, values } = facets[f]
      let fits = false
      for (let k = starts[n]; k < starts[n + 1] && !fits; k++) fits = wanted[f][values[k]] === 1
      if (fits) continue
      if (failed) {
        failed = OFTEN
        break
      }
      failed = f + 1
    }
    fails[n] = failed
    many[failed]++
    if (!failed) cases.push(n)
  }
  const byFacet = (numbers) => new Map(facets.map(({ id }, f) => [id, numbers(f)]))
  const count = () =>
    byFacet((f) => {
      const { starts, values, terms } = facets[f]
      const counted = new Uint32Array(terms.length)
      for (let n = 0; n < size; n++) {
        if (fails[n] && fails[n] !== f + 1) continue
        for (let k = starts[n]; k < starts[n + 1]; k++) counted[values[k]]++
      }
      return counted
    })
  return { cases, without: byFacet((f) => many[f + 1]).set("words", many[words]), count }
}

/** Cases or rows in an order, sorted in place; between equals the table's order decides. */
export function sortCases({ people, place, begun }, cases, order) {
  const places = { place, begun }[order]
  if (places) cases.sort((a, b) => places[a] - places[b])
  else if (order === "size") cases.sort((a, b) => people[b] - people[a] || a - b)
  return cases
}
