// The index of the search: which records have a word, and what each record says. Of its packs those are fetched that a
// search needs. How they are written stands in hooks/casebook/search/indexing.py.

import { fold } from "./folding.js"
import { Found } from "./search-found.js"
import { split } from "./search-query.js"
import { cutBeginning, cutDeep, cutEnding } from "./word-forms.js"

/** From this strength on a word stands in a title, as in hooks/casebook/search/tokens.py. */
const TITLED = 8
/** How much each strength counts: below TITLED each is the same factor more than the one before. */
const COUNTS = Array.from({ length: 2 * TITLED }, (_, n) => (n < TITLED ? 0.1 * 24 ** (n / 7) : 2.4 + 0.04 * (n - TITLED)))
/** How much it counts that a word is another name of a term that a record carries. */
const BY_NAME = 0.2
/** A form of a word is nearly that word; the beginning of a longer one is it the less, the longer that is. */
const OF_FORM = 0.9
const OF_DEEP = 0.7
const OF_BEGINNING = 0.6
/** So many packs are looked through at most for words that begin alike. */
const MOST_PACKS = 4
/** So many records are read to see whether words stand there one after the other. */
const MOST_READ = 6

const NAME = 10
const AFTER_ALL = "\uffff"

/** Unpacks a file of the index. */
async function unpack(answer) {
  const stream = answer.body.pipeThrough(new DecompressionStream("deflate"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** The last of some sorted entries that is not after what is looked for. */
function findLast(sorted, wanted) {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle] <= wanted) low = middle
    else high = middle - 1
  }
  return low
}

/** The words of a pack: each with the marks of the terms that are called so, and with its records, `number << 4 | strength`. */
function readWords(bytes) {
  let at = 0
  const next = () => {
    let number = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]
      number |= (byte & 127) << shift
      if (byte < 128) return number
    }
  }
  const length = next()
  const spelt = new TextDecoder().decode(bytes.subarray(at, at + length))
  at += length
  return spelt.split(" ").map((entry) => {
    const [word, ...marks] = entry.startsWith("~") ? [entry] : entry.split("~")
    const records = new Uint32Array(next())
    let number = 0
    for (let n = 0; n < records.length; n++) {
      const step = next()
      number += step >>> 4
      records[n] = (number << 4) | (step & 15)
    }
    return { word, marks: marks.map((mark) => `~${mark}`), records }
  })
}

const readTexts = (bytes) =>
  JSON.parse(new TextDecoder().decode(bytes)).map(([address, title, context, text, hints, terms, foreign]) => ({
    hints,
    terms,
    address,
    parts: [{ title, context, text }, ...foreign.map(([language, title, context, text]) => ({ language, title, context, text }))],
  }))

