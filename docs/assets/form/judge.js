// What the checker would say of a draft, as far as a script can tell without the whole book, in the checker's own
// sentences. What it is not sure of it leaves to the checker: a false alarm is worse than none.

import { numberOf } from "../find/site.js"

const isGroup = (value) => value?.constructor === Object
const lengthOf = (text) => [...text].length
const capitalize = (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()

/** What the writer wrote, in quotation marks, on one line and not too long. */
function quote(value, most = 60) {
  const text = String(value).split(/\s+/).filter(Boolean).join(" ")
  const letters = [...text]
  return `"${letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : text}"`
}

const fill = (text, holes) =>
  text.replace(/\{\{|\}\}|\{([\w-]+)\}/g, (found, name) => (name ? holes[name] ?? "" : found[0])).replace(/ {2,}/g, " ").trim()

/** @returns {{ code, severity, path, at, message, help }[]} in the order of the fields; `at` is the field to be filled in */
export function judge({ facts, story }, tree, knows) {
  const found = []
  const say = (name, path, holes = {}, at = path) => {
    const [code, severity, message, help] = knows.say[name]
    found.push({ code, severity, path, at, message: fill(message, holes), help: fill(help, holes) })
  }
  judgeFields(facts, tree, [], say, knows)
  judgeWhole(facts, story, say, knows)
  judgeSources(facts, story, tree, say, knows)
  return found
}

// ---- one field after the other ----

function judgeFields(value, field, path, say, knows) {
  if (value === undefined || value === null) return
  if (Array.isArray(value)) judgeList(value, field, path, say, knows)
  else if (isGroup(value)) judgeGroup(value, field, path, say, knows)
  else judgeValue(value, field, path, say)
}

function nameOf(path, field) {
  const last = path.at(-1)
  return typeof last === "number" ? `Entry ${last + 1} of \`${field.name}\`` : `\`${field.name}\``
}

function judgeList(list, field, path, say, knows) {
  const { minItems: least = 0, uniqueItems } = field.limits ?? {}
  if (list.length < least && field.entry?.holds !== "evidence") say("few", path, { subject: nameOf(path, field), entries: numberOf(list.length, "entry", "entries"), limit: least })
  const written = list.map((one) => JSON.stringify(one))
  const twice = written.findIndex((one, n) => written.indexOf(one) < n)
  if (uniqueItems && twice >= 0) say("twice", path, { written: isGroup(list[twice]) ? "The same entry" : quote(list[twice]), name: field.name })
  if (field.entry) list.forEach((one, n) => judgeFields(one, field.entry, [...path, n], say, knows))
}

function judgeGroup(group, field, path, say, knows) {
  for (const inner of field.fields ?? []) {
    const value = group[inner.name]
    if (value === undefined && inner.required) sayMissing(group, field, inner, path, say, knows)
    judgeFields(value, inner, [...path, inner.name], say, knows)
  }
}

function sayMissing(group, field, inner, path, say, knows) {
  if (inner.name === "id") return // it is made of the title, which is told
  const kind = knows.kinds.find(([name]) => name === path[0])
  if (inner.entry?.holds === "evidence") {
    const noun = kind && field.holds === "item" ? kind[2] : field.title.toLowerCase()
    const name = ["measure", "title", "what", "about", "say", "id"].map((key) => group[key]).find((one) => typeof one === "string")
    return say(kind?.[1] === "result" ? "no-evidence-of-figure" : "no-evidence", path, { item: `The ${noun}${name ? ` ${quote(name)}` : ""}` }, [...path, inner.name])
  }
  const last = path.at(-1)
  const own = typeof last === "number" ? `this ${field.title.charAt(0).toLowerCase()}${field.title.slice(1)}` : `\`${last}\``
  say("missing", [...path, inner.name], { group: capitalize(path.length ? own : "the case"), name: inner.name })
}

const SCHEME = /^([a-z][a-z0-9+.-]*):/i
const HIDDEN = /[^\P{C}\n]|[\u2028\u2029]/u // the checker tells of these alone, and reads on without them
const MAIL = /(?<![^\s(])[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)*@(?:[a-z][a-z0-9-]+\.)+[a-z]{2,24}(?![\w@.-]*[\w@-])/gi

function judgeValue(value, field, path, say) {
  if (typeof value !== "string" || HIDDEN.test(value)) return
  const { minLength: least = 0, maxLength: most = Infinity, pattern } = field.limits ?? {}
  const there = lengthOf(value)
  const told = (limit) => ({ subject: nameOf(path, field), characters: numberOf(there, "character"), limit, are: limit === 1 ? "is" : "are", written: quote(value, 40) })
  if (there < least && value.trim()) say("short", path, told(least))
  else if (there < least) say("empty", path, { subject: nameOf(path, field), characters: numberOf(least, "character") })
  if (there > most) say("long", path, { ...told(most), surplus: numberOf(there - most, "character") })
  // a space that does not belong there is told as such
  const fits = (one) => !pattern || new RegExp(pattern).test(one)
  const isOdd = !fits(value) && !fits(value.replace(/\s/g, " ").trim())
  const name = { date: "no-date", span: "no-date", evidence: "no-piece", lesson: "no-lesson" }[field.holds]
  if (isOdd && name) say(name, path, { written: quote(value) })
  if (["date", "span"].includes(field.holds) && fits(value)) judgeDays(value, path, say)
  if (field.holds === "figure" && value.trim() && !/\p{N}/u.test(value) && there <= 200) say("no-figure", path, { written: quote(value) })
  if (["text", "line", "prose"].includes(field.holds)) judgeText(value, path, say)
  if (field.holds === "url" && !/[<>"\x60{}|\\^]/.test(value)) {
    const scheme = SCHEME.exec(value)?.[1] ?? ""
    if (/\s/.test(value)) say("address", path, { written: quote(value), fault: "has a space in it" })
    else if (!scheme || scheme.includes(".")) say("address", path, { written: quote(value), fault: "does not begin with https:// or http://" })
  }
}

function judgeText(text, path, say) {
  if (/[<\\\x60]|\[\^|\]:/.test(text) || HIDDEN.test(text)) return // something of it may not be shown
  for (const address of new Set(text.match(MAIL))) say("mail", path, { written: quote(address) })
}

/** The first and the last day that a date can mean, as texts that can be compared; null where it is a word. */
function spanOf(date) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(String(date ?? "")) ?? []
  return year ? [`${year}-${month ?? "01"}-${day ?? "01"}`, `${year}-${month ?? "12"}-${day ?? "31"}`] : null
}

function judgeDays(value, path, say) {
  const ends = value.split("/")
  for (const date of ends) {
    const [year, month, day] = date.split("-").map(Number)
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
    if (day > last) return say("no-day", path, { date, last, month: date.slice(0, 7) })
  }
  const [one, other] = ends.map(spanOf)
  if (one && other && one[0] > other[1]) say("span", path, { written: value, better: ends.toReversed().join("/") })
}

// ---- what fields say together ----

function listTexts(value) {
  if (typeof value === "string") return [value]
  return value && typeof value === "object" ? Object.values(value).flatMap(listTexts) : []
}

/** The words of a piece of Markdown as a reader sees them; null where only the checker can tell. */
function readWords(text) {
  const words = text
    .replace(/\[@[\w#.:;@ -]+\]/g, "")
    .replace(/(?<!!)\[([^[\]\n]+)\]\(https?:\/\/[^\s()]+\)/g, "$1")
    .replace(/(?<![\w*])(\*\*?|__?)(?=[^\s*_])([^*_\n]+?)(?<=[^\s*_])\1(?![\w*])/g, "$2")
  if (/[[\]<>|\\&^~\x60*_=@]|\t/.test(words) || HIDDEN.test(words)) return null
  return words.split(/\s+/).filter(Boolean).join(" ").replace(/ ([.,;:!?])/g, "$1")
}

function judgeWhole(facts, story, say, knows) {
  const entries = (name) => (Array.isArray(facts[name]) ? facts[name].map((one, n) => [one, [name, n]]).filter(([one]) => isGroup(one)) : [])
  const { city, failures, no_failures_because: reason, status, period = {}, highlights = {} } = facts
  if (city === null && !facts.city_note) say("no-city-note", ["city"])
  const [there, missing] = ["latitude", "longitude"].toSorted((one) => (city?.[one] === undefined ? 1 : -1))
  if (city?.[there] !== undefined && city[missing] === undefined) say("half", ["city", there], { there, missing })

  const begin = spanOf(period.from)
  const end = spanOf(period.to)
  if (begin && end && begin[0] > end[1]) say("period", ["period", "to"], { end: period.to, start: period.from })
  for (const [event, path] of entries("follow_ups")) {
    const last = spanOf(String(event.when ?? "").split("/").at(-1))
    if (begin && last && last[1] < begin[0]) say("too-early", [...path, "when"], { when: event.when, start: period.from })
  }
  if (status?.is && status.is !== "unknown" && !entries("follow_ups").some(([event]) => event.status)) {
    say("no-event", ["status", "is"], { is: quote(status.is), plain: status.is })
  }
  if (failures?.length === 0 && !reason) say("no-reason", ["failures"])
  if (failures?.length && reason) say("needless-reason", ["no_failures_because"])
  for (const [{ cause, certainty }, path] of entries("failures")) {
    if (cause === "not-known" && certainty && certainty !== "open") say("closed-cause", [...path, "certainty"], { certainty })
    if (certainty === "open" && cause && cause !== "not-known") say("open-cause", [...path, "certainty"], { cause })
  }

  const marked = knows.kinds.filter(([, , , , mark]) => mark)
  for (const [name, id, noun, plural] of marked) {
    const ids = [...new Set(entries(name).map(([one]) => one.id).filter(Boolean))]
    if (ids.length > 1 && highlights[id] === undefined) {
      say("no-highlight", facts.highlights ? ["highlights"] : [name], { items: numberOf(ids.length, noun, plural), kind: id, first: ids[0] }, ["highlights", id])
    }
  }
  for (const [one, path] of [[facts, []], ...marked.flatMap(([name]) => entries(name))]) {
    if (/[\p{L}\p{N}_]{3}\.\s*$/u.test(one.title ?? "") && !/\betc\.\s*$/.test(one.title)) say("full-stop", [...path, "title"], { written: quote(one.title) })
  }

  if (!isStub(facts, knows)) {
    for (const [actor, path] of entries("actors")) if (!actor.evidence) say("no-evidence-of-actor", path, { item: quote(actor.name ?? "") }, [...path, "evidence"])
    for (const [{ seen, title = "" }, path] of entries("sources")) if (!seen) say("not-seen", path, { title: quote(title) }, [...path, "seen"])
  }
  judgeStory(facts, story, say, knows)
}

const isStub = (facts, { weighty }) => !weighty.some((name) => facts[name]?.length)

/** Each piece of evidence of the facts with its path. */
function listEvidence(value, field, path = []) {
  if (field?.holds === "evidence") return [[path, value]]
  if (Array.isArray(value)) return value.flatMap((one, n) => listEvidence(one, field?.entry, [...path, n]))
  return isGroup(value) ? (field?.fields ?? []).flatMap((inner) => listEvidence(value[inner.name], inner, [...path, inner.name])) : []
}

const PIECE = /^([a-z0-9]+(?:-[a-z0-9]+)*)(#|$)/

/** Whether something rests on each source, and whether each is there on which something rests. */
function judgeSources(facts, story, tree, say, knows) {
  const sources = Array.isArray(facts.sources) ? facts.sources : []
  const ids = sources.map((one) => one?.id)
  const loose = [...story.matchAll(/@([a-z0-9]+(?:-[a-z0-9]+)*)/g)].map(([, id]) => id)
  const stub = isStub(facts, knows)
  if (!stub) {
    const used = new Set([...listTexts({ ...facts, sources: null }).map((text) => text.split("#")[0]), ...loose])
    ids.forEach((id, n) => { if (id && !used.has(id)) say("unused", ["sources", n, "id"], { id: quote(id), plain: id }, ["sources", n]) })
  }
  // what a story with code or HTML in it cites, only the checker can tell
  if (!sources.length || (loose.length && /[<\\\x60~]|^( {4}|\t)/m.test(story))) return
  const cited = [...story.matchAll(/\[(@[^[\]]{1,400})\]/g)].flatMap(([, all]) => all.split(";").map((one) => [["story"], /^@([a-z0-9#.-]+)$/.exec(one.trim())?.[1]]))
  const pieces = [...listEvidence(facts, tree), ...cited]
    .map(([path, text]) => [path, PIECE.exec(text ?? "")?.[1]]).filter(([, id]) => id)
  const named = new Set(pieces.map(([, id]) => id))
  // where a source is left over, that may be the one that is meant, and it is told as such
  if (!stub && ids.some((id) => !named.has(id))) return
  const gone = [...named].filter((id) => !ids.includes(id) && !knows.shared.includes(id))
  if (gone.length === 1 && ids.includes(undefined)) return // the source is there, and has no name yet
  const told = new Set()
  for (const [path, id] of pieces) {
    if (!gone.includes(id) || told.has(`${path} ${id}`)) continue
    told.add(`${path} ${id}`)
    say("dangling", path, { id: quote(id) }, path.slice(0, path[0] === "story" ? 1 : -1))
  }
}

const NOT_YET = /TODO|TBD|FIXME|x{4}|lorem|example\.|no response|\.{3}|…/i

function judgeStory(facts, story, say, knows) {
  const [least, most] = knows.words
  const [fewer, more] = knows.good
  judgeText(story, ["story"], say)
  const plain = readWords(story.replace(/^ {0,3}(?:#{1,6} |[-+*] |\d+[.)] )/gm, ""))
  const words = plain?.split(" ").filter((one) => /[\p{L}\p{N}]/u.test(one)).length
  const told = { words: numberOf(words ?? 0, "word"), least: fewer, most: more }
  if (words === 0) say("no-story", ["story"], told)
  else if (words < least) say("story-short", ["story"], told)
  else if (words > most) say("story-long", ["story"], told)
  const source = facts.sources?.find((one) => one.id)?.id
  // what stands in a block of code or of HTML can go on over a blank line
  if (!source || /^ {0,3}(\x60{3}|~{3}|<)/m.test(story)) return
  for (const part of story.split(/\n[^\S\n]*\n/)) {
    // lists, tables and what leads to them are read by the checker, and so is what may be meant as a citation
    if (/^ |:\s*$|^\s*([-+*#>:=]|\d+[.)])/m.test(part) || part.includes("@") || NOT_YET.test(part)) continue
    const said = readWords(part)
    if (/[\p{L}\p{N}]/u.test(said ?? "")) say("uncited", ["story"], { words: quote(said, 50), source })
  }
}
