// Drafts are kept in the browser, one entry each, so that a broken one harms no other. What is typed is in the store
// within half a second, and at once when the page is hidden. What finds no room stays here, is said, and is tried again.
// Nothing is ever written over that somebody else has typed: where two tabs have written, both drafts stay.
//
// A draft is { id, name, schema, started, changed, copied, kind, facts, story, left, from, wish, answers, sent, aside }:
// `name` is what somebody calls it here, `schema` the version of the fields that it was written with, `changed` when the
// last word was typed, `copied` when it was last saved as a file, `kind` stub, full or interview, `left` what today's
// fields have no place for ([{ path, value }]), `from` the published case that it changes ({ id, path, revision }),
// `wish` what of the list of what is wanted it was begun for ({ of, says, facts, part }): `facts` is what was filled in,
// `part` the part of the world; `answers` what was said in an interview,
// `sent` how it left ({ on, way }), `aside` the draft from which it was parted when two tabs had written. Times are ISO
// texts. One that cannot be read is { id, broken } with its text.
//
//   newDraft(…)         a draft with nothing in it
//   openStore()         list, load, save, amend, remove: `save` throws StoreProblem where nothing can be kept
//   keep(…)             saves a draft as it changes, holds it against other tabs, and tells its state
//   fitToFields(…)      puts aside what today's fields have no place for; nothing is thrown away
//   needsCopy(…)        why it is time to ask for a copy as a file, if it is
//   isStale, isSent, mayGo, sayWhen   what a page says of a draft

const KEY = "casebook-draft-"
const DAY = 86_400_000
/** So many milliseconds after the last change a draft is in the store. */
export const PAUSE = 400
/** So many minutes of work without a copy as a file are enough to ask for one. */
const MINUTES = 10
/** So many days a draft that was sent stays before its deletion is offered. */
export const DAYS_SENT = 90
/** A page that is loaded again may ask for its draft before the browser has taken it from the page before. */
const PATIENCE = 250

const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value)
const isFull = ({ name }) => /quota/i.test(name)
const now = () => new Date().toISOString()

const makeId = () =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16).padStart(2, "0")).join("")

/** A new draft, of one of the kinds. */
export const newDraft = (kind, more = {}) => ({
  id: makeId(), schema: "", started: now(), changed: now(), copied: null, kind, facts: {}, story: "", left: [], from: null, answers: {}, sent: null, ...more,
})

/** Why a draft could not be kept: `full` or `closed`. */
export class StoreProblem extends Error {
  constructor(reason) {
    super(reason)
    this.reason = reason
  }
}

function findStorage() {
  try {
    const storage = localStorage
    try {
      storage.setItem(`${KEY}try`, "")
      storage.removeItem(`${KEY}try`)
    } catch (problem) {
      if (!isFull(problem)) return null // a full one can still be read
    }
    return storage
  } catch {
    return null
  }
}

function readDraft(id, text) {
  try {
    const draft = JSON.parse(text)
    const { facts, story = "", left = [] } = draft
    if (isGroup(facts) && typeof story === "string" && Array.isArray(left)) return { ...draft, id, story, left }
  } catch {
    // it is shown as it is
  }
  return { id, broken: text }
}

/** The drafts of this browser. Without a storage they last as long as the page: `lasts` tells. */
export function openStore(storage = findStorage()) {
  // what found no room, by its key, with the text that it is to take the place of
  const waiting = new Map()
  const keys = () => [...Array.from({ length: storage?.length ?? 0 }, (_, n) => storage.key(n)), ...waiting.keys()]
  const stored = (id) => storage?.getItem(KEY + id) ?? null
  const find = (id) => waiting.get(KEY + id)?.text ?? stored(id)

  function write(key, text) {
    waiting.set(key, { text, over: storage?.getItem(key) ?? null })
    if (!storage) throw new StoreProblem("closed")
    try {
      storage.setItem(key, text)
    } catch (problem) {
      throw new StoreProblem(isFull(problem) ? "full" : "closed")
    }
    waiting.delete(key)
  }

  const tryWrite = (key, text) => {
    try {
      write(key, text)
      return true
    } catch {
      return false // it stays here, and is listed
    }
  }

  const store = {
    lasts: storage !== null,
    /** All drafts, the last changed first. */
    list() {
      const ids = new Set(keys().filter((key) => key.startsWith(KEY)).map((key) => key.slice(KEY.length)))
      const drafts = [...ids].map((id) => ({ ...store.load(id), size: new Blob([find(id)]).size }))
      return drafts.sort((one, other) => String(other.changed ?? "").localeCompare(String(one.changed ?? "")))
    },
    load: (id) => (find(id) === null ? null : readDraft(id, find(id))),
    /** What is really in the storage, where another tab may have written. */
    loadStored: (id) => (stored(id) === null ? null : readDraft(id, stored(id))),
    save(draft) {
      write(KEY + draft.id, JSON.stringify(draft))
      // there is room again: what waited goes in too, if nobody has written there since
      for (const [key, { text, over }] of waiting) if (storage.getItem(key) === over) tryWrite(key, text)
    },
    /** Change what is not typed, such as its name; gives whether it could be kept. */
    amend: (id, more) => tryWrite(KEY + id, JSON.stringify({ ...store.load(id), ...more })),
    /** Take it away; gives what puts it back. */
    remove(id) {
      const text = find(id)
      storage?.removeItem(KEY + id)
      waiting.delete(KEY + id)
      return () => tryWrite(KEY + id, text)
    },
    /** Part a draft from the one that another tab has: under another id it becomes one of its own. */
    setAside(draft, id) {
      waiting.delete(KEY + draft.id)
      return tryWrite(KEY + id, JSON.stringify({ ...draft, id, aside: draft.id }))
    },
    /** What would be lost with the page: [key, text] of each draft that found no room and is in no file either. */
    listUnkept() {
      const isSafe = ({ copied, changed }) => copied >= changed
      return [...waiting].map(([key, { text }]) => [key, text]).filter(([, text]) => !isSafe(JSON.parse(text)))
    },
  }
  return store
}

