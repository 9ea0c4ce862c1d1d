// What every page that finds something needs: where the site lies, its files, its pieces, and how it counts.
// Nothing that a reader types or chooses is sent anywhere: only files of the site are asked for.

/** The site's root. This module lies in assets/find/, so it holds below any path. */
export const root = new URL("../../", import.meta.url)

const kept = new Map()

/** A JSON file of the site, asked for once. A failed request is forgotten, so that it can be tried again. */
export function load(address) {
  if (!kept.has(address)) {
    const asked = fetch(new URL(address, root)).then((answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
      return answer.json()
    })
    asked.catch(() => kept.delete(address))
    kept.set(address, asked)
  }
  return kept.get(address)
}

/** A piece of the site's own HTML as an element. Its links are relative to the root: here they get their base. */
export function adopt(html) {
  const piece = new DOMParser().parseFromString(html, "text/html").body.firstElementChild
  for (const link of piece.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), root)
  return document.adoptNode(piece)
}

/** An element with attributes and children; texts become text, never HTML. */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "")
    else if (value !== false && value != null) made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

/** Copy a text; gives whether it is done. If not, it stands in the area and is marked there for the reader's own hand. */
export async function copyText(text, area) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // a browser may refuse, or have no clipboard outside of https: then the older way
    area.closest("details")?.setAttribute("open", "")
    area.value = text
    area.focus()
    area.select()
    return document.execCommand("copy")
  }
}

/** Begin with the part of the page that a script is for. A test has none: there nothing happens. */
export function attach(selector, begin) {
  const host = document.querySelector(selector)
  if (host) begin(host)
}

const DIGITS = new Intl.NumberFormat("en") // made once, since each takes a while to make

/** 1234 is 1,234. */
export const sayNumber = (number) => DIGITS.format(number)

/** 1 case, 2 cases. */
export const numberOf = (number, one, many = `${one}s`) => `${sayNumber(number)} ${number === 1 ? one : many}`

/** An id in words: local-economy is Local economy. */
export const inWords = (id) => id.charAt(0).toUpperCase() + id.slice(1).replaceAll("-", " ")

/** a, b and c. */
export const joinWords = (words, last = "and") =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`
