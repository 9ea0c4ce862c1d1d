// The finder hears an obstacle in the reader's own words and offers the answers that it knows for them.

import { loadReader } from "./reader.js"
import { make, root } from "./site.js"
import { toHash } from "./address.js"

/** How long a reader must pause before the words are read, in milliseconds. */
const PAUSE = 400

/** The question that the finder asks about what a description tells. */
const ASKS = { crisis: "facing", topic: "facing", missing: "obstacle" }

/**
 * Listen to a field; `boxFor(name, id)` gives the box of an answer, if the form has one. What is offered is chosen by a
 * tap. Gives a function that chooses all that is offered, for who goes on without a tap.
 */
export function hearWords(host, boxFor) {
  const field = host.querySelector("input")
  const said = host.querySelector("[aria-live]")
  const offers = host.querySelector(".own-words__offers")
  let timer
  let turn = 0

  const draw = (boxes, words) => {
    offers.replaceChildren(...boxes.map((box) => {
      const offer = make("button", { type: "button", class: "own-words__offer", "aria-pressed": String(box.checked) }, nameOf(box))
      offer.addEventListener("click", () => {
        box.click()
        offer.setAttribute("aria-pressed", String(box.checked))
      })
      return offer
    }))
    if (boxes.length) return said.replaceChildren("We would call it this. Tap what fits:")
    const link = make("a", { href: new URL(`search/${toHash({ q: words })}`, root) }, "search for your words")
    said.replaceChildren("We have no word for this yet. You can ", link, ".")
  }

  const hear = async () => {
    const mine = ++turn
    const words = field.value.trim()
    if (words.length < 3) {
      offers.replaceChildren()
      return said.replaceChildren()
    }
    let reader
    try {
      reader = await loadReader()
    } catch {
      if (mine === turn) said.textContent = "The words could not be loaded. Is the line down?"
      return
    }
    if (mine !== turn) return
    const boxes = reader.read(words).terms.filter(({ kind }) => kind in ASKS).map(({ kind, id }) => boxFor(ASKS[kind], id)).filter(Boolean)
    draw(boxes, words)
  }

  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(hear, PAUSE)
  })
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault() // the question is not yet put
    clearTimeout(timer)
    hear()
  })
  return async () => {
    clearTimeout(timer)
    await hear()
    for (const offer of offers.querySelectorAll("[aria-pressed=false]")) offer.click()
  }
}

const nameOf = (box) => {
  const label = box.closest("label")
  return (label.querySelector("b") ?? label.querySelector("span")).firstChild.textContent.trim()
}
