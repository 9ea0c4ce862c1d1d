// Rows in a list, of cases or of what they hold: what is shown is there at once, as a link; its row comes when it nears
// the screen.

import { loadCard } from "./briefs.js"
import { adopt, inWords, make, root } from "./site.js"

/** How many rows are asked for at the same time. */
const AT_ONCE = 6

const nameOf = (thing) => (typeof thing === "string" ? thing : null)

const OF_CASES = {
  load: async (id) => adopt((await loadCard(id)).row),
  hold: (id) => make("a", { href: new URL(`cases/${id}/`, root) }, inWords(id)),
}

/**
 * Keep the rows of a list: those of the page, those loaded since, and placeholders for those on their way.
 *
 * `load(thing)` brings a row, `hold(thing)` gives the link that stands for it; by default things are ids of cases.
 * Gives the function that shows these things, in this order.
 */
export function keepRows(list, { load, hold: lead } = OF_CASES) {
  const rows = new Map()
  const coming = new Map() // placeholders by their things
  const things = new WeakMap() // and back
  let waiting = []
  let running = 0
  for (const row of list.children) rows.set(row.dataset.case, row)

  const hold = (thing) => {
    const held = make("li", { "data-case": nameOf(thing), "aria-busy": "true" }, make("div", { class: "row row--coming" }, lead(thing)))
    coming.set(thing, held)
    things.set(held, thing)
    return held
  }

  const arrive = (thing, made) => {
    const held = coming.get(thing)
    const row = make("li", { "data-case": nameOf(thing) }, made)
    rows.set(thing, row)
    coming.delete(thing)
    if (!held?.isConnected) return
    const focused = held.contains(document.activeElement)
    held.replaceWith(row)
    if (focused) row.querySelector("summary").focus({ preventScroll: true })
  }

  const pump = () => {
    while (running < AT_ONCE && waiting.length) {
      const thing = waiting.shift()
      running++
      load(thing)
        .then((row) => arrive(thing, row))
        // the placeholder stays: its link leads to the case all the same
        .catch(() => coming.get(thing)?.removeAttribute("aria-busy"))
        .finally(() => {
          running--
          pump()
        })
    }
  }

  // a row is paid for when it comes near the screen
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        if (!isIntersecting) continue
        near.unobserve(target)
        if (things.has(target)) waiting.push(things.get(target))
      }
      pump()
    },
    { rootMargin: "600px 0px" },
  )

  /** Show these. What is still to be asked for and no longer shown is dropped. */
  return (wanted) => {
    near.disconnect()
    waiting = []
    const shown = wanted.map((one) => rows.get(one) ?? coming.get(one) ?? hold(one))
    const same = shown.length === list.children.length && shown.every((row, n) => row === list.children[n])
    if (!same) {
      const active = list.contains(document.activeElement) ? document.activeElement : null
      list.replaceChildren(...shown)
      if (active?.isConnected) active.focus({ preventScroll: true })
    }
    for (const one of wanted) if (coming.has(one)) near.observe(coming.get(one))
  }
}