/** The index below an address, by its head; `get(address)` gives an answer of the host, or fails. */
export function openIndex(folder, head, get) {
  const kept = new Map()
  const load = (part, number, read) => {
    const name = `${head[part].files.slice(number * NAME, (number + 1) * NAME)}.${part}`
    if (!kept.has(name)) {
      const coming = get(new URL(name, folder)).then(unpack).then(read)
      // it can be tried again
      coming.catch(() => kept.delete(name))
      kept.set(name, coming)
    }
    return kept.get(name)
  }
  let size = 0
  /** The kinds of records: each with the number of its first, and the number after its last. */
  const kinds = head.kinds.map(([kind, number]) => ({ kind, begin: size, end: (size += number) }))

  /** The entries of all words from one on that begin like it, up to so many packs of them. */
  async function listBeginning(start, wanted = start) {
    const { first } = head.words
    const [from, to] = [findLast(first, start), findLast(first, start + AFTER_ALL)]
    // the word itself before all others
    const at = Math.min(findLast(first, wanted), Math.max(from, to - MOST_PACKS + 1))
    const begin = to - from < MOST_PACKS ? from : at
    const numbers = Array.from({ length: Math.min(to - begin + 1, MOST_PACKS) }, (_, n) => begin + n)
    const packs = await Promise.all(numbers.map((number) => load("words", number, readWords)))
    return packs.flat().filter(({ word }) => word.startsWith(start))
  }

  async function findExactly(word) {
    const pack = await load("words", findLast(head.words.first, word), readWords)
    return pack.find((entry) => entry.word === word) ?? { word, marks: [], records: [] }
  }

  /** The entries of a word, each with how near it is to what was typed; those of letters have to be there all. */
  async function listEntries({ text, ask, signed }) {
    if (signed || text.length === 1) return { entries: [{ entry: await findExactly(text), near: 1 }] }
    if (ask !== text) {
      const letters = [...text]
      const pairs = letters.length > 1 ? letters.slice(1).map((letter, n) => letters[n] + letter) : letters
      return { all: await Promise.all(pairs.map(findExactly)) }
    }
    const [stem, deep] = [cutEnding(text), cutDeep(text)]
    let known = false
    const near = ({ word }) => {
      if (word === text) return 1
      if (cutEnding(word) === stem) return OF_FORM
      if (word.startsWith(text)) return (OF_BEGINNING * text.length) / word.length
      return 0
    }
    const entries = (await listBeginning(cutBeginning(text), text)).map((entry) => {
      const direct = near(entry)
      known ||= direct > 0
      return { entry, near: direct || (cutDeep(entry.word) === deep ? OF_DEEP : 0) }
    })
    // what has only something in common with words of the book is mistyped: volunters
    return { entries: known ? entries.filter((one) => one.near) : [] }
  }

  /** What has a word: how well it fits, its strength in a title, and the marks that are called so. */
  async function find(word) {
    const found = new Found(size)
    const add = (number, score, strength) => found.add(number, score, strength >= TITLED ? strength : 0)
    const { entries = [], all } = await listEntries(word)
    if (all) {
      const [first, ...others] = all.map(({ records }) => new Map(Array.from(records, (one) => [one >>> 4, one & 15])))
      for (const [number, strength] of first) {
        const strengths = [strength, ...others.map((one) => one.get(number))]
        if (!strengths.includes(undefined)) add(number, COUNTS[Math.min(...strengths)], Math.min(...strengths))
      }
    }
    for (const { entry, near } of entries) {
      for (const one of entry.records) add(one >>> 4, near * COUNTS[one & 15], one & 15)
    }
    // what is rare tells more; by its other name a term is found as often as it stands there
    const rarity = Math.log(1 + (size - found.length + 0.5) / (found.length + 0.5))
    const named = new Map(entries.flatMap(({ entry, near }) => entry.marks.map((mark) => [mark, near])))
    await Promise.all([...named].map(async ([mark, near]) => found.addMarked(mark, await numbersOf(mark), near * BY_NAME)))
    found.weigh(rarity)
    return found
  }

  const numbersOf = async (word) => (await findExactly(word)).records.map((one) => one >>> 4)

  /** The records that carry a mark: a term of a vocabulary, or a country. */
  const listCarrying = (mark) => numbersOf(mark)

  /** How many of what is found carry a mark. */
  async function countCarrying(mark, found) {
    let number = 0
    for (const one of (await findExactly(mark)).records) if (found.has(one >>> 4)) number++
    return number
  }

  /** What a record says. */
  async function read(number) {
    const at = findLast(head.texts.first, number)
    return (await load("texts", at, readTexts))[number - head.texts.first[at]]
  }

  /** Whether the book speaks of a name, word for word. */
  async function speaksOf(name) {
    const lists = await Promise.all(split(name).map(({ text }) => numbersOf(text)))
    const sets = lists.map((list) => new Set(list))
    const all = (lists[0] ?? []).filter((number) => sets.every((set) => set.has(number)))
    if (lists.length < 2) return all.length > 0
    const records = await Promise.all(all.slice(0, MOST_READ).map(read))
    return records.some(({ parts, hints }) => fold(JSON.stringify([parts, hints])).includes(name))
  }

  return { size, kinds, find, read, speaksOf, listCarrying, countCarrying }
}