const guarded = new WeakSet()

/** While something would be lost with the page, the browser asks before it goes; and rescue.js hears what it is. */
function guard(store) {
  if (guarded.has(store)) return
  guarded.add(store)
  addEventListener("beforeunload", (event) => { if (store.listUnkept().length) event.preventDefault() })
  addEventListener("casebook:rescue", ({ detail }) => { for (const [key, text] of store.listUnkept()) detail.set(key, text) })
}

// ---- a draft in hand ----

/**
 * Keep a draft while it is worked on. States are told as `saved` (when), `unsaved` (full or closed), `elsewhere` (another
 * tab has it) and `lost` (another tab has written in it or taken it over). After the last two nothing is written into it from
 * here until `take` is called.
 */
export function keep(store, draft, tell) {
  let timer = 0
  let isMine = true
  let isOver = false
  let release = () => {}
  let aside = makeId()
  const readChanged = () => store.loadStored(draft.id)?.changed
  let known = readChanged() // of what is stored, as far as this tab knows
  const isUnsaved = () => draft.changed !== known

  /** What was typed here while another tab has the draft becomes a draft of its own. */
  function part() {
    store.setAside(draft, aside)
    known = draft.changed
  }

  function lose(state) {
    if (!isMine || isOver) return
    isMine = false
    clearTimeout(timer)
    if (isUnsaved()) part()
    tell(state)
  }

  function save() {
    clearTimeout(timer)
    timer = 0
    if (!isMine) return isUnsaved() ? part() : undefined
    const there = store.loadStored(draft.id)
    if (there && there.broken === undefined && there.changed !== known) return lose("lost")
    // a name that it got, or a copy that was made, in the list of another tab
    if (there?.name !== undefined) draft.name = there.name
    if (there?.copied > (draft.copied ?? "")) draft.copied = there.copied
    try {
      store.save(draft)
      known = draft.changed
      persist()
      tell("saved", known)
    } catch (problem) {
      if (!(problem instanceof StoreProblem)) throw problem
      tell("unsaved", problem.reason)
    }
  }

  /** One tab holds a draft. Where a browser knows no locks, what is stored tells of another tab. */
  function hold(options, again = true) {
    navigator.locks?.request(KEY + draft.id, options, (lock) => {
      if (isOver) return null
      if (lock) return new Promise((done) => { release = done })
      if (again) setTimeout(() => { if (!isOver && isMine) hold(options, false) }, PATIENCE)
      else lose("elsewhere")
      return null
    }).catch(({ name }) => { if (name === "AbortError") lose("lost") })
  }

  const flush = () => { if (isUnsaved()) save() }
  const listeners = {
    visibilitychange: () => { if (document.hidden) flush() },
    pagehide() { flush(); release() },
    /** A page that comes back from where the browser had put it: another tab may have written since. */
    pageshow({ persisted }) {
      if (!persisted || !isMine) return
      if (readChanged() !== known) lose("lost")
      else hold({ ifAvailable: true })
    },
    storage({ key, newValue }) {
      if (key === KEY + draft.id && newValue !== null && readChanged() !== known) lose("lost")
    },
    "casebook:rescue"({ detail }) { if (isMine && isUnsaved()) detail.set(KEY + draft.id, JSON.stringify(draft)) },
  }
  guard(store)
  for (const [name, hear] of Object.entries(listeners)) addEventListener(name, hear)
  hold({ ifAvailable: true })

  return {
    /** Something was typed. */
    touch() {
      draft.changed = now()
      clearTimeout(timer)
      timer = setTimeout(save, PAUSE)
    },
    save,
    /** Work on it here, from the state in which the other tab has left it: the draft becomes that. */
    take() {
      const kept = store.loadStored(draft.id)
      if (kept && kept.broken === undefined) {
        for (const name of Object.keys(draft)) delete draft[name]
        Object.assign(draft, kept)
      }
      known = readChanged()
      aside = makeId()
      isMine = true
      hold({ steal: true })
      // so that another tab hears of it in a browser without locks
      draft.changed = now()
      save()
      return draft
    },
    /** The draft is left: what is not stored yet is stored now. */
    stop() {
      flush()
      isOver = true
      clearTimeout(timer)
      release()
      for (const [name, hear] of Object.entries(listeners)) removeEventListener(name, hear)
    },
  }
}

