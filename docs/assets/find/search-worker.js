// The search itself, beside the page: it corrects what was typed, asks Pagefind, and cuts the excerpts.
//
// It is a worker for two reasons. The page's policy forbids WebAssembly, and a worker has the policy of its
// own file, not that of the page. And Pagefind's own worker would after five seconds fall back to the page,
// where a slow line would meet that policy. Here nothing waits for a clock.
//
// In:  {}                                load what every search needs
//      { search, query, exact }          search; `exact` takes the words as they were typed
//      { search, more: kind, from }      further hits of that search
// Out: { groups }                        everything is loaded: how the groups are called and marked
//      { search, found }                 how many there are, and what was searched for
//      { search, kind, hits }            hits of one group
//      { search, done }                  that was all
//      { search, failed }                something could not be loaded
// `search` is the number of a search, by which the page knows whether it still wants the answer.

const ROOT = new URL("../../", import.meta.url)
const FIRST = 3
const MORE = 20
const EXCERPT = 28
/** Words that say nothing alone, in the languages of the book: left out as long as there are others. */
const SILENT = new Set(
  "a an and are as at be by can could did do does for from had has have how i if in is it its me my of on or our should so that the their them they this to us was we were what when where which who why will with would you your al con como cuando de del desde el en es esta la las le les lo los mi mis para por que se sin su sus un una y aos ao com da das do dos e em na nas no nos o os ou para pela pelo por quando sem sua um uma".split(" "),
)

// Pagefind logs a file that could not be loaded and goes on as if it were empty. To a reader that would
// say "nothing found", so we count.
let missed = 0
const ask = self.fetch.bind(self)
async function get(address, how) {
  const answer = await ask(address, how).catch(() => null)
  if (answer?.ok) return answer
  missed++
  throw new Error(`not loaded: ${address}`)
}

// Pagefind asks for its files one after the other, which on a slow line is waiting and nothing else. What it
// will ask for is known, so it is asked for at once and handed over.
const early = new Map()
function begin(path, how) {
  const answer = get(new URL(`pagefind/${path}`, ROOT), how)
  answer.catch(() => {}) // told where it is used
  early.set(path, answer)
  return answer
}
self.fetch = (address, how) => {
  const path = new URL(address, ROOT).pathname.split("/pagefind/").at(-1)
  const waiting = early.get(path)
  early.delete(path)
  return waiting ?? get(address, how)
}

/** Everything a search needs, asked for at once. After a failure the page takes a new worker. */
async function load() {
  begin("wasm.en.pagefind")
  const [{ fold }, spelling, pagefind, wording] = await Promise.all([
    import("./folding.js"),
    import("./spelling.js"),
    import(new URL("pagefind/pagefind.js", ROOT)),
    get(new URL("find/search.json", ROOT)).then((answer) => answer.json()),
    // it names the others, which change with every new case: an old copy would lead to files that are gone
    begin("pagefind-entry.json", { cache: "no-cache" })
      .then((answer) => answer.clone().json())
      .then(({ languages }) => begin(`pagefind.${languages.en.hash}.pf_meta`)),
  ])
  // The context of an item is its case's title, which must not weigh as much as its own.
  const index = pagefind.createInstance({ ranking: { metaWeights: { context: 0, address: 0, words: 0 } } })
  await index.init()
  const kinds = sortOut(index, wording.groups)
  kinds.catch(() => {}) // told where it is used
  return { index, fold, spelling, groups: wording.groups, words: spelling.know(wording.words), kinds }
}

/** Which record is of which kind: each has the word of its kind. */
async function sortOut(index, groups) {
  const found = await Promise.all(groups.map(({ word }) => index.search(word)))
  return new Map(found.flatMap(({ results }, n) => results.map(({ id }) => [id, groups[n].kind])))
}

const loaded = load()
loaded.catch(() => {}) // told to whoever searches

/** The words of a query, folded: "Medellín's" is medellin, "red-tape" is red tape. */
function split({ fold }, query) {
  const words = fold(query).replace(/['’]s(?!\p{L})/gu, "").replace(/['’]/gu, "").match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = words.filter((word) => !SILENT.has(word))
  return telling.length ? telling : words
}

/**
 * Whether the index has a word that is not in our list: a rare one, or another form of a listed one.
 * Pagefind compares stems, and to it "comunity" is a form of "comunes": forms differ in their last two letters.
 */
async function isIndexed({ index, fold }, word) {
  const [first] = (await index.search(`"${word}"`)).results
  if (!first) return false
  const there = fold((await first.data()).content).split(/\s+/)
  return first.words.some((n) => there[n].replace(/^[^\p{L}\p{N}]+/u, "").startsWith(word.slice(0, -2)))
}

/** The words of a query, those that were mistyped set right, and which these were. */
async function mend(all, query) {
  const { spelling, words } = all
  const typed = split(all, query)
  const mended = await Promise.all(
    typed.map(async (word, n) => {
      if (words.has(word) || words.begins(word)) return word
      if (await isIndexed(all, word)) return word
      return spelling.correct(words, word, n === typed.length - 1) ?? word
    }),
  )
  return { words: mended, wrong: typed.filter((word, n) => word !== mended[n]) }
}

