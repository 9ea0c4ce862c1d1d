// A case of the site, of which somebody makes a change: found by what they call it, fetched as its file has it, and held
// against what it has become. It is fetched when somebody does so.

import { isStale } from "./drafts.js"
import { writeCase } from "./write-case.js"

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

/** The id that somebody means by the address of a case, by its id, or by words of its title that no other has. */
export function findCase(said, options) {
  const id = said.replace(/^.*\/cases\/|[/#].*$/g, "")
  const fitting = options.filter(({ value, textContent }) => fold(`${value} ${textContent}`).includes(fold(said)))
  return options.some(({ value }) => value === id) || fitting.length !== 1 ? id : fitting[0].value
}

/** @returns {Promise<{ path, revision, facts, story }>} or a failure, where there is no such case or no line */
export async function loadCase(base, id) {
  const answer = await fetch(new URL(`${encodeURIComponent(id)}.json`, new URL(base, location.href)))
  if (!answer.ok) throw new Error(answer.status)
  return answer.json()
}

/** What a draft has at first that changes it. */
export const asChange = (id, { facts, story, path, revision }) => ({ facts, story, from: { id, path, revision } })

const listGroups = (value) => (Array.isArray(value) ? value : []).filter((one) => one?.constructor === Object)

/** The fields that differ, and `story`: of a list of groups those that have come or been changed, and those that are gone. */
export function listChanges(facts, story, there) {
  const [now, then] = [{ ...facts, story: story.trim() }, { ...there.facts, story: there.story.trim() }]
  const write = (value) => JSON.stringify(value)
  const without = (list, others) => {
    const known = new Set(others.map(write))
    return list.filter((one) => !known.has(write(one)))
  }
  return Object.keys({ ...then, ...now }).filter((name) => write(now[name]) !== write(then[name])).map((name) => {
    const [groups, before] = [listGroups(now[name]), listGroups(then[name])]
    const come = without(groups, before)
    const isStill = (one) => come.some((other) => one.id && other.id === one.id)
    return { name, come, gone: without(before, groups).filter((one) => !isStill(one)) }
  })
}

/** Where the case has changed on the site since one began, both stand there, and neither is written over. */
export async function showStale(view, { from }, loadCase, begin, { tree }) {
  const place = view.querySelector("[data-stale]")
  const now = await loadCase(from.id).catch(() => null)
  if (!isStale({ from }, now) || !place.isConnected) return
  place.hidden = false
  place.querySelector("textarea").value = writeCase(now.facts, now.story, tree, { place: now.path })
  place.querySelector("button").addEventListener("click", () =>
    begin("full", asChange(from.id, now)))
}
