// Cards of paper: laid out of texts in the size in which they are cut, so that what is seen is what is printed.
//
// A card is { kind, title, lines, must, says, further, from, address, code }: `lines` are pairs of a label and a text,
// the first `must` of them stand on it whatever happens, the others and the sentences of `says` as far as there is
// room. Nothing is cut off: a text stands there whole or not at all, and what had to stand there and found no room is
// named. `code` is what qr_codes.py makes of the address, drawn by drawCode.

import { make } from "./site.js"

/** How many cards stand on a sheet, by the sizes that one can choose. */
export const SIZES = [4, 8]
/** What rounding may do on the way to the printer, in pixels. */
const SLACK = 2
const SMALLER = ["", "paper-card--small", "paper-card--smaller"]
const SVG = "http://www.w3.org/2000/svg"

/** A QR code as a drawing, with the quiet edge that it needs. */
export function drawCode(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  const size = Math.floor(Math.sqrt(bytes.length * 8))
  const isDark = (x, y) => {
    const at = (size - 1 - x) * size + (size - 1 - y)
    return (bytes[at >> 3] >> (7 - (at & 7))) & 1
  }
  let path = ""
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let end = x
      while (end < size && isDark(end, y)) end++
      if (end > x) path += `M${x} ${y}h${end - x}v1h${x - end}z`
      x = end
    }
  }
  const drawing = document.createElementNS(SVG, "svg")
  drawing.setAttribute("class", "paper-card__code")
  drawing.setAttribute("viewBox", `-4 -4 ${size + 8} ${size + 8}`)
  drawing.setAttribute("aria-hidden", "true")
  const shape = document.createElementNS(SVG, "path")
  shape.setAttribute("d", path)
  drawing.append(shape)
  return drawing
}

const write = (name, className, ...texts) => make(name, { class: className, dir: "auto" }, ...texts)
const writeLine = ([label, text]) => write("p", "paper-card__line", ...(label ? [make("b", {}, `${label}: `)] : []), text)

function fill(card, { title, lines, must, says = [], further = [], from = [], address = "", code = "" }) {
  const body = card.querySelector(".paper-card__body")
  const written = lines.map(writeLine)
  const sentences = says.map((one) => make("span", {}, `${one} `))
  const more = further.map(writeLine)
  body.append(write("h3", "paper-card__title", title), ...written, write("p", "paper-card__says", ...sentences), ...more)
  const foot = card.querySelector(".paper-card__from")
  foot.append(...from.map(([name, text]) => write("p", `paper-card__${name}`, text)))
  if (address) foot.append(make("p", { class: "paper-card__address" }, address))
  if (code) foot.parentElement.append(drawCode(code))
  return { body, lines: written, needed: written.slice(0, must), wanted: [...written.slice(must), ...sentences, ...more], sentences }
}

/** Take off the card what is not on it after all: a paragraph without a sentence too. */
function clear(body) {
  for (const one of body.querySelectorAll("[hidden]")) one.remove()
  for (const one of body.querySelectorAll(".paper-card__says:empty")) one.remove()
}

/**
 * Lay cards out; gives each in a cell of the size in which it is cut. The page holds a template for each kind, with
 * the words of what found no room.
 */
export function layCards(host, cards, size) {
  const room = make("div", { class: `paper-measure paper--${size}` })
  host.append(room)
  const laid = cards.map((given) => {
    const card = host.querySelector(`template[data-paper-card="${given.kind}"]`).content.firstElementChild.cloneNode(true)
    const cell = make("div", { class: "paper-cell" }, card)
    return { cell, card, given, ...fill(card, given) }
  })
  for (const { wanted } of laid) for (const one of wanted) one.hidden = true
  room.append(...laid.map(({ cell }) => cell))
  for (const one of laid) fit(one)
  for (const { body } of laid) clear(body)
  room.remove()
  return laid.map(({ cell }) => cell)
}

/** Choose the size of the letters: as large as they can be with all lines on the card, or else with those that must stand there. */
function chooseLetters(card, wishes, fits) {
  const all = wishes.flat()
  for (const shown of wishes) {
    for (const one of all) one.hidden = !shown.includes(one)
    for (const name of SMALLER.slice(0, shown === wishes.at(-1) ? 3 : 2)) {
      card.classList.remove(...SMALLER.filter(Boolean))
      if (name) card.classList.add(name)
      if (fits()) return true
    }
  }
  return false
}

function fit({ card, body, given, needed, lines, wanted, sentences }) {
  const fits = () => bottomOf(body) + SLACK <= endOf(body) && body.scrollWidth <= body.clientWidth
  // a card that says nothing of what happened is mute: its first sentence comes before the lines that may be left out
  const first = sentences.slice(0, 1)
  const wishes = first.length ? [[...lines, ...first], [...needed, ...first], lines, needed] : [lines, needed]
  if (!chooseLetters(card, wishes, fits)) {
    const note = make("p", { class: "paper-card__left" })
    body.append(note)
    const left = []
    for (let n = needed.length - 1; n >= 0 && !fits(); n--) {
      needed[n].hidden = true
      left.unshift(given.lines[n][0])
      note.textContent = `${card.dataset.leftOut} ${left.join(", ")}.`
    }
  }
  let goesOn = true // sentences stand there from the first one on
  for (const one of wanted.filter(({ hidden }) => hidden)) {
    if (sentences.includes(one) && !goesOn) continue
    one.hidden = false
    if (fits()) continue
    one.hidden = true
    if (sentences.includes(one)) goesOn = false
  }
}

/** Where what is seen of a card's text ends, and where its room does. */
function bottomOf(body) {
  const seen = [...body.children].filter((one) => !one.hidden && one.getClientRects().length)
  return Math.max(...seen.map((one) => one.getBoundingClientRect().bottom))
}
const endOf = (body) => body.getBoundingClientRect().bottom

/** Cells as sheets, so many on each. */
export function makeSheets(cells, size) {
  const number = Math.ceil(cells.length / size)
  return Array.from({ length: number }, (_, n) => make("div", { class: `card-sheet paper--${size}` }, ...cells.slice(n * size, (n + 1) * size)))
}

/**
 * When somebody prints, put the sheets in place of the page: `give` makes the cells, or gives none where the page itself
 * is to be printed; `isAll` is false where it is printed after them. What is on the screen stays as it is.
 */
export function printSheets(host, give) {
  const clean = () => host.querySelector(".card-sheets--printed")?.remove()
  const lay = () => {
    clean()
    const { cells, size, isAll = true } = give()
    if (cells.length) host.prepend(make("div", { class: `card-sheets card-sheets--printed${isAll ? " card-sheets--all" : ""}` }, ...makeSheets(cells, size)))
  }
  addEventListener("beforeprint", lay)
  addEventListener("afterprint", clean)
  // some browsers tell of printing only so
  matchMedia("print").addEventListener("change", ({ matches }) => (matches ? lay() : clean()))
}
