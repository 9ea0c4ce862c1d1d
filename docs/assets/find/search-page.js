// The search as a page: what is searched for stands in the address, as #q=.

import { cameBack } from "../reading.js"
import { followAddress, readAddress, tellDrawn, writeAddress } from "./address.js"
import { mount } from "./search.js"
import { attach } from "./site.js"

const read = () => readAddress().get("q") ?? ""

async function start(host) {
  const here = host.querySelector("[data-search-here]")
  const field = here.querySelector("input")
  field.value ||= read()
  // A word that was entered is a step that one can go back to, however slowly the next is typed; while one types there
  // are no steps.
  let isStep = read() !== ""
  const changed = (query, entered) => {
    const isNew = query !== read()
    if (isNew) writeAddress(query ? { q: query } : {}, !entered && !isStep)
    if (isNew || entered) isStep = entered
  }
  const search = await mount(here, changed, tellDrawn, { isBack: cameBack })
  here.querySelector(".search-needs").remove()
  host.querySelector("[data-search-ways]").classList.add("search-ways--second")
  // Whoever comes back to results wants to go on reading them.
  if (!read()) {
    field.focus()
    tellDrawn()
  }
  followAddress(() => {
    field.value = read()
    isStep = read() !== ""
    search.start(read())
  })
}

attach(".search-page", start)
