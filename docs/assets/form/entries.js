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

/** Put an entry back; where another has taken its name meanwhile, it gets one of its own. */
export function putEntry(facts, { list, index, entry: { id, ...entry } }) {
  const others = facts[list] ?? []
  const isFree = id !== undefined && !others.some((one) => one.id === id)
  facts[list] = others.toSpliced(index, 0, isFree ? { id, ...entry } : entry)
}

export function dropEntry(facts, list, index) {
  facts[list].splice(index, 1)
  if (!facts[list].length) delete facts[list]
}

/** Name a source where it was asked for: as evidence, or in the story, by what `cite` makes of it. */
export function nameSource(draft, { field, cite }, id) {
  if (cite) draft.story = cite(draft.story, id)
  else {
    const path = field.split("/")
    const name = path.pop()
    const group = path.reduce((inner, step) => (inner[step] ??= {}), draft.facts)
    group[name] = [...(group[name] ?? []), id]
  }
}
