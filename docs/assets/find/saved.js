// The saved list: names of cases and of their items, `CASE` or `CASE#ITEM`, in the order in which they were saved. It is
// kept in this browser alone. Where nothing can be kept, or there is no room, it lasts as long as the page: `save` tells.
//
//   readSaved()           the names; what is no name is left out
//   isSaved(name)         whether it is on the list
//   save(name)            puts it at the end; gives whether the browser keeps it
//   unsave(name)          takes it off; gives whether the browser keeps that
//   writeSaved(names)     the whole list, in a new order; gives whether the browser keeps it
//   followSaved(hear)     calls back when the list has changed, here or in another tab

const KEY = "casebook-list"
const NAME = /^[a-z0-9-]{1,120}(?:#[a-z0-9-]{1,120})?$/

/** No list holds more: each name that is shown costs a reader a request. */
export const MOST_SAVED = 300

let here = null // the list where the browser does not keep it
const hearers = new Set()

/** The names among what somebody gives, each once. */
export const pickNames = (given) =>
  (Array.isArray(given) ? [...new Set(given)].filter((one) => typeof one === "string" && NAME.test(one)) : []).slice(0, MOST_SAVED)

export function readSaved() {
  if (here) return [...here]
  try {
    return pickNames(JSON.parse(localStorage.getItem(KEY)))
  } catch {
    return [] // forbidden, or no list of ours
  }
}

export const isSaved = (name) => readSaved().includes(name)

export function writeSaved(names) {
  const picked = pickNames(names)
  try {
    if (picked.length) localStorage.setItem(KEY, JSON.stringify(picked))
    else localStorage.removeItem(KEY)
    here = null
  } catch {
    here = picked
  }
  for (const hear of hearers) hear()
  return here === null
}

export const save = (name) => writeSaved([...readSaved().filter((one) => one !== name), name])

export const unsave = (name) => writeSaved(readSaved().filter((one) => one !== name))

export function followSaved(hear) {
  hearers.add(hear)
  // another tab tells of its own changes
  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) hear() })
}
