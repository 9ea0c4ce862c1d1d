// What was found, as one sees it: groups of hits, and above them what leads to each. The first group comes at once, each
// other one as soon as it is near the screen, so that whoever never comes to it need not load what it says.

import { adopt, make, numberOf, root } from "./site.js"

/** How near to the screen a group is when its hits are asked for. */
const NEAR = "60% 0px"

/** A text with what was searched for marked in it. */
const mark = (parts) => parts.map(([text, hit]) => (hit ? make("mark", {}, text) : text))

function showHit(hit) {
  const names = hit.names.length ? ["About: ", ...hit.names.flatMap((name, n) => [n ? ", " : "", make("mark", {}, name)]), ". "] : []
  const excerpt = [...names, hit.before ? "… " : "", ...mark(hit.excerpt), hit.after ? " …" : ""]
  return make(
    "li",
    { class: "hit", lang: hit.language },
    make("a", { class: "hit__title", href: new URL(hit.address, root) }, ...mark(hit.title)),
    make("p", { class: "hit__context" }, hit.context),
    hit.excerpt.length ? make("p", { class: "hit__excerpt" }, ...excerpt) : "",
  )
}

/** The groups of what was found. */
export class Groups {
  /** They stand in `host`, which scrolls in `scroller` or, if that is null, with the page; `ask` has hits of them sent. */
  constructor(host, scroller, ask) {
    this.ask = ask
    this.scroller = scroller
    this.jump = make("ul", { class: "search__jump", "aria-label": "Kinds of results" })
    this.results = make("div", { class: "search__results" })
    host.append(this.jump, this.results)
    this.kinds = new Map() // kind -> how its group is called and marked
    this.shown = new Map() // kind -> what stands on the page
    const bring = (seen) => seen.forEach(({ isIntersecting, target }) => isIntersecting && this.bring(target.dataset.kind))
    this.near = new IntersectionObserver(bring, { root: scroller, rootMargin: NEAR })
    addEventListener("online", () => this.tryAgain())
  }

  know(groups) {
    this.kinds = new Map(groups.map((group) => [group.kind, { ...group, icon: adopt(group.icon) }]))
  }

  /** How many results there are of a kind, in words. */
  count({ kind, total }) {
    const { one, many } = this.kinds.get(kind)
    return numberOf(total, one, many)
  }

  links() {
    return [...this.results.querySelectorAll(".hit__title")]
  }

  clear() {
    this.near.disconnect()
    this.shown = new Map()
    for (const part of [this.jump, this.results]) part.replaceChildren()
    // the field of a dialog is always in sight, so one may type far down
    this.scroller?.scrollTo(0, 0)
  }

  /** A place for a group, in which nothing stands yet. */
  add({ kind, total }) {
    const { title, icon } = this.kinds.get(kind)
    const name = () => [icon.cloneNode(true), make("span", {}, title), make("span", { class: "contents__size" }, String(total))]
    const heading = make("h2", { id: `found-${kind}`, tabindex: "-1" }, ...name())
    const list = make("ol", { class: "found__list" })
    // each group appears with its first hits, below those that stand there: nothing moves
    const section = make("section", { class: `found found--${kind}`, "aria-labelledby": `found-${kind}`, "data-kind": kind, "aria-busy": "true", hidden: true }, heading, list)
    const chip = make("button", { type: "button", class: `found__chip found--${kind}` }, ...name())
    chip.addEventListener("click", () => this.goTo(kind))
    this.jump.append(make("li", {}, chip))
    this.results.append(section)
    this.shown.set(kind, { section, heading, list, total })
  }

  /** All that one sees is there: the other groups are told by their names, and brought when they come near. */
  finish() {
    for (const [kind, { section, list, brought }] of this.shown) {
      if (!section.hidden || list.firstChild) continue
      section.hidden = false
      if (brought) this.ask({ first: kind })
      else this.near.observe(section)
    }
  }

  /** Have the first hits of a group, asked for once; done when they stand there. */
  bring(kind) {
    const group = this.shown.get(kind)
    if (!group || group.list.firstChild || group.brought) return group?.brought
    this.near.unobserve(group.section)
    group.brought = new Promise((done) => { group.stand = done })
    // what is hidden still may come by itself
    if (!group.section.hidden) this.ask({ first: kind })
    return group.brought
  }

  /** Lead to a group: those before it are brought too, so that it stays where it is. */
  async goTo(kind) {
    const { heading } = this.shown.get(kind)
    const kinds = [...this.shown.keys()]
    const brought = kinds.slice(0, kinds.indexOf(kind) + 1).map((one) => this.bring(one))
    heading.scrollIntoView()
    heading.focus({ preventScroll: true })
    await Promise.all(brought)
    if (document.activeElement === heading) heading.scrollIntoView()
  }

  showHits({ kind, from, hits }) {
    const group = this.shown.get(kind)
    // asked for twice, they stand there once
    if (from < group.list.children.length) return
    const items = hits.map(showHit)
    const more = group.more
    group.section.hidden = false
    group.section.removeAttribute("aria-busy")
    if (group.lost?.contains(document.activeElement)) group.heading.focus({ preventScroll: true })
    group.lost?.remove()
    group.list.append(...items)
    group.stand?.()
    if (from) history.replaceState({ ...history.state, opened: { ...history.state?.opened, [kind]: group.list.children.length } }, "")
    // Whoever asked for more goes on where the new ones begin.
    if (more === document.activeElement) items[0]?.querySelector("a").focus()
    more?.remove()
    const rest = group.total - group.list.children.length
    if (rest <= 0 || !items.length) return
    const { one, many } = this.kinds.get(kind)
    group.more = make("button", { class: "more found__more", type: "button" }, numberOf(rest, `more ${one}`, `more ${many}`))
    group.more.addEventListener("click", () => this.ask({ more: kind, from: group.list.children.length }))
    group.section.append(group.more)
  }

  /** What did not come takes nothing away. It is asked for again when the line is back, or when somebody presses. */
  showLost(kind) {
    const group = this.shown.get(kind)
    if (group.list.firstChild) return // the button for more stands there still
    group.brought = null
    const again = make("button", { class: "more found__more", type: "button" }, "Try again")
    again.addEventListener("click", () => this.tryAgain())
    group.lost?.remove()
    group.lost = make("div", { class: "found__lost", role: "status" }, make("p", {}, "These could not be loaded. Is the line down?"), again)
    group.heading.after(group.lost)
  }

  tryAgain() {
    for (const [kind, { lost }] of this.shown) if (lost?.isConnected) this.bring(kind)
  }
}
