// Reading: an address opens what it leads to, one button opens everything, and whoever comes back finds the place
// again with what was open. And paper: what stands on every sheet, and a case as a handout of two pages or in full.
// Every page has it, in one file for one request; none needs it, since <details> opens without a script.

const all = () => [...document.querySelectorAll("main details")]

// ---- an address opens its row ----

/** The element that the address leads to; none for a state, which has a "=" behind its "#". */
function findTarget() {
  const id = location.hash.slice(1)
  if (!id || id.includes("=")) return null
  try {
    return document.getElementById(decodeURIComponent(id))
  } catch {
    return null // a broken escape is no anchor of ours
  }
}

/** Open what hides a place in the page. */
export function openAround(place) {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
}

/** Whether a click leads on in this tab: with a key it may open another one. */
export const isPlainClick = (event) =>
  !event.defaultPrevented && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey

/** Show the target: the row's title rather than the middle of its text. */
function reveal() {
  const target = findTarget()
  if (!target) return
  openAround(target)
  const row = target.matches(".row__body") ? target.parentElement : target
  row.scrollIntoView({ block: "start" })
}

// ---- a source, where the story rests on it ----

/** What the list of sources says of a source, without its ids, which stay in the list. */
function copyOf(entry) {
  const copy = document.createElement("p")
  copy.lang = "en"
  copy.append(...entry.cloneNode(true).childNodes)
  for (const one of copy.querySelectorAll("ul")) one.remove()
  return copy
}

