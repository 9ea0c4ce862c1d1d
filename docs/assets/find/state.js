// What is chosen in explore/, and the address that says it. No page, no network.
// Facets are [{ id, title, values: [{ id }] }], in the page's order. A state has `chosen`, the ids of values by
// facet, `sort`, `page`, and `vain`: what an address asks for in vain, in words.

/** The orders, by their names in the address. The first is the table's own. */
export const ORDERS = [
  ["", "Latest news first"],
  ["begun", "Begun first"],
  ["place", "Country and city, A to Z"],
  ["size", "Largest city first"],
]

const shorten = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** The state that an address asks for. Capitals do not count, since people type addresses. */
export function readState(facets, query) {
  const asked = new URLSearchParams(query)
  const vain = []
  const chosen = collect(facets, ({ id, title, values }) =>
    asked.getAll(id).flatMap((text) => {
      const value = values.find((one) => one.id.toLowerCase() === text.trim().toLowerCase())
      if (!value) vain.push(`no case has “${shorten(text)}” under ${title}`)
      return value ? [value.id] : []
    }),
  )
  let sort = asked.get("sort") ?? ""
  if (!ORDERS.some(([id]) => id === sort)) {
    if (sort !== "news") vain.push(`there is no order called “${shorten(sort)}”`)
    sort = ""
  }
  return { chosen, sort, page: Math.max(1, Number.parseInt(asked.get("page"), 10) || 1), vain }
}

/** What is chosen, where `listIds` gives the ids of the values of a facet. */
export const collect = (facets, listIds) =>
  new Map(facets.map((facet) => [facet.id, new Set(listIds(facet))]).filter(([, ids]) => ids.size))

/** The query of a state: always in the order of the page, so that one state has one address. */
export function writeQuery(facets, { chosen, sort, page }) {
  const asked = new URLSearchParams()
  for (const { id, values } of facets) {
    for (const value of values) if (chosen.get(id)?.has(value.id)) asked.append(id, value.id)
  }
  if (sort) asked.set("sort", sort)
  if (page > 1) asked.set("page", page)
  const query = asked.toString()
  return query && `?${query}`
}

/** Whether a state asks for anything but the page as it comes. */
export const isPlain = ({ chosen, sort, page, vain }) => !chosen.size && !sort && page === 1 && !vain.length

/** What of a list stands on a page; beyond the last one comes the last. */
export function cutPage(all, page, most) {
  const pages = Math.max(1, Math.ceil(all.length / most))
  const number = Math.min(page, pages)
  return { pages, number, cut: all.slice((number - 1) * most, number * most) }
}
