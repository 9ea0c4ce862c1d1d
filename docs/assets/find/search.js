// The search as one sees it: a field, and results in groups. In a dialog over any page, or in the page
// /search/. It is loaded when somebody opens it; what it loads then is told in search-worker.js.
// Nothing that is typed leaves the browser.

import { cameBack, isPlainClick } from "../reading.js"
import { toHash } from "./address.js"
import { Groups } from "./search-groups.js"
import { joinWords, make, numberOf, root } from "./site.js"

/** While somebody types on, a search waits for a pause, in ms; who was slower than two of them waits for nothing. */
const PAUSE = 160
/** From when on it is said that results are on their way, in ms. */
const LONG = 200
const LEAST = 2
const TOO_SHORT = "Two letters are the least."
const HINT = "A word, a place or an organisation. También en español, também em português."

/** The styles come with the search, not with every page; the search page has them from the start. */
let styled
function style() {
  const address = new URL("assets/find/search.css", root).href
  if ([...document.styleSheets].some((one) => one.href === address)) return null
  styled ??= new Promise((done) => {
    const link = make("link", { rel: "stylesheet", href: address })
    link.addEventListener("load", done)
    link.addEventListener("error", done)
    document.head.append(link)
  })
  return styled
}

const canRun = () => typeof Worker === "function" && typeof DecompressionStream === "function"

/** The worker, begun with the first message to it, and anew after a failure; `hear` gets each answer. */
function hire(hear) {
  let worker = null
  const fail = () => {
    worker.terminate()
    worker = null
    hear({ failed: true })
  }
  const begin = () => {
    worker = new Worker(new URL("./search-worker.js", import.meta.url), { type: "module" })
    worker.addEventListener("error", fail)
    worker.addEventListener("message", ({ data: told }) => (told.some(({ failed }) => failed) ? fail() : told.forEach(hear)))
    worker.postMessage({})
  }
  return (message) => {
    if (!worker) begin()
    if (message) worker.postMessage(message)
  }
}

const quote = (words) => joinWords(words.map((word) => `“${word}”`))
const linkTo = (address, ...parts) => make("a", { href: new URL(address, root) }, ...parts)
/** A link that searches, here or, in another tab, on the page of the search. */
const linkQuery = (query, label, lang) =>
  make("a", { class: "search__try", href: new URL(`search/${toHash({ q: query })}`, root), "data-query": query, lang: lang || null }, label)
const listLinks = (told, links) => make("div", { class: "search__onward" }, make("p", {}, told), make("ul", {}, ...links.map((link) => make("li", {}, link))))

/** The lists that need no search: the page's own links to them. */
function listWays() {
  if (document.querySelector("[data-search-ways]")) return "" // the page has them
  const links = document.querySelectorAll(".site-nav a, .site-footer nav:first-of-type a")
  const ways = [...links].filter((link) => !link.href.startsWith(new URL("search/", root).href))
  return make("ul", { class: "search__ways" }, ...ways.map((link) => make("li", {}, make("a", { href: link.href }, link.textContent))))
}

/** The search, in an element: what it holds, what it was asked, and what it shows. */
class Search {
  /**
   * `changed(query, entered)` is told what is searched for, `entered` when Enter was pressed, else when what was found is
   * there or is long in coming; `drawn()` is told that all is shown. `last` was searched for before, and `isBack` says
   * whether somebody comes back to what was found.
   */
  constructor(host, changed, drawn, { last, isBack }) {
    this.changed = changed
    this.drawn = drawn
    this.form = host.querySelector("form")
    this.field = this.form.querySelector("input")
    this.status = host.querySelector("[role=status]")
    this.status.textContent = HINT
    this.tries = host.querySelector("[data-search-examples]")
    this.last = last
    this.notice = make("div", { class: "search__notice" })
    if (!this.tries) this.status.after((this.tries = make("div", { hidden: true })))
    host.append(this.notice)
    this.groups = new Groups(host, host.closest("dialog"), (part) => this.ask({ search: this.answered, ...part }))

    this.number = 0 // of the search that counts: answers to others are dropped
    this.answered = 0 // of the search whose results stand there
    this.asked = "" // what it asked for
    this.told = "" // what others were told of it
    this.typed = -Infinity // when the last letter came
    this.toFirst = false // whether the first result is to get the focus when it comes
    this.narrow = null // where what it can be narrowed down by stands
    // whoever comes back finds all that stood there: how many hits of which kind
    this.back = isBack ? (history.state.opened ?? {}) : null
    this.ask = hire((message) => this.hear(message))
    this.field.addEventListener("input", () => this.wait())
    this.form.addEventListener("submit", (event) => this.enter(event))
    host.addEventListener("keydown", (event) => this.step(event))
    host.addEventListener("click", (event) => this.follow(event))
    this.warm()
  }

