// What the card of an entry point, lesson or failure says (`item_card` and `item_says` of pieces.html), for whoever
// lays it out anew.

import { listSentences } from "./sentences.js"

export const squeeze = (one) => one?.textContent.replace(/\s+/g, " ").trim() ?? ""
export const endWithStop = (text) => (/[.!?]["”’)]?$/.test(text) ? text : `${text}.`)

/** Its parts as texts; `says` are sentences, `conditions` pairs of a name and all that stands under it. */
export function readCard(card) {
  const title = card.querySelector("h3 a")
  const from = card.querySelector(".item__from a")
  const conditions = [...card.querySelectorAll(".condition")]
  // the first condition is the telling line of what has conditions
  const tells = conditions.length ? "" : squeeze(card.querySelector(".item__tells"))
  const reasons = [...card.querySelectorAll(".why")].flatMap((one) => (one.children.length ? [...one.children] : [one])).map(squeeze)
  return {
    title: squeeze(title),
    address: title.href,
    tells,
    // a cause is said once, with how sure we are of it
    reasons: reasons.filter((one) => !`${tells},`.includes(`: ${one.split(": ")[1]},`)),
    says: [...card.querySelectorAll(".fold__body > p:not([class])")].flatMap((one) => listSentences(squeeze(one), one.lang || "en")),
    conditions: conditions.map((one) => [squeeze(one.querySelector("b")), [...one.querySelectorAll("li")].map(squeeze)]),
    more: [...card.querySelectorAll(".fold__body > .small")].map(squeeze),
    after: [...card.querySelectorAll(".fold__body > .item__after")].map(squeeze), // what of it can be read only after what it says
    case: squeeze(from),
    caseAddress: from.href,
    place: squeeze(card.querySelector(".item__place")),
    confidence: card.querySelector(".item__from .confidence"),
  }
}
