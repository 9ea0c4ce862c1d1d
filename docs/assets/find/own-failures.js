// A team's own failures, on the device alone: one entry of the browser's storage, a file, and nothing else. No network.
//
// A failure is { title, what_happened, cause, certainty, cost, what_changed, warning_sign }, all texts, as the fields of
// a failure in a case are called; what nobody has written is not there.

const KEY = "casebook-failures"
const VERSION = 1

const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value)

/** What of a value are failures: only the fields that are known, only texts, nothing empty. */
function pick(given, fields) {
  const all = Array.isArray(given?.failures) ? given.failures.filter(isGroup) : []
  const picked = all.map((one) => Object.fromEntries(fields.flatMap((name) => (typeof one[name] === "string" && one[name].trim() ? [[name, one[name]]] : []))))
  return picked.filter((one) => Object.keys(one).length)
}

const write = (failures) => JSON.stringify({ version: VERSION, failures })

/** What is kept here; null where nobody has kept anything. */
export function readOwn(fields) {
  try {
    const text = localStorage.getItem(KEY)
    return text === null ? null : pick(JSON.parse(text), fields)
  } catch {
    return null // no storage, or nothing of ours in it
  }
}

/** Keep them all in place of what was kept; gives whether the browser has. None is nothing: then the entry goes too. */
export function keepOwn(failures, fields) {
  const some = pick({ failures }, fields)
  try {
    if (some.length) localStorage.setItem(KEY, write(some))
    else localStorage.removeItem(KEY)
    return true
  } catch {
    return false // full, or closed
  }
}

/** Call back when another tab has changed them. */
export const followOwn = (hear) => addEventListener("storage", ({ key }) => { if (key === KEY || key === null) hear() })

/** As a file that can be read back. */
export const toFile = (failures, fields) => `${JSON.stringify({ version: VERSION, failures: pick({ failures }, fields) }, null, 2)}\n`

/** What a file holds; throws where it is none of these. */
export function fromFile(text, fields) {
  const found = pick(JSON.parse(text), fields)
  if (!found.length) throw new Error("no failures")
  return found
}

/** As a text to read: `say` gives a pair of the field's name and what stands in it, in words. */
export const toText = (failures, fields, say) =>
  failures
    .map((one) => fields.filter((name) => one[name]).map((name) => say(name, one[name]).join(": ")).join("\n"))
    .join("\n\n")

/** The same failure is the same text, in whatever order it was typed. */
const spell = (failure) => JSON.stringify(Object.entries(failure).filter(([, text]) => text.trim()).sort(([one], [other]) => (one < other ? -1 : 1)))

/** Failures of two lists, each once, those of the first in front. */
export function joinOwn(here, read) {
  const known = new Set(here.map(spell))
  return [...here, ...read.filter((one) => !known.has(spell(one)))]
}
