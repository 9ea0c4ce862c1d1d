// The pieces of cases that a page shows: they are the site's own HTML, made with it.

import { load } from "./site.js"

/** The card of a case. */
export const loadCard = (id) => load(`find/card/${id}.json`)

/** Its brief: the card with entry points, lessons and failures. */
export const loadBrief = (id) => load(`find/brief/${id}.json`).then(fillCards)

/** What the cards of a case share is told once, with slots: here each item gets its own. */
function fillCards({ cards, foot, ...brief }) {
  const fill = (item) => {
    const own = { name: item.title, ...item, foot: foot.replaceAll("{item}", item.id) }
    return { ...item, html: cards[item.kind].replace(/\{(\w+)\}/g, (_, slot) => own[slot]) }
  }
  return { ...brief, items: brief.items.map(fill) }
}
