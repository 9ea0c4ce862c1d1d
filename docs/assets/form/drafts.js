// Drafts are kept in the browser, one entry each, so that a broken one harms no other. What is typed is in the store
// within half a second and at once when the page is hidden; what cannot be stored stays here and is said.
//
// A draft is { id, schema, started, changed, copied, kind, facts, story, left, from, answers, sent }: `schema` is the
// version of the fields that it was written with, `left` what today's fields have no place for ([{ path, value }]),
// `from` the published case that it changes ({ id, path, revision }), `copied` when it was last saved as a file,
// `answers` what was said in an interview, `sent` how it left ({ on, way }). Times are ISO texts.
//
//   openStore()      list, load, save, remove, restore: throws StoreProblem where nothing can be kept
//   keep(…)          saves a draft as it changes, holds it against other tabs, and tells its state
//   fitToFields(…)   puts aside what today's fields have no place for; nothing is thrown away
//   needsCopy(…)     whether it is time to ask for a copy as a file

const KEY = "casebook-draft-"
const DAY = 86_400_000
/** So long after the last change a draft is in the store. */
export const PAUSE = 400
/** So many minutes of typing without a copy as a file are enough to ask for one. */
const MINUTES = 10
/** So many days a draft that was sent stays before its deletion is offered. */
export const DAYS_SENT = 90

/** Why a draft could not be kept: `full` or `closed`. */
export class StoreProblem extends Error {
  constructor(reason) {
    super(reason)
    this.reason = reason
  }
}

/** A new draft, of one of the kinds. */
export function newDraft(kind, more = {}) {
  const now = new Date().toISOString()
  const id = [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16).padStart(2, "0")).join("")
  return { id, schema: "", started: now, changed: now, copied: null, kind, facts: {}, story: "", left: [], from: null, answers: {}, sent: null, ...more }
}

const findStorage = () => {
  try {
    localStorage.setItem(`${KEY}try`, "1")
    localStorage.removeItem(`${KEY}try`)
    return localStorage
  } catch (problem) {
    // a full store can still be read
    try { return problem.name === "QuotaExceededError" ? localStorage : null } catch { return null }
  }
}

/** The drafts of this browser. Without a storage they last as long as the page: `lasts` tells. */
export function openStore(storage = findStorage()) {
  const memory = new Map()
  const get = (key) => storage?.getItem(key) ?? memory.get(key) ?? null
  const keys = () => [...new Set([...Object.keys(storage ?? {}), ...memory.keys()])].filter((key) => key.startsWith(KEY))

  function read(key) {
    const raw = get(key)
    try {
      const draft = JSON.parse(raw)
      if (!draft.id || !draft.facts) throw new SyntaxError("no draft")
      return draft
    } catch {
      return { id: key.slice(KEY.length), broken: raw ?? "" }
    }
  }

  return {
    lasts: storage !== null,
    /** All drafts, the last changed first; of a broken one there is its text, `broken`. */
    list: () => keys().map(read).sort((one, other) => (other.changed ?? "").localeCompare(one.changed ?? "")),
    load: (id) => (get(KEY + id) === null ? null : read(KEY + id)),
    raw: (id) => get(KEY + id),
    save(draft) {
      const text = JSON.stringify(draft)
      memory.set(KEY + draft.id, text)
      if (!storage) throw new StoreProblem("closed")
      try {
        storage.setItem(KEY + draft.id, text)
        memory.delete(KEY + draft.id)
      } catch (problem) {
        throw new StoreProblem(problem.name === "QuotaExceededError" ? "full" : "closed")
      }
    },
    /** Gives what puts it back. */
    remove(id) {
      const raw = get(KEY + id)
      storage?.removeItem(KEY + id)
      memory.delete(KEY + id)
      return () => { storage ? storage.setItem(KEY + id, raw) : memory.set(KEY + id, raw) }
    },
  }
}

/** Ask the browser once not to clear the drafts when it is short of room. */
const persist = async () => (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()) || false

