// A hit as the page shows it: in which language, its title, and an excerpt with what was searched for.

import { fold } from "./folding.js"
import { isForm, UNSPACED } from "./search-query.js"

const EXCERPT = 28
const LETTER = new RegExp(`^[${UNSPACED}]`, "u")

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

/** Where a record says what: its own words, then those in other languages, then the hints by which it is found. */
function layOut(data, length) {
  const own = Number(data.meta.words)
  const title = (data.meta.title ?? "").trim().split(/\s+/).length
  const parts = [{ context: data.meta.context, title: [0, title], text: [title, own] }]
  for (const [language, context, start, end, last] of JSON.parse(data.meta.foreign ?? "[]")) {
    parts.push({ language, context, title: [start, end], text: [end, last] })
  }
  return { parts, hints: [parts.at(-1).text[1], length] }
}

const within = (hits, [from, to]) => [...hits].filter((n) => n >= from && n < to).sort((a, b) => a - b)

/**
 * The language in which a hit is shown: that in whose title most was found, and our own if it is nothing more.
 * What was found in none of our own words, or as much in a language that the reader prefers, is shown in that one.
 */
function choose(parts, all, exact, asked) {
  const weigh = ({ language, title, text }) => {
    const hits = language ? exact : all
    const said = within(hits, title).length + within(hits, text).length
    return [within(hits, title).length, Number(said > 0), Number(language === asked && said > 0)]
  }
  return parts.reduce((best, part) => {
    const [now, then] = [weigh(part), weigh(best)]
    const at = now.findIndex((number, n) => number !== then[n])
    return at >= 0 && now[at] > then[at] ? part : best
  })
}

/** What a hint is about: each is a sentence that begins with the name of a term, a place or somebody. */
function nameSubject(words, n) {
  let start = n
  while (start > 0 && !words[start - 1].endsWith(".")) start--
  let end = start
  while (end < words.length && words[end] !== "also" && !words[end].endsWith(".")) end++
  return words.slice(start, words[end] === "also" ? end : end + 1).join(" ").replace(/[.,]$/, "")
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

/**
 * The hits that are a word of the query itself. Pagefind knows English stems, by which violence is violencia too: in
 * our own words that is a help, but nobody who asks in English wants to be answered in Spanish for it.
 */
const ofQuery = (words, hits, asked) => new Set([...hits].filter((n) => asked.some((word) => isForm(word, words[n]))))

/** The words with the title as it was written: Pagefind ends it with a full stop, and titles have none. */
const sayTitle = (words, [, end]) => words.map((word, n) => (n === end - 1 ? word.replace(/\.$/, "") : word))

/** What a record says, without the words that only tell it apart; they stand last. */
const readWords = (data) => data.content.trim().split(/\s+/).filter((word) => !word.startsWith("zqx"))

/**
 * How well a title fits what is asked: how much of that it says, and whether it says little else. Of the title in all
 * languages the best counts.
 */
export function fitTitle(data, asked) {
  const words = readWords(data)
  const fits = layOut(data, words.length).parts.map(({ title: [from, to] }) => {
    const title = words.slice(from, to)
    // a word of a script without spaces stands there in letters
    const says = (word) => (word.ask === word.text ? title.some((one) => isForm(word, one)) : fold(title.join("")).includes(word.text))
    const telling = title.filter((one) => one.length > 3)
    const exact = telling.length > 0 && telling.every((one) => asked.some((word) => isForm(word, one)))
    return [asked.filter(says).length / asked.length, Number(exact)]
  })
  return fits.sort((a, b) => b[0] - a[0] || b[1] - a[1])[0]
}

/** A hit as the page shows it. Pagefind's content begins with the title: both are cut out of it. */
export function cut(data, locations, asked) {
  const words = readWords(data)
  const hits = new Set(locations)
  const { parts, hints } = layOut(data, words.length)
  const { language, context, title, text } = choose(parts, hits, ofQuery(words, hits, asked.words), asked.language)
  const [from, to] = text
  const inText = within(hits, text)
  let best = from
  let most = 0
  inText.forEach((first, n) => {
    let number = 0
    while (inText[n + number] < first + EXCERPT - 6) number++
    if (number > most) [best, most] = [first, number]
  })
  const start = Math.max(from, Math.min(best - 6, to - EXCERPT))
  const end = Math.min(to, start + EXCERPT)
  // What is found by another name of a term alone says what it is about, by the term's own name: "overpriced"
  // leads to all that is about public buying, and must not stand beside it like an accusation.
  const isSaid = language || inText.length || within(hits, title).length
  const names = isSaid ? [] : within(hits, hints).map((n) => nameSubject(words, n))
  return {
    // a case that was found in another language opens where it stands in it
    address: language && /^cases\/[^#]*$/.test(data.meta.address) ? `${data.meta.address}#summary-${language}` : data.meta.address,
    language,
    context,
    title: mark(sayTitle(words, title), ...title, hits),
    excerpt: mark(words, start, end, hits),
    before: start > from,
    after: end < to,
    names: [...new Set(names)].slice(0, 4),
  }
}