  /** Load what every search needs, while the reader is still typing. */
  warm() {
    if (!canRun()) return this.refuse("This browser cannot run the search.", "Everything can be found in these lists too.")
    this.ask()
  }

  /** Say whether results are on their way: from the first letter on, until the last excerpt is there. */
  busy(is) {
    clearTimeout(this.waiting)
    this.groups.results.setAttribute("aria-busy", String(is))
    if (is) return
    this.tellAsked(this.asked)
    this.drawn()
  }

  /** Tell what is searched for now; what was only typed is told once. */
  tellAsked(query, entered = false) {
    if (entered || query !== this.told) this.changed(query, entered)
    this.told = query
  }

  /** Examples stand there as long as nothing is typed. */
  showTries() {
    this.tries.hidden = this.field.value.trim() !== "" || !this.tries.childElementCount
  }

  /** A link that searches puts its words into the field. */
  follow(event) {
    const link = event.target.closest("[data-query]")
    if (!link || !isPlainClick(event)) return
    event.preventDefault()
    this.field.value = link.dataset.query
    this.field.focus()
    this.tellAsked(link.dataset.query, true)
    this.start(link.dataset.query)
  }

  wait() {
    this.busy(true)
    if (this.status.textContent === TOO_SHORT) this.status.textContent = ""
    this.showTries()
    clearTimeout(this.timer)
    this.toFirst = false
    const search = () => this.start(this.field.value)
    const now = performance.now()
    if (now - this.typed > 2 * PAUSE) search()
    else this.timer = setTimeout(search, PAUSE)
    this.typed = now
  }

  enter(event) {
    event.preventDefault()
    const query = this.field.value.trim()
    this.tellAsked(query, true)
    this.toFirst = true
    if (query !== this.asked) this.start(query)
    else if (this.answered === this.number) this.goToFirst() // else what stands there is of an earlier search
  }

  start(query) {
    clearTimeout(this.timer)
    this.showTries()
    this.asked = query.trim()
    if (!canRun()) return this.busy(false)
    this.number++
    if (this.asked.length < LEAST) {
      this.status.textContent = this.asked ? TOO_SHORT : HINT
      this.clear()
      this.busy(false)
      return
    }
    this.busy(true)
    this.waiting = setTimeout(() => {
      this.status.textContent = "Searching …"
      this.tellAsked(this.asked)
    }, LONG)
    this.ask({ search: this.number, query: this.asked, whole: this.back })
    if (!this.back && history.state?.opened) history.replaceState({ ...history.state, opened: undefined }, "")
    this.back = null
  }

  hear(message) {
    if (message.failed) return this.fail()
    if (message.groups) this.groups.know(message.groups)
    if (message.examples && !this.tries.childElementCount) {
      const links = message.examples.map(([words, language]) => linkQuery(words, words, language))
      if (this.last) this.tries.append(listLinks("Your last search:", [linkQuery(this.last, this.last)]))
      this.tries.append(listLinks("For example:", links))
      this.showTries()
    }
    if (message.search !== this.number) return
    if (message.found) this.showFound(message.found)
    if (message.narrow) this.showNarrow(this.asked, message.narrow)
    if (message.hits) this.groups.showHits(message)
    if (message.lost) this.groups.showLost(message.lost)
    if (message.done) this.finish()
    if (this.toFirst) this.goToFirst()
  }

  /** All that one sees is there. */
  finish() {
    if (this.answered === this.number) this.groups.finish()
    this.busy(false)
  }

  goToFirst() {
    const [first] = this.groups.links()
    first?.focus()
    this.toFirst = !first
  }

