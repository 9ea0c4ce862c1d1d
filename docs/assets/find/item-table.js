// The table of all items (find/items.json) over the table of cases, ready to choose from: numbers in rows, since a large
// book has a hundred thousand items and each answer looks at all of them. No page, no network.

import { readColumn, valuesOf } from "./table.js"

/** Each part of an answer: the kind of its items, and its letter in the table. */
export const PARTS = [
  { kind: "entry_point", letter: 0 },
  { kind: "lesson", letter: 1 },
  { kind: "failure", letter: 2 },
]

/** What an item is worth more where its case can be relied on, by the case's confidence, and where it is the case's best. */
const RELIED = { high: 0.2, medium: 0.1 }
const BEST = 0.4

/** The terms of columns that share a question, by their ids, and the numbers of those ids. */
function joinTerms(named) {
  const terms = new Map(named.flatMap(([column, name]) => column.terms.map((term) => [term.id, { ...term, column: name }])))
  return { terms, index: new Map([...terms.keys()].map((id, n) => [id, n])) }
}

/** Columns as one, in the numbers of a question's terms: each value once, and what nobody can ask for left out. */
function joinColumns(columns, { index }) {
  const numbers = columns.map(({ terms }) => terms.map(({ id }) => index.get(id) ?? -1))
  const size = columns[0].starts.length - 1
  const starts = new Uint32Array(size + 1)
  const joined = []
  for (let n = 0; n < size; n++) {
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]
      for (let k = column.starts[n]; k < column.starts[n + 1]; k++) {
        const number = numbers[c][column.values[k]]
        if (number >= 0 && !joined.includes(number, starts[n])) joined.push(number)
      }
    }
    starts[n + 1] = joined.length
  }
  const values = Uint16Array.from(joined)
  return { starts, values, rowsOf: listRows(starts, values, index.size) }
}

/** The rows of each value. */
function listRows(starts, values, many) {
  const rows = Array.from({ length: many }, () => [])
  for (let n = 0; n + 1 < starts.length; n++) for (let k = starts[n]; k < starts[n + 1]; k++) rows[values[k]].push(n)
  return rows.map((own) => Uint32Array.from(own))
}

/** Whether a row of a column has a value. */
export function holds({ starts, values }, n, value) {
  for (let k = starts[n]; k < starts[n + 1]; k++) if (values[k] === value) return true
  return false
}

/**
 * What the finder chooses from. `terms` are the terms that one can ask for, by question and id, and `index` their
 * numbers; a column has of each item, or of each case, those that it answers, and `rowsOf` each of them.
 *
 * Of the items: `n` is the number of the case, `place` the place in the case's brief, `relied` what it is worth more;
 * `first` has for each case its first item, and `ofPart` for each kind its items. `of` are the columns of items (`who`,
 * `causes`; `told` and `spoken`: what its words speak of) and `met` those of cases (`faced`, `cause`).
 */
export function readItems(given, table) {
  const size = given.best.length
  const read = (column) => readColumn(column, size)
  const [who, causes, crisis, topic, cause] = [given.who, given.causes, given.speaks.crisis, given.speaks.topic, given.speaks.cause].map(read)
  const questions = {
    who: joinTerms([[who]]),
    facing: joinTerms([[topic, "topic"], [crisis, "crisis"]]),
    obstacle: joinTerms([[causes]]),
  }
  const of = {
    who: joinColumns([who], questions.who),
    causes: joinColumns([causes], questions.obstacle),
    told: joinColumns([crisis, topic], questions.facing),
    spoken: joinColumns([cause], questions.obstacle),
  }
  const [ofCrisis, ofTopic, ofCause] = ["crisis", "topic", "cause"].map((name) => table.columns.get(name))
  const met = { faced: joinColumns([ofCrisis, ofTopic], questions.facing), cause: joinColumns([ofCause], questions.obstacle) }
  return { of, met, ...placeItems(given, table), ...splitQuestions(questions) }
}

const splitQuestions = (questions) => ({
  terms: Object.fromEntries(Object.entries(questions).map(([name, { terms }]) => [name, terms])),
  index: Object.fromEntries(Object.entries(questions).map(([name, { index }]) => [name, index])),
})

function placeItems(given, table) {
  const size = given.best.length
  const confidence = table.columns.get("confidence")
  const [n, first] = [new Uint32Array(size), new Uint32Array(table.size + 1)]
  const [place, letter, relied] = [new Uint16Array(size), new Uint8Array(size), new Float64Array(size)]
  let at = 0
  given.kinds.split(" ").forEach((letters, number) => {
    const worth = RELIED[confidence.terms[valuesOf(confidence, number)[0]]?.id] ?? 0
    for (let one = 0; one < letters.length; one++, at++) {
      n[at] = number
      place[at] = one
      letter[at] = Number(letters[one])
      relied[at] = worth + (given.best[at] === "1" ? BEST : 0)
    }
    first[number + 1] = at
  })
  const ofPart = PARTS.map((part) => Uint32Array.from(letter.keys()).filter((at) => letter[at] === part.letter))
  return { n, place, relied, first, ofPart }
}
