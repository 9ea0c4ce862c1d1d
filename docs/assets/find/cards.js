// Cards of cases in a list: what is shown is there at once, as a link; its card comes when it nears the screen.

import { adopt, inWords, loadCard, make, root } from "./site.js"

/** How many cards are asked for at the same time. */
const AT_ONCE = 6

/**
 * Keep the cards of a list: those of the page, those loaded since, and placeholders for those on their way.
 *
 * Gives the function that shows the cases with these ids, in this order.
 */
export function keepCards(list) {
  const cards = new Map()
  const coming = new Map()
  let waiting = []
  let running = 0
  // cases/ID/ is the end of the way to a case
  for (const card of list.children) cards.set(card.querySelector("h3 a").pathname.split("/").at(-2), card)

  const hold = (id) => {
    const link = make("a", { href: new URL(`cases/${id}/`, root) }, inWords(id))
    const held = make("article", { class: "card card--coming", "aria-busy": "true" }, make("h3", {}, link))
    held.dataset.id = id
    coming.set(id, held)
    return held
  }

  const arrive = (id, html) => {
    const held = coming.get(id)
    const card = adopt(html)
    cards.set(id, card)
    coming.delete(id)
    if (!held?.isConnected) return
    const focused = held.contains(document.activeElement)
    held.replaceWith(card)
    if (focused) card.querySelector("h3 a").focus({ preventScroll: true })
  }

  const pump = () => {
    while (running < AT_ONCE && waiting.length) {
      const id = waiting.shift()
      running++
      loadCard(id)
        .then(({ html }) => arrive(id, html))
        // the placeholder stays: its link leads to the case all the same
        .catch(() => coming.get(id)?.removeAttribute("aria-busy"))
        .finally(() => {
          running--
          pump()
        })
    }
  }

  // a card is paid for when it comes near the screen
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        if (!isIntersecting) continue
        near.unobserve(target)
        waiting.push(target.dataset.id)
      }
      pump()
    },
    { rootMargin: "600px 0px" },
  )

  /** Show these cases. What is still to be asked for and no longer shown is dropped. */
  return (ids) => {
    near.disconnect()
    waiting = []
    const shown = ids.map((id) => cards.get(id) ?? coming.get(id) ?? hold(id))
    const same = shown.length === list.children.length && shown.every((card, n) => card === list.children[n])
    if (!same) {
      const active = list.contains(document.activeElement) ? document.activeElement : null
      list.replaceChildren(...shown)
      if (active?.isConnected) active.focus({ preventScroll: true })
    }
    for (const card of shown) if (card.matches(".card--coming")) near.observe(card)
  }
}