/**
 * Keep a draft while it is worked on. States are told as `saved` (when), `unsaved` (full or closed), `elsewhere` (another
 * tab has it: nothing is saved here until `take` is called) and `lost` (another tab has taken it over).
 */
export function keep(store, draft, tell) {
  let timer = 0
  let isMine = true
  let release = () => {}
  let known = store.raw(draft.id)

  function save() {
    clearTimeout(timer)
    timer = 0
    if (!isMine) return
    // a browser without locks: what another tab has written meanwhile is not written over
    const now = store.raw(draft.id)
    if (now !== known && now !== null) return tell("elsewhere")
    try {
      store.save(draft)
      tell("saved")
    } catch (problem) {
      tell("unsaved", problem.reason)
    }
    known = store.raw(draft.id)
  }

  function hold(steal) {
    if (!navigator.locks) return
    navigator.locks.request(KEY + draft.id, steal ? { steal } : { ifAvailable: true }, (lock) => {
      isMine = lock !== null
      if (!lock) return tell("elsewhere")
      return new Promise((done) => { release = done })
    }).catch(() => { isMine = false; tell("lost") })
  }

  const flush = () => { if (timer) save() }
  addEventListener("pagehide", flush)
  document.addEventListener("visibilitychange", flush)
  hold(false)
  persist()
  return {
    touch() {
      draft.changed = new Date().toISOString()
      clearTimeout(timer)
      timer = setTimeout(save, PAUSE)
    },
    save,
    /** Work on it here, from the state in which the other tab has left it; gives that state. */
    take() {
      hold(true)
      isMine = true
      known = store.raw(draft.id)
      tell("saved")
      return store.load(draft.id)
    },
    get isMine() { return isMine },
    stop() {
      flush()
      release()
      removeEventListener("pagehide", flush)
      document.removeEventListener("visibilitychange", flush)
    },
  }
}

/**
 * Put aside what today's fields have no place for, such as a field or a term that is no longer there.
 * `isTerm(vocabulary, id)` tells which terms there are.
 */
export function fitToFields(draft, tree, isTerm) {
  const left = [...(draft.left ?? [])]
  const fit = (value, field, path) => {
    if (value === null || value === undefined) return value
    if (field.entry && Array.isArray(value)) {
      return value.map((one, n) => fit(one, field.entry, [...path, n])).filter((one) => one !== undefined)
    }
    if (field.fields && value.constructor === Object) {
      const known = Object.entries(value).map(([name, one]) => {
        const inner = field.fields.find((each) => each.name === name)
        if (!inner) left.push({ path: [...path, name], value: one })
        return [name, inner && fit(one, inner, [...path, name])]
      })
      return Object.fromEntries(known.filter(([, one]) => one !== undefined))
    }
    const isOdd = value.constructor === Object || Array.isArray(value) || field.fields || field.entry
    const isGone = field.vocabulary && field.holds === "term" && !isTerm(field.vocabulary, value)
    if (!isOdd && !isGone) return value
    left.push({ path, value })
    return undefined
  }
  draft.facts = fit(draft.facts, tree, [])
  draft.left = left
  return draft
}

/** Whether a browser may clear what a page has kept when it was not visited for seven days: those of Apple do. */
const forgets = (agent) => /Safari/.test(agent) && !/Chrom|Android/.test(agent)

/** Whether it is time to ask for a copy as a file: after ten minutes of work without one, where the browser forgets. */
export function needsCopy(draft, now = new Date(), agent = navigator.userAgent) {
  if (!forgets(agent) || draft.sent) return false
  const since = draft.copied ?? draft.started
  return draft.changed > since && now - new Date(since) >= MINUTES * 60_000
}

/** Whether a draft was sent so long ago that it may be deleted. */
export const mayGo = ({ sent }, now = new Date()) => Boolean(sent) && now - new Date(sent.on) > DAYS_SENT * DAY
