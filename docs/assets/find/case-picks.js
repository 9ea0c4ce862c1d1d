// A few cases, chosen one by one in selects, of those that the page lists: for what puts cases side by side.

import { inWords, make } from "./site.js"

/** Up to `most` of some ids: each once, and nothing that is no id. */
export const cutIds = (ids, most) => [...new Set(ids)].filter((id) => /^[a-z0-9-]+$/.test(id)).slice(0, most)

/** The selects. `names` says of each what it is called and what stands in it as long as nothing is chosen. */
export class CasePicks {
  constructor(place, links, names) {
    // the page lists them by country; here one looks for a city, also by typing its name
    const said = links.map((link) => [link.dataset.case, `${link.querySelector("b").textContent}: ${link.querySelector("span").textContent}`])
    said.sort(([, one], [, other]) => one.localeCompare(other, "en"))
    this.known = new Map(said)
    this.selects = names.map(([, none], n) =>
      make("select", { id: `pick-${n + 1}` }, make("option", { value: "" }, none), ...said.map(([value, words]) => make("option", { value }, words))),
    )
    place.append(...names.map(([name], n) => make("div", {}, make("label", { for: `pick-${n + 1}` }, name), this.selects[n])))
  }

  /** The chosen ids, in the order of the selects. */
  get ids() {
    return [...new Set(this.selects.map((select) => select.value).filter(Boolean))]
  }

  /** What a case is called in the selects. */
  name(id) {
    return this.known.get(id) ?? inWords(id)
  }

  fill(ids) {
    for (const id of ids) {
      if (this.known.has(id)) continue
      // a case that the list does not offer can still be named in the address
      this.known.set(id, inWords(id))
      for (const select of this.selects) select.append(make("option", { value: id }, inWords(id)))
    }
    this.selects.forEach((select, n) => (select.value = ids[n] ?? ""))
    this.guard()
  }

  /** No case twice: what one place holds cannot be chosen in another. */
  guard() {
    const { ids } = this
    for (const select of this.selects) {
      for (const option of select.options) option.disabled = option.value !== select.value && ids.includes(option.value)
    }
  }
}
