// The search itself, beside the page: it asks the index for what was typed, and cuts the excerpts. Whatever it has to
// read and to sort, the field takes the next letter at once.
//
// In:  {}                                load what every search needs
//      { search, query, whole }          search; with the hits of each group, so many as `whole` says by its kind, or else
//                                        with the first ones of those groups that one sees first
//      { search, first: kind }           the first hits of another group of that search
//      { search, more: kind, from }      further hits of a group
// Out, in lists of what is told at once:
//      { groups, examples }              everything is loaded: how the groups are called and marked, and what one may try
//      { search, found }                 how many there are of which kind, in the order in which they come; what was
//                                        not found, and where that leads on to
//      { search, kind, from, hits }      hits of one group, and how many of it come before them
//      { search, lost }                  the group of which further hits could not be loaded
//      { search, narrow }                the terms by which much that was found can be narrowed down
//      { search, done }                  that was all
//      { search, failed }                something could not be loaded
// `search` is the number of a search, by which the page knows whether it still wants the answer.

const ROOT = new URL("../../", import.meta.url)
const FIRST = 3
const MORE = 20
/** From this many results on one is offered to narrow them down. */
const MANY = 60
/** With so few results it is worth a file to see whether a place was named that no case has. */
const FEW = 25
/** So many groups one sees first: whoever never comes to the others need not load what they say. */
const SEEN = 1
/** What comes within so many ms is told at once, so that the page is drawn once. */
const TOGETHER = 50
/** Where the words come within so many ms, the line is quick enough for all hits at a time. */
const QUICK = 150
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
    // what these need comes with them
    import("./folding.js"),
    import("./search-found.js"),
    import("./word-forms.js"),
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

/** What leads on from a search; what that needs comes with it. */
async function loadOnward() {
  const [onward] = await Promise.all([import("./search-onward.js"), import("./regions.js"), import("./site.js")])
  return onward
}

/** Whether so much is found that it is worth to narrow it down. */
const isMuch = (found, some) => found.length > MANY && !some

/** What a search without an answer leads on to, and what it shows instead. */
async function leadOn(all, query, { known, unknown, results, offer }, some) {
  const lead = { found: results, offer, place: null, meant: [] }
  const isMeant = some || unknown.length > 0 || (isMuch(results, some) && known.length > 1)
  const mayBePlace = results.length <= FEW || some || unknown.length > 0
  if (!isMeant && !mayBePlace) return lead
  const onward = await loadOnward()
  if (mayBePlace) {
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
  if (isMeant) {
    const [{ makeReader }, words] = await Promise.all([import("./understand.js"), getLater("words")])
    lead.meant = onward.findMeant(makeReader, words, query)
  }
  return lead
}

/** The terms by which what was found is narrowed down, as soon as they are known; what was found stands without them. */
async function narrowDown(all, found, known) {
  try {
    const onward = await loadOnward()
    return { narrow: await onward.narrowDown(all.index, all.terms, found, known.map(({ text }) => text)) }
  } catch {
    return { narrow: [] }
  }
}

let latest = 0
/** What the latest search found, and what it asked for: its words and its language. */
let results
let asked

async function search(number, query, whole, say) {
  latest = number
  const begun = performance.now()
  const all = await loaded
  const read = await all.readQuery(all.index, query, spell)
  const isQuick = performance.now() - begun < QUICK
  const some = read.known.length > 1 && read.results.length === 0
  if (some) read.results = await all.searchSome(all.index, read.known)
  const { found, ...lead } = await leadOn(all, query, read, some)
  if (number !== latest) return
  asked = { language: all.guessLanguage(query), words: read.known }
  results = found
  const totals = all.groups.map(({ kind }) => ({ kind, total: found.count(...reach(all.index, kind)) }))
  const groups = order(all, totals.filter(({ total }) => total))
  const used = read.known.map(({ text }) => text).join(" ")
  const unknown = read.unknown.map(({ text }) => text)
  const isNarrowed = isMuch(read.results, some)
  say({ found: { query, groups, total: found.length, unknown, used, some, isNarrowed, ...lead } })
  if (!groups.length) return
  const [first, ...others] = groups.slice(0, whole ? groups.length : SEEN).map(({ kind }) => () => show(kind, 0, whole?.[kind] ?? FIRST))
  const parts = [first()]
  // on a slow line the others do not take it from the first, which can be read while they are on their way
  if (!isQuick) await parts[0]
  if (number !== latest) return
  if (isNarrowed) parts.push(narrowDown(all, read.results, read.known))
  parts.push(...others.map((each) => each()))
  for (const each of parts) each.catch(() => {}) // told when its turn comes
  for (const each of parts) say(await each)
}

/** Between which numbers the records of a kind stand. */
function reach(index, kind) {
  const { begin, end } = index.kinds.find((one) => one.kind === kind)
  return [begin, end]
}

/** So many hits of a kind, in their order. */
const list = (index, kind, from, number) => results.list(...reach(index, kind), from + number).slice(from)

/** The groups as they are to stand: that whose best title fits what was asked best is the first, before any is shown. */
function order({ index, fitTitle }, groups) {
  if (!asked.words.length) return groups
  const fits = groups.map(({ kind }) => {
    const shown = list(index, kind, 0, FIRST).map((one) => fitTitle(one, asked.words))
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
  const hits = list(all.index, kind, from, number)
  const shown = await Promise.all(hits.map((one) => open(all, one)))
  return { kind, from, hits: shown.filter(Boolean) }
}

/** Tells the page what there is of a search: what comes within a moment at once. */
function makeTeller(search) {
  let told = []
  let timer = 0
  const tell = () => {
    clearTimeout(timer)
    timer = 0
    self.postMessage(told)
    told = []
  }
  const say = (part) => {
    told.push({ search, ...part })
    timer ||= setTimeout(tell, TOGETHER)
  }
  const end = (part) => {
    say(part)
    tell()
  }
  return { say, end }
}

self.addEventListener("message", async ({ data: { search: number, query, whole, first, more, from } }) => {
  const { say, end } = makeTeller(number)
  try {
    if (first || more) say(await (first ? show(first, 0, FIRST) : show(more, from, MORE)).catch(() => ({ lost: first ?? more })))
    else if (query) await search(number, query, whole, say)
    else {
      const { groups, examples } = await loaded
      say({ groups, examples })
    }
    end({ done: true })
  } catch (problem) {
    end({ failed: String(problem?.message ?? problem) })
  }
})
