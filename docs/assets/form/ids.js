// The permanent names of a draft: of its items, its sources and its file. A name is made once, of the title, and stays
// when the title changes, since evidence and citations lead to it.

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" }

/** Small letters, digits and hyphens, as much of it as `most` allows, cut between words. */
export function slug(text, most = 80) {
  const plain = text.toLowerCase().replace(/[ßæœøđðþłı]/g, (one) => LETTERS[one]).normalize("NFKD").replace(/\p{M}/gu, "")
  let made = ""
  for (const word of plain.match(/[a-z0-9]+/g) ?? []) {
    if (made && made.length + word.length >= most) break
    made += made ? `-${word}` : word.slice(0, most)
  }
  return made
}

const listGroups = (facts) => Object.values(facts).filter((one) => Array.isArray(one) && one.some((entry) => entry?.constructor === Object))

/** Give every entry that can have an id and has a title its id. `kinds` are the names of the lists whose entries have one. */
export function settleIds(facts, kinds) {
  const taken = new Set(listGroups(facts).flatMap((list) => list.map((entry) => entry.id)).filter(Boolean))
  for (const kind of kinds) {
    for (const entry of facts[kind] ?? []) {
      if (entry.id) continue
      const year = /^\d{4}/.exec(String(entry.published ?? ""))?.[0] ?? ""
      const words = kind === "sources" ? entry.publisher && slug(`${slug(entry.publisher, 40)} ${year}`) : slug(entry.title ?? "", 60)
      if (!words) continue
      // a single word may be the name of a part of the page
      const base = words.includes("-") ? words : `${kind === "sources" ? "source" : "the"}-${words}`
      let id = base
      for (let n = 2; taken.has(id); n++) id = `${base}-${n}`
      taken.add(id)
      entry.id = id
    }
  }
}

const WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)$/

/** Where the file of a draft belongs; of a case that is on the site it is known. `isTaken` tells ids of other cases. */
export function placeFile({ facts, from, place }, isTaken) {
  if (from?.path || place) return from?.path || place
  const city = facts.city === null ? "unnamed-city" : slug(facts.city?.name ?? "", 60)
  const folder = WINDOWS.test(city) ? `${city}-city` : city || "city"
  const words = slug(facts.title ?? "", 44)
  const base = !words ? `${folder}-case` : words === folder || words.startsWith(`${folder}-`) ? words : `${folder}-${words}`
  const id = base.length > 78 ? base.slice(0, 78).replace(/-[^-]*$/, "") : base
  let name = id
  for (let n = 2; isTaken(name); n++) name = `${id}-${n}`
  return `cases/${folder}/${name}.md`
}