function showSource(mark) {
  const entry = mark.hash && document.querySelector(mark.hash)
  if (!entry || !HTMLElement.prototype.showPopover) return false
  document.querySelector(".source-here")?.remove()
  const box = document.createElement("div")
  box.className = "source-here"
  box.popover = "auto"
  box.tabIndex = -1
  box.setAttribute("aria-label", mark.title || mark.textContent)
  box.setAttribute("role", "dialog")
  const ways = document.createElement("p")
  const toList = document.createElement("a")
  toList.href = mark.hash
  toList.textContent = "In the list of sources"
  toList.addEventListener("click", () => box.remove())
  const close = document.createElement("button")
  close.type = "button"
  close.className = "plain"
  close.textContent = "Close"
  close.addEventListener("click", () => box.hidePopover())
  ways.append(toList, close)
  const place = mark.title.split(": ").slice(1).join(": ")
  if (place) {
    const said = document.createElement("p")
    said.textContent = place
    box.append(said)
  }
  box.prepend(copyOf(entry))
  box.append(ways)
  box.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return
    if (box.contains(document.activeElement) || document.activeElement === document.body) mark.focus({ preventScroll: true })
    box.remove()
  })
  mark.after(box) // so that the tab key goes on from here
  box.showPopover()
  if (matchMedia("(min-width: 48rem)").matches) {
    const { bottom, left, top } = mark.getBoundingClientRect()
    const { height, width } = box.getBoundingClientRect()
    box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 24))}px`
    box.style.top = `${bottom + height + 8 < innerHeight ? bottom + 6 : Math.max(8, top - height - 6)}px`
  }
  box.focus({ preventScroll: true })
  return true
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.(".case :is(.ref, .evidence > ul > li > a:first-child)")
  if (mark && isPlainClick(event) && showSource(mark)) event.preventDefault()
})

/** A source's links, and how much of it was read, stand once in the page: they come to the lines that name it. */
function bringLinks(line) {
  const mark = line.querySelector(":scope > a:first-child")
  const entry = mark && mark.hash && document.querySelector(mark.hash)
  const name = line.querySelector(":scope > bdi")
  if (!entry || !name) return
  const link = entry.querySelector(":scope > a[href^=http]:not(.archive)")?.cloneNode()
  name.replaceWith(link ?? name)
  link?.append(name)
  for (const one of entry.querySelectorAll(":scope > :is(.seen, .archive)")) line.append(" ", one.cloneNode(true))
}

document.addEventListener("toggle", ({ target }) => {
  if (!target.open || !target.matches(".case .evidence") || target.dataset.linked) return
  target.dataset.linked = ""
  for (const line of target.querySelectorAll("li")) bringLinks(line)
}, { capture: true })

// ---- is this wrong? ----

// what is marked when a link is pressed: the press itself may take the marking away
let marked = null
addEventListener("pointerdown", () => { marked = readMarked() }, { capture: true })

function readMarked() {
  const selection = getSelection()
  return selection.isCollapsed ? null : { words: selection.toString(), at: selection.anchorNode }
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.(".wrong")
  if (!link || !isPlainClick(event)) return
  event.preventDefault()
  const words = readMarked() ?? marked
  try {
    const panel = await import("./wrong.js")
    await panel.open(link, words)
  } catch {
    location.hash = link.hash // what the page itself says of it needs no script
  }
})

// ---- what one takes along ----

// what an item has is what the whole case has, about itself
const whole = document.querySelector(".case__keep")
for (const line of whole ? document.querySelectorAll(".case .item__ways") : []) {
  const { hash } = line.querySelector("a")
  line.replaceChildren(...whole.cloneNode(true).childNodes)
  line.querySelector("[data-keep=save]").dataset.name += hash
  line.querySelector("[data-keep=link]").href = hash
}

document.addEventListener("click", async (event) => {
  const way = event.target.closest?.("[data-keep]")
  if (!way || !isPlainClick(event)) return
  event.preventDefault()
  try {
    const keep = await import("./keep.js")
    await keep.press(way)
  } catch {
    if (way.hash) location.hash = way.hash
    else sayLost(way)
  }
})

/** What a button does could not be loaded: it is said beside the button, as keep.js would say it. */
function sayLost(button) {
  const lost = document.querySelector("[data-keep-said]")?.dataset.lost
  const line = button.closest("p")
  if (!lost || !line) return
  if (line.nextElementSibling?.matches(".keep-said")) line.nextElementSibling.remove()
  const said = document.createElement("p")
  said.className = "keep-said small"
  said.role = "status"
  line.after(said)
  setTimeout(() => said.append(lost))
}

if (navigator.share) for (const one of document.querySelectorAll("[data-keep=share]")) one.hidden = false

try {
  // who has saved nothing pays for nothing
  if (localStorage.getItem("casebook-list")) import("./find/saved-marks.js").catch(() => {})
} catch {
  // storage may be forbidden
}

// ---- the bar of sections says where one is ----

function followSections(bar) {
  const links = new Map([...bar.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]))
  const heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean)
  let current = null
  const follow = () => {
    const passed = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 3)
    const link = links.get((passed.at(-1) ?? heads[0])?.id)
    if (link === current) return
    current?.removeAttribute("aria-current")
    link?.setAttribute("aria-current", "true")
    current = link
    // the bar alone is moved, and only where it is wider than the screen
    if (link && bar.scrollWidth > bar.clientWidth) bar.scrollLeft = link.offsetLeft - bar.clientWidth / 3
  }
  let asked = 0
  addEventListener("scroll", () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0
      follow()
    })
  }, { passive: true })
  follow()
}

// ---- all at once ----

function offerToOpenAll(button) {
  // what an item rests on stays one line: its text is what one wants to read through
  const folds = () => all().filter((fold) => !fold.matches(".evidence"))
  const say = [button.textContent, button.dataset.other]
  let open = false
  button.hidden = false
  button.setAttribute("aria-pressed", "false")
  button.addEventListener("click", () => {
    open = !open
    for (const fold of folds()) fold.open = open
    button.textContent = say[Number(open)]
    button.setAttribute("aria-pressed", String(open))
  })
}

// ---- coming back ----

/** Whether somebody came back to this page; later its step of the history says of others too where they stand. */
export const cameBack = Boolean(history.state?.reading)

/** Keep the place and what is open in this step of the history: it goes when the tab goes. */
function keep() {
  const open = all().flatMap((fold, n) => (fold.open ? [n] : []))
  history.replaceState({ ...history.state, reading: { place: Math.round(scrollY), open } }, "")
}

let moved = false // whether the reader has moved since the page came: then nothing is put back any more

function restore() {
  const kept = history.state?.reading
  if (!kept || moved) return false
  return putBack(kept)
}

function putBack(kept) {
  const open = new Set(kept.open)
  all().forEach((fold, n) => {
    fold.open = open.has(n)
  })
  scrollTo(0, kept.place)
  return true
}

for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) {
  addEventListener(name, () => { moved = true }, { passive: true, capture: true })
}
addEventListener("pagehide", keep)
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keep()
})
// before a link is followed: some browsers do not take what is written while a page goes
document.addEventListener("click", ({ target }) => { if (target.closest?.("a[href]")) keep() }, { capture: true })
// a page that is drawn by a script is only now as high as it was
document.addEventListener("casebook:drawn", restore)
// a jump within the page has a step of its own: one back is the place that one left
addEventListener("hashchange", () => (history.state?.reading ? putBack(history.state.reading) : reveal()))
addEventListener("load", restore)

if (!restore()) reveal()
document.documentElement.classList.remove("opening")
for (const bar of document.querySelectorAll(".case > .contents")) followSections(bar)
for (const button of document.querySelectorAll("[data-open-all]")) offerToOpenAll(button)

// ---- paper ----

const root = document.documentElement

/** Today, in words. */
export const sayToday = () => new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }).format(new Date())

/** An address as one types it. */
export const inShort = (address) => address.replace(/^https?:\/\/(www\.)?/, "")

/** The longest address that somebody types from paper. */
const TYPED = 60

/** The source's address if it can be typed, or its site. */
function shortenSource(link) {
  const short = inShort(link.href).replace(/\/$/, "")
  return short.length <= TYPED ? short : link.hostname.replace(/^www\./, "")
}

// Not every browser opens a closed fold on paper by the style sheet.
let opened = []

addEventListener("beforeprint", () => {
  // with what was asked or chosen, but without a place in the page
  root.dataset.address = inShort(location.hash.includes("=") ? location.href : location.origin + location.pathname)
  root.dataset.printed = sayToday()
  for (const one of document.querySelectorAll("[data-here]")) one.textContent = root.dataset.address
  for (const link of document.querySelectorAll("main a[data-short='']")) link.dataset.short = inShort(link.href)
  // of those of which only one is open at a time, that one is printed
  opened = [...document.querySelectorAll("main details:not([open], .brief, [name])")]
  for (const fold of opened) fold.open = true
})

addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false
  opened = []
  delete root.dataset.paper
})

for (const button of document.querySelectorAll("[data-print-as]")) {
  button.addEventListener("click", () => {
    root.dataset.paper = button.dataset.printAs
    for (const link of document.querySelectorAll(".sources > li > a[href^=http]")) link.dataset.short = shortenSource(link)
    print()
  })
}
