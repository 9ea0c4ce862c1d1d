// The search itself, beside the page: it asks the index for what was typed, and cuts the excerpts. Whatever it has to
// read and to sort, the field takes the next letter at once.
//
// In:  {}                                load what every search needs
//      { search, query }                 search
//      { search, more: kind, from }      further hits of that search
// Out: { groups, examples }              everything is loaded: how the groups are called and marked, and what one may try
//      { search, found }                 how many there are of which kind, in the order in which they come; what was
//                                        not found, and where that leads on to
//      { search, kind, hits }            hits of one group
//      { search, done }                  that was all
//      { search, failed }                something could not be loaded
// `search` is the number of a search, by which the page knows whether it still wants the answer.

const ROOT = new URL("../../", import.meta.url)
const FIRST = 3
const MORE = 20
/** What comes within so many ms is said together, so that the page is drawn once. */
const TOGETHER = 30
/** A group stands before the others if its best title says at least this much of what was asked. */
const LEADS = 0.5

async function get(address, how) {
  const answer = await fetch(address, how)
  if (!answer.ok) throw new Error(`not loaded: ${address}`)
  return answer
}

const kept = new Map()
/** A file of the site that only some searches need. */
function getLater(name) {
  if (!kept.has(name)) kept.set(name, get(new URL(`find/${name}.json`, ROOT)).then((answer) => answer.json()))
  return kept.get(name)
}

/** Everything a search needs, asked for at once. After a failure the page takes a new worker. */
async function load() {
  const folder = new URL("find/index/", ROOT)
  const [head, { openIndex }, reading, hitting, wording] = await Promise.all([
    // it names the others, which change with every new case: an old copy would lead to files that are gone
    get(new URL("head.json", folder), { cache: "no-cache" }).then((answer) => answer.json()),
    import("./search-index.js"),
    import("./search-query.js"),
    import("./search-hit.js"),
    get(new URL("find/search.json", ROOT)).then((answer) => answer.json()),
  ])
  return { index: openIndex(folder, head, get), ...reading, ...hitting, ...wording }
}

const loaded = load()
loaded.catch(() => {}) // told to whoever searches

/** The words of the book, loaded when one was typed that the index does not have. */
async function spell() {
  const [spelling, { words }] = await Promise.all([import("./spelling.js"), getLater("spelling")])
  return { spelling, list: spelling.know(words) }
}

/** What a search without an answer, or with too many, leads on to; and what it shows instead. */
async function leadOn(all, query, { known, unknown, results, offer }, some) {
  const onward = await import("./search-onward.js")
  const lead = { found: results, offer, place: null, meant: [], narrow: [] }
  const many = results.length > onward.MANY
  if (results.length <= onward.FEW || some || unknown.length) {
    const place = await onward.findNoCase(all.index, query, await getLater("places"))
    const others = place ? known.filter(({ text }) => !place.words.includes(text)) : []
    const isAlone = place && !others.length && !place.isSpoken
    if (place) lead.place = { name: place.name, near: isAlone ? place.near : "" }
    // the name of a place is spelt right
    if (place && !place.words.every((word) => offer.split(" ").includes(word))) lead.offer = ""
    if (isAlone) lead.found = place.results
    // what has the other words is nearer than what has the name of the place by chance
    else if (others.length && some) lead.found = await all.searchAll(all.index, others)
    if (!lead.found.length && !isAlone) lead.found = results
  }
  if (some || unknown.length || (many && known.length > 1)) {
    const [{ makeReader }, words] = await Promise.all([import("./understand.js"), getLater("words")])
    lead.meant = onward.findMeant(makeReader, words, query)
  }
  if (many && !some) lead.narrow = await onward.narrowDown(all.index, all.terms, results, known.map(({ text }) => text))
  return lead
}

let latest = 0
let results = new Map()
/** The latest search: its words and its language. */
let asked

/** Whether something is there soon. */
function comesSoon(promise) {
  const wait = new Promise((done) => setTimeout(done, TOGETHER, false))
  return Promise.race([promise.then(() => true), wait])
}

async function search(number, query, say) {
  latest = number
  const all = await loaded
  const read = await all.readQuery(all.index, query, spell)
  const some = read.known.length > 1 && read.results.length === 0
  if (some) read.results = await all.searchSome(all.index, read.known)
  const { found, ...lead } = await leadOn(all, query, read, some)
  if (number !== latest) return
  asked = { language: all.guessLanguage(query), words: read.known }
  results = new Map(all.groups.map(({ kind }) => [kind, []]))
  for (const one of found) results.get(all.index.kindOf(one.id)).push(one)
  const groups = order(all, [...results].filter(([, hits]) => hits.length).map(([kind, { length }]) => ({ kind, total: length })))
  const used = read.known.map(({ text }) => text).join(" ")
  const unknown = read.unknown.map(({ text }) => text)
  const told = [{ found: { query, groups, total: found.length, unknown, used, some, ...lead } }]
  const tell = () => told.splice(0).forEach(say)
  // The first can be read while the others are on their way, and they do not take the line from it.
  const [coming, ...others] = groups.map(({ kind }) => () => show(kind, 0, FIRST))
  const first = coming?.()
  if (!first || !(await comesSoon(first))) tell()
  if (first) told.push(await first)
  if (number !== latest) return
  const rest = others.map((begin) => begin())
  for (const each of rest) each.catch(() => {}) // told when its turn comes
  await comesSoon(Promise.allSettled(rest))
  tell()
  for (const each of rest) say(await each)
}

/** The groups as they are to stand: that whose best title fits what was asked best is the first, before any is shown. */
function order({ fitTitle }, groups) {
  if (!asked.words.length) return groups
  const fits = groups.map(({ kind }) => {
    const shown = results.get(kind).slice(0, FIRST).map((one) => fitTitle(one, asked.words))
    return shown.sort((a, b) => b[0] - a[0] || b[1] - a[1])[0]
  })
  let first = 0
  fits.forEach(([said, exact], n) => {
    const [most, best] = fits[first]
    if (said > most || (said === most && exact > best)) first = n
  })
  if (fits[first]?.[0] >= LEADS) groups.unshift(...groups.splice(first, 1))
  return groups
}

/** A hit, or null if there is something about it that we cannot read: one that fails must not take the others away. */
async function open({ index, cut }, one) {
  const record = await index.read(one.id)
  try {
    return cut(record, one, asked)
  } catch {
    return null
  }
}

async function show(kind, from, number) {
  const all = await loaded
  const hits = results.get(kind).slice(from, from + number)
  const shown = await Promise.all(hits.map((one) => open(all, one)))
  return { kind, hits: shown.filter(Boolean) }
}

self.addEventListener("message", async ({ data: { search: number, query, more, from } }) => {
  const say = (message) => self.postMessage({ search: number, ...message })
  try {
    if (more) say(await show(more, from, MORE))
    else if (query) await search(number, query, say)
    else {
      const { groups, examples } = await loaded
      say({ groups, examples })
    }
    say({ done: true })
  } catch (problem) {
    say({ failed: String(problem?.message ?? problem) })
  }
})
