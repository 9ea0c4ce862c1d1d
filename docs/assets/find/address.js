// The state of a page, what is chosen or typed in it, stands behind the "#" of its address: no server hears it, and no
// next page. A "#" without a "=" leads to a place in the page, as ever, and is no state.

import { isPlainClick, openAround } from "../reading.js"

const isState = (hash) => hash.includes("=")

/** Do something as soon as what was shown last is painted: it takes its time from nobody who looks. */
export const afterPaint = (act) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(act)))

/** What is to stand in the address and does not yet: its end, and whether it takes the place of the last step. */
let due = null

/** A browser takes its time over a new address, and looks for the sign of the page anew: whoever asks sees the answer first. */
function writeDue() {
  if (!due) return
  const { hash, replace } = due
  due = null
  history[replace ? "replaceState" : "pushState"](null, "", location.pathname + hash)
}

/** The whole address of the page, with what it asks for now. */
export const tellAddress = () => (due ? new URL(location.pathname + due.hash, location.origin).href : location.href)

/** What the address asks for. An older one asked behind a "?": it is read too, and rewritten at once. */
export function readAddress() {
  if (due) return new URLSearchParams(due.hash.slice(1))
  const { hash, pathname, search } = location
  const asked = isState(hash) || !isState(search) ? hash : search
  if (search) history.replaceState(history.state, "", pathname + (asked && `#${asked.slice(1)}`))
  return new URLSearchParams(isState(asked) ? asked.slice(1) : "")
}

/** A state as the end of an address; nothing asked is nothing. Takes what URLSearchParams takes. Lists keep their commas. */
export function toHash(asked) {
  const words = new URLSearchParams(asked).toString().replaceAll("%2C", ",")
  return words && `#${words}`
}

let known = "" // the state that the page shows, as text

/**
 * Put a state into the address, as soon as what it leads to is painted: as a step that one can go back to, or in place of
 * the last one. Gives whether it is new.
 */
export function writeAddress(asked, replace = false) {
  known = new URLSearchParams(asked).toString()
  if (known === readAddress().toString()) return false
  if (!replace) writeDue()
  due = { hash: toHash(asked), replace: due ? due.replace : replace }
  afterPaint(writeDue)
  return true
}

/** Say that the page is drawn: the room that was kept for it is given back, and whoever comes back finds the place. */
export function tellDrawn() {
  document.documentElement.removeAttribute("data-asked")
  document.dispatchEvent(new Event("casebook:drawn"))
}

/** A link to a place in the page leads there, and leaves the address its state. */
function jump(event) {
  const link = event.target.closest?.("a[href]")
  if (!link?.hash || !isPlainClick(event) || !isState(location.hash) || isState(link.hash)) return
  if (link.origin + link.pathname !== location.origin + location.pathname) return
  const place = document.getElementById(decodeURIComponent(link.hash.slice(1)))
  if (!place) return
  event.preventDefault()
  openAround(place)
  if (place.tabIndex < 0 && !place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1")
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: "start" })
}

/** Keep a page and its address together: `restore` is called when the address has got another state, by Back or by a link. */
export function followAddress(restore) {
  known = readAddress().toString()
  const hear = () => {
    due = null // whoever went on meanwhile is elsewhere
    const now = readAddress().toString()
    if (now === known) return
    known = now
    restore()
  }
  addEventListener("popstate", hear)
  addEventListener("hashchange", hear)
  // it stands there before anybody leaves or copies it
  addEventListener("click", writeDue, true)
  addEventListener("pagehide", writeDue, true)
  document.addEventListener("click", jump)
}
