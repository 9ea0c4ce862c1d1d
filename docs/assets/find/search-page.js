// The search as a page: what is searched for stands in the address, as ?q=.

import { mount } from "./search.js"
import { attach } from "./site.js"

const read = () => new URLSearchParams(location.search).get("q") ?? ""
const write = (query) => (query ? `?q=${encodeURIComponent(query)}` : location.pathname)

async function start(host) {
  const here = host.querySelector("[data-search-here]")
  const field = here.querySelector("input")
  field.value ||= read()
  const search = await mount(here, (query, entered) => {
    if (query === read()) return
    // A word that was entered is a step that one can go back to; while one types there are no steps.
    if (entered) history.pushState(null, "", write(query))
    else history.replaceState(null, "", write(query))
  })
  here.querySelector(".search-needs").remove()
  host.querySelector("[data-search-ways]").classList.add("search-ways--second")
  // Whoever comes back to results wants to go on reading them.
  if (!read()) field.focus()
  addEventListener("popstate", () => {
    field.value = read()
    search.start(read())
  })
}

attach(".search-page", start)
