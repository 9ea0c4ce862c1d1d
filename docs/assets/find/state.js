// What a list is narrowed down by, and the address that says it. No page, no network.
// Facets are [{ id, title, values: [{ id }] }], orders [[id, label]], both as on the page. A state has `chosen`, the ids
// of values by facet, `words`, `sort`, `page`, and `vain`: what an address asks for in vain, in words.

const shorten = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** The state that an address asks for. Capitals do not count, since people type addresses. */
export function readState({ facets, orders, noun }, query) {
  const asked = new URLSearchParams(query)
  const vain = []
  const chosen = collect(facets, ({ id, title, values }) =>
    asked.getAll(id).flatMap((text) => {
      const value = values.find((one) => one.id.toLowerCase() === text.trim().toLowerCase())
      if (!value) vain.push(`no ${noun} has “${shorten(text)}” under ${title}`)
      return value ? [value.id] : []
    }),
  )
  let sort = asked.get("sort") ?? ""
  if (!orders.some(([id]) => id === sort)) {
    if (sort !== "news") vain.push(`there is no order called “${shorten(sort)}”`)
    sort = ""
  }
  const page = Math.max(1, Number.parseInt(asked.get("page"), 10) || 1)
  return { chosen, words: asked.get("words")?.trim() ?? "", sort, page, vain }
}

/** What is chosen, where `listIds` gives the ids of the values of a facet. */
export const collect = (facets, listIds) =>
  new Map(facets.map((facet) => [facet.id, new Set(listIds(facet))]).filter(([, ids]) => ids.size))

/** What an address says of a state: always in the order of the page, so that one state has one address. */
export function writeState(facets, { chosen, words, sort, page }) {
  const asked = new URLSearchParams()
  for (const { id, values } of facets) {
    for (const value of values) if (chosen.get(id)?.has(value.id)) asked.append(id, value.id)
  }
  if (words) asked.set("words", words)
  if (sort) asked.set("sort", sort)
  if (page > 1) asked.set("page", page)
  return asked
}

/** Whether a state leaves nothing out and nothing otherwise than it comes. */
export const isWhole = ({ chosen, words, sort }) => !chosen.size && !words && !sort

/** Whether a state asks for anything but the page as it comes. */
export const isPlain = (state) => isWhole(state) && state.page === 1 && !state.vain.length

/** What of a list stands on a page; beyond the last one comes the last. */
export function cutPage(all, page, most) {
  const pages = Math.max(1, Math.ceil(all.length / most))
  const number = Math.min(page, pages)
  return { pages, number, cut: all.slice((number - 1) * most, number * most) }
}
