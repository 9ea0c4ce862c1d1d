// What a link of the list of what is wanted asks for, behind the "#" of the form or of the interview:
// `#new=crisis:flood,country:PE`. It is fetched when an address says so. Only what the page has words for is taken, and
// nothing is stored before somebody begins: then the draft keeps what it was begun for, so that the same link finds it.

import { load, make } from "../find/site.js"

/** Where a value belongs in a case. Of entries a stub is not asked, so there the sentence alone tells of them. */
const PLACES = {
  crisis: (facts, id) => { facts.crisis = [...(facts.crisis ?? []), id] },
  topic: (facts, id) => { facts.topics = [...(facts.topics ?? []), id] },
  country: (facts, code) => { facts.city = { country: code } },
}
const ENTRIES = {
  door: (facts, id) => { enter(facts, "entry_points").door = id },
  by: (facts, id) => { enter(facts, "entry_points").opened_by_kinds = [id] },
  cause: (facts, id) => { enter(facts, "failures").cause = id },
  answers: (facts, id) => { enter(facts, "lessons").answers = [id] },
}

function enter(facts, list) {
  facts[list] ??= [{}]
  return facts[list][0]
}

async function nameCountry(code) {
  const { countries } = await load("find/places.json").catch(() => ({ countries: [] }))
  return countries.find(([one]) => one === code)?.[1]
}

/**
 * @param asked what stands behind `new=`
 * @param drafts those of this browser
 * @returns null where nothing of it is known, else `{ of, begun, show(page), fill(kind) }`: its name, the draft that was
 *   begun for it and has not left, what says on a page what one was asked for, and what a new draft has of it
 */
export async function readWish(asked, drafts) {
  const words = document.querySelector("template[data-wish]")
  const known = []
  for (const piece of new Set(asked.split(","))) {
    const [name, value = ""] = piece.split(":")
    const label = name === "country" ? await nameCountry(value) : words.content.querySelector(`[value="${CSS.escape(piece)}"]`)?.textContent
    if (label) known.push({ name, value, label })
  }
  if (!known.length) return null
  const of = known.map(({ name, value }) => `${name}:${value}`).sort().join(",")
  const isFilled = (places) => known.some(({ name }) => name in places)
  const labels = known.map((one) => one.label).join(", ")
  const { wanted, filled } = words.dataset
  const says = `${wanted} ${labels}${/[.?!]$/.test(labels) ? "" : "."}${isFilled({ ...PLACES, ...ENTRIES }) ? ` ${filled}` : ""}`
  return {
    of,
    show(page) {
      const line = page.querySelector("[data-wish-here]")
      line.textContent = says
      line.hidden = false
    },
    begun: drafts.find((one) => one.wish?.of === of && !one.sent),
    fill(kind) {
      const facts = {}
      for (const { name, value } of known) {
        PLACES[name]?.(facts, value)
        if (kind !== "stub") ENTRIES[name]?.(facts, value)
      }
      // nobody is told what is wrong with what nobody has touched
      return { facts, wish: { of, says, facts: structuredClone(facts), part: known.find((one) => one.name === "part")?.value } }
    },
  }
}

/** Put the countries of the part of the world from which a case is wanted before the others. */
export function putFirst(panel, { wish: { part = "" } }) {
  const words = document.querySelector("template[data-wish]").content.querySelector(`[value="part:${CSS.escape(part)}"]`)
  const select = panel.querySelector("[data-kind=country] select")
  if (!words || !select) return
  const { label, codes } = words.dataset
  const chosen = select.value
  const there = [...select.options].filter((one) => one.value && codes.split(" ").includes(one.value))
  select.options[0].after(make("optgroup", { label }, ...there))
  select.value = chosen
}
