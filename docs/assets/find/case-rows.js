// Rows of cases in a list: what is shown is there at once, as a link; its row comes when it nears the screen.

import { loadCard } from "./briefs.js"
import { adopt, inWords, make, root } from "./site.js"

/** How many rows are asked for at the same time. */
const AT_ONCE = 6

/**
 * Keep the rows of a list: those of the page, those loaded since, and placeholders for those on their way.
 *
 * Gives the function that shows the cases with these ids, in this order.
 */
export function keepRows(list) {
  const rows = new Map()
  const coming = new Map()
  let waiting = []
  let running = 0
  for (const row of list.children) rows.set(row.dataset.case, row)

  const hold = (id) => {
    const link = make("a", { href: new URL(`cases/${id}/`, root) }, inWords(id))
    const held = make("li", { "data-case": id, "aria-busy": "true" }, make("div", { class: "row row--coming" }, link))
    coming.set(id, held)
    return held
  }

  const arrive = (id, html) => {
    const held = coming.get(id)
    const row = make("li", { "data-case": id }, adopt(html))
    rows.set(id, row)
    coming.delete(id)
    if (!held?.isConnected) return
    const focused = held.contains(document.activeElement)
    held.replaceWith(row)
    if (focused) row.querySelector("summary").focus({ preventScroll: true })
  }

  const pump = () => {
    while (running < AT_ONCE && waiting.length) {
      const id = waiting.shift()
      running++
      loadCard(id)
        .then(({ row }) => arrive(id, row))
        // the placeholder stays: its link leads to the case all the same
        .catch(() => coming.get(id)?.removeAttribute("aria-busy"))
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
        waiting.push(target.dataset.case)
      }
      pump()
    },
    { rootMargin: "600px 0px" },
  )

  /** Show these cases. What is still to be asked for and no longer shown is dropped. */
  return (ids) => {
    near.disconnect()
    waiting = []
    const shown = ids.map((id) => rows.get(id) ?? coming.get(id) ?? hold(id))
    const same = shown.length === list.children.length && shown.every((row, n) => row === list.children[n])
    if (!same) {
      const active = list.contains(document.activeElement) ? document.activeElement : null
      list.replaceChildren(...shown)
      if (active?.isConnected) active.focus({ preventScroll: true })
    }
    for (const row of shown) if (coming.has(row.dataset.case)) near.observe(row)
  }
}