/** What has some of the words: first what has most of them, then what fits best. */
async function searchSome(index, words) {
  const merged = new Map()
  for (const { results } of await Promise.all(words.map((word) => index.search(word)))) {
    for (const one of results) {
      const known = merged.get(one.id)
      merged.set(one.id, {
        ...one,
        number: (known?.number ?? 0) + 1,
        score: (known?.score ?? 0) + one.score,
        words: [...(known?.words ?? []), ...one.words],
      })
    }
  }
  return [...merged.values()].sort((a, b) => b.number - a.number || b.score - a.score)
}

/** A text in pieces: [text, whether it was searched for]. */
function mark(words, from, to, hits) {
  const pieces = []
  for (let n = from; n < to; n++) {
    const hit = hits.has(n)
    const last = pieces.at(-1)
    if (last && last[1] === hit) last[0] += ` ${words[n]}`
    else pieces.push([words[n], hit])
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
function guessLanguage(query) {
  if (/[ãõçêôâ]/iu.test(query)) return "pt"
  if (/[ñ¿¡]/iu.test(query)) return "es"
  const small = new Set(query.toLowerCase().split(/[^\p{L}]+/u))
  const count = (words) => words.filter((word) => small.has(word)).length
  const [es, pt] = [count(["el", "la", "los", "las", "del", "y", "con", "una", "en"]), count(["o", "os", "do", "da", "dos", "das", "em", "com", "uma", "não"])]
  if (es !== pt) return es > pt ? "es" : "pt"
  return self.navigator.languages[0]?.slice(0, 2)
}

/** A word without what it has as a plural, in any of the languages. */
const strip = (word) => word.replace(/[^\p{L}\p{N}]/gu, "").replace(/e?s$/, "")

/**
 * The hits that are a word of the query itself. Pagefind knows English stems, by which violence is violencia too: in
 * our own words that is a help, but nobody who asks in English wants to be answered in Spanish for it.
 */
const ofQuery = (words, hits, { fold, words: wanted }) => {
  const typed = new Set(wanted.map(strip))
  return new Set([...hits].filter((n) => typed.has(strip(fold(words[n])))))
}

/** The words with the title as it was written: Pagefind ends it with a full stop, and titles have none. */
const sayTitle = (words, [, end]) => words.map((word, n) => (n === end - 1 ? word.replace(/\.$/, "") : word))

/** A hit as the page shows it. Pagefind's content begins with the title: both are cut out of it. */
function cut(data, locations) {
  const words = data.content.trim().split(/\s+/).slice(0, -1) // the last is the word of its kind
  const hits = new Set(locations)
  const { parts, hints } = layOut(data, words.length)
  const { language, context, title, text } = choose(parts, hits, ofQuery(words, hits, asked), asked.language)
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

let latest = 0
let results = new Map()
/** The latest search: its words, its language, and how a word is folded. */
let asked

async function search(number, query, exact, say) {
  latest = number
  const all = await loaded
  const { words, wrong } = exact ? { words: split(all, query), wrong: [] } : await mend(all, query)
  let found = (await all.index.search(exact ? all.fold(query) : words.join(" "))).results
  const some = !exact && words.length > 1 && found.length === 0
  if (some) found = await searchSome(all.index, words)
  const kinds = await all.kinds
  if (number !== latest) return
  asked = { language: guessLanguage(query), words, fold: all.fold }
  results = new Map(all.groups.map(({ kind }) => [kind, []]))
  // a record without the word of its kind is none of ours
  for (const one of found) results.get(kinds.get(one.id))?.push(one)
  const groups = [...results].map(([kind, { length }]) => ({ kind, total: length })).filter((group) => group.total)
  say({ found: { query, groups, total: found.length, wrong, used: words.join(" "), some } })
  // Group by group and in order, so that the first can be read while the others are on their way.
  const coming = groups.map(({ kind }) => show(kind, 0, FIRST))
  for (const each of coming) each.catch(() => {}) // told when its turn comes
  for (const each of coming) say(await each)
}

/** A hit, or null if there is something about it that we cannot read: one that fails must not take the others away. */
async function open(one) {
  const data = await one.data()
  try {
    return cut(data, one.words)
  } catch {
    return null
  }
}

async function show(kind, from, number) {
  const hits = results.get(kind).slice(from, from + number)
  const shown = await Promise.all(hits.map(open))
  return { kind, hits: shown.filter(Boolean) }
}

self.addEventListener("message", async ({ data: { search: number, query, exact, more, from } }) => {
  const say = (message) => self.postMessage({ search: number, ...message })
  try {
    if (more) say(await show(more, from, MORE))
    else if (query) await search(number, query, exact, say)
    else {
      const { groups, kinds } = await loaded
      say({ groups })
      await kinds
    }
    if (missed) throw new Error("some files could not be loaded")
    say({ done: true })
  } catch (problem) {
    say({ failed: String(problem?.message ?? problem) })
  }
})
