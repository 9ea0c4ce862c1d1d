// The entries of a draft's lists: taken out, put back, and named as evidence.
//
// The one that was removed last can be put back, after the page was loaded again too: it is kept as long as the tab is
// open. Whoever wants it gone for good closes the tab.

const KEY = "casebook-removed"
let last = null

/** @returns {{ draft, list, index, entry } | null} */
export function readRemoved() {
  try {
    last ??= JSON.parse(sessionStorage.getItem(KEY))
  } catch {
    // without a storage it can be put back as long as the page is open
  }
  return last
}

export function keepRemoved(record) {
  last = record
  try {
    sessionStorage.setItem(KEY, JSON.stringify(record))
  } catch {
    // as above
  }
}

export function putEntry(facts, { list, index, entry }) {
  facts[list] = (facts[list] ?? []).toSpliced(index, 0, entry)
}

export function dropEntry(facts, list, index) {
  facts[list].splice(index, 1)
  if (!facts[list].length) delete facts[list]
}

/** Name a source as evidence, if the field at this path is one for evidence. */
export function nameSource(facts, path, id) {
  const name = path.at(-1)
  if (name !== "evidence") return
  const group = path.slice(0, -1).reduce((inner, step) => (inner[step] ??= {}), facts)
  group[name] = [...(group[name] ?? []), id]
}
