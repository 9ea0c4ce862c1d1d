// The pieces of cases that a page shows: they are the site's own HTML, made with it.

import { load } from "./site.js"

/** The card of a case. */
export const loadCard = (id) => load(`find/card/${id}.json`)

/** Its brief: the card with entry points, lessons and failures. */
export const loadBrief = (id) => load(`find/brief/${id}.json`).then(putFeet)

/** How the items of a case end is told once: here each gets its own. */
function putFeet({ foot, ...brief }) {
  const end = (item) => item.html.replace(/<\/article>\s*$/, () => `${foot.replaceAll("{item}", item.id)}</article>`)
  return { ...brief, items: brief.items.map((item) => ({ ...item, html: end(item) })) }
}