// ---- fields that have changed ----

/**
 * Put aside what today's fields have no place for, such as a field or a term that is no longer there.
 * `isTerm(vocabulary, id)` tells which terms there are.
 */
export function fitToFields(draft, tree, isTerm) {
  const left = [...(draft.left ?? [])]
  const keepOnly = (known, all) => (known.length || !all.length ? known : undefined)
  function fit(value, field, path) {
    if (value === null || value === undefined) return value
    if (field.entry && Array.isArray(value)) {
      return keepOnly(value.map((one, n) => fit(one, field.entry, [...path, n])).filter((one) => one !== undefined), value)
    }
    if (field.fields && isGroup(value)) {
      const all = Object.entries(value)
      const known = all.map(([name, one]) => {
        const inner = field.fields.find((each) => each.name === name)
        if (!inner) left.push({ path: [...path, name], value: one })
        return [name, inner && fit(one, inner, [...path, name])]
      })
      const kept = keepOnly(known.filter(([, one]) => one !== undefined), all)
      return kept && Object.fromEntries(kept)
    }
    const isOdd = typeof value === "object" || field.fields || field.entry
    const isGone = field.holds === "term" ? field.vocabulary && !isTerm(field.vocabulary, value) : field.choices && !field.choices.includes(value)
    if (!isOdd && !isGone) return value
    left.push({ path, value })
    return undefined
  }
  draft.facts = fit(draft.facts, tree, []) ?? {}
  draft.left = left
  return draft
}

// ---- what a page says of a draft ----

let isRefused = false
let isAsked = false

/** Ask the browser once not to clear the drafts when it is short of room. */
async function persist() {
  if (isAsked) return
  isAsked = true
  try {
    isRefused = !((await navigator.storage.persisted()) || (await navigator.storage.persist()))
  } catch {
    isRefused = true // an old browser, or a page that is not safe: nothing is promised
  }
}

/** Whether a browser clears what a page keeps when nobody comes back for seven days: those of Apple do. */
const isForgetful = (agent) => /Safari/.test(agent) && !/Chrom|Android/.test(agent)

/** Why to ask for a copy as a file, after ten minutes of work without one: `forgets`, `refused`, or "" where there is no need. */
export function needsCopy(draft, time = new Date(), agent = navigator.userAgent, refused = isRefused) {
  const since = draft.copied ?? draft.started
  if (isSent(draft) || !(draft.changed > since) || time - new Date(since) < MINUTES * 60_000) return ""
  return isForgetful(agent) ? "forgets" : refused ? "refused" : ""
}

/** Whether the case on the site is another than the one from which the draft began. */
export const isStale = ({ from }, published) => Boolean(from && published) && published.revision !== from.revision

/** Whether a draft has left as it is: nothing was typed since. */
export const isSent = ({ sent, changed }) => Boolean(sent) && !(changed > sent.on)

/** Whether a draft was sent so long ago that its deletion is offered. */
export const mayGo = (draft, time = new Date()) => isSent(draft) && time - new Date(draft.sent.on) > DAYS_SENT * DAY

/** A time as one says it: today's hour, a day of the last week, or a date. */
export function sayWhen(text, time = new Date()) {
  const then = new Date(text)
  const hour = then.toLocaleTimeString("en-GB", { timeStyle: "short" })
  if (then.toDateString() === time.toDateString()) return hour
  if (time > then && time - then < 6 * DAY) return `${then.toLocaleDateString("en-GB", { weekday: "long" })}, ${hour}`
  return then.toLocaleDateString("en-GB", { dateStyle: "long" })
}