  /** Up and down go through the results, and back into the field. */
  step(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const here = event.target.closest(".hit__title, #search-field")
    if (!by || !here || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const stops = [this.field, ...this.groups.links()]
    const next = stops[stops.indexOf(here) + by]
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  clear() {
    this.groups.clear()
    this.notice.replaceChildren()
    this.narrow = null
  }

  refuse(told, ...parts) {
    this.clear()
    this.busy(false)
    this.status.textContent = told
    this.notice.append(...parts.map((part) => make("p", {}, part)), listWays())
  }

  fail() {
    const again = make("button", { class: "more", type: "button" }, "Try again")
    again.addEventListener("click", () => {
      this.field.focus()
      this.refuse("")
      this.warm()
      this.start(this.field.value)
    })
    const why = "What it needs could not be loaded: you may be offline, or this copy of the site has no index. Everything can be found in these lists too."
    this.refuse("Search does not work here just now.", why, again)
  }

  /** What is said of a search: what is not there, and how much is shown instead. */
  tell({ query, total, unknown, used, some, place }) {
    const number = numberOf(total, "result")
    if (place?.near) {
      const nearest = total ? `. Nearest: ${numberOf(total, "case")} from ${place.near}.` : `, nor any from ${place.near}.`
      return `No case from ${place.name} yet${nearest}`
    }
    const told = []
    if (place) told.push(`No case from ${place.name} yet.`)
    else if (!total) told.push(`Nothing found for “${query}”.`)
    else if (unknown.length) told.push(`Nothing found for ${quote(unknown)}.`)
    if (some) told.push(`Nothing has all of the words “${used}”. Showing what has some of them: ${number}`)
    else if (total) told.push(unknown.length || place ? `${number} for “${used}”` : number)
    return told.join(" ")
  }

  /** Where it leads on: another spelling, the terms that are meant, fewer results. */
  leadOn({ query, total, offer, meant, isNarrowed }) {
    // one thing after the other: first it is to be known what was meant
    if (offer) return this.notice.append(make("p", { class: "search__offer" }, "Did you mean: ", linkQuery(offer, offer)), total ? "" : listWays())
    if (meant.length) {
      const links = meant.map(({ label, page, finder }) => make("span", {}, linkTo(page, label), " · ", make("a", { href: new URL(finder, root), "aria-label": `${label} in the finder` }, "in the finder")))
      this.notice.append(listLinks("This may be about:", links))
    }
    if (isNarrowed) {
      // its terms may come after the first hits: there is room for them, so that nothing moves
      this.narrow = listLinks("Narrow down:", [linkTo("finder/", "Answer three questions instead")])
      this.narrow.classList.add("search__narrow")
      this.notice.append(this.narrow)
    }
    if (!total) this.notice.append(make("p", {}, "Try fewer words, or others. Or look through these lists."), listWays())
  }

  showFound(found) {
    clearTimeout(this.waiting)
    this.answered = this.number
    this.clear()
    const { groups, total, offer } = found
    // Who sees has the numbers of each group right below, and what is offered.
    const hidden = `${total ? `: ${joinWords(groups.map((group) => this.groups.count(group)))}.` : ""}${offer ? ` Did you mean “${offer}”?` : ""}`
    this.status.replaceChildren(this.tell(found), make("span", { class: "visually-hidden" }, hidden))
    this.leadOn(found)
    for (const group of groups) this.groups.add(group)
  }

  showNarrow(query, labels) {
    const links = labels.map((label) => linkQuery(`${query} ${label.toLowerCase()}`, label))
    this.narrow?.querySelector("ul").prepend(...links.map((link) => make("li", {}, link)))
  }
}

/** Bring the search into an element that has a form with a field, and a line for what it says. */
export async function mount(host, changed, drawn, { last, isBack }) {
  // What the search needs is on its way while the styles are.
  const search = new Search(host, changed, drawn, { last, isBack })
  // what was typed meanwhile counts
  const typed = search.field.value.trim()
  if (typed) search.start(typed)
  await style()
  return search
}

const mounted = new WeakSet()

/** Keep what is searched for with this step of the history: whoever comes back finds it again. */
const keep = (query, last) => history.replaceState({ ...history.state, search: query, ...last }, "")

/** Bring the search into the dialog that the chrome has opened over a page. */
export async function mountDialog(dialog) {
  const field = dialog.querySelector("input")
  if (mounted.has(dialog)) return keep(field.value)
  mounted.add(dialog)
  const page = make("a", { class: "search__page", href: new URL("search/", root) }, "Open as a page")
  dialog.append(make("p", { class: "search__foot" }, page))
  dialog.addEventListener("click", (event) => {
    // A result on this very page lies under the dialog; and a click beside the dialog closes it.
    const link = event.target.closest("a[href]")
    const here = link && link.pathname === location.pathname && link.hash
    if (here || event.target === dialog) dialog.close()
  })
  // nothing is stored: the step of the history knows what was searched for last
  dialog.addEventListener("close", () => keep(undefined, { lastSearch: field.value.trim() || history.state?.lastSearch }))
  const { search, searchPlace, lastSearch: last } = history.state ?? {}
  const isBack = cameBack && Boolean(search)
  // whoever comes back to the results finds the place again that they were left at
  let place = isBack ? searchPlace : 0
  const goBack = () => {
    if (place && !dialog.scrollTop) dialog.scrollTop = place
    place = 0
  }
  addEventListener("pagehide", () => { if (dialog.open) keep(field.value, { searchPlace: dialog.scrollTop }) })
  keep(field.value)
  await mount(dialog.querySelector(".search"), (asked) => {
    keep(asked)
    page.href = new URL(`search/${toHash(asked ? { q: asked } : {})}`, root)
  }, goBack, { last, isBack })
}
