// My list: what was saved in this browser, in the reader's own order. An address with items is somebody's list: it is
// shown as it was given, and becomes the reader's own only when they say so.

import { inShort, sayToday } from "../reading.js"
import { followAddress, readAddress, tellDrawn, toHash, writeAddress } from "./address.js"
import { loadBrief } from "./briefs.js"
import { readItems, readNames, writeItems, writeText } from "./list-file.js"
import { followSaved, pickNames, readSaved, writeSaved } from "./saved.js"
import { adopt, attach, copyText, inWords, load, make, numberOf, root } from "./site.js"

/** How many cases are asked for at the same time. */
const AT_ONCE = 6

const squeeze = (one) => one?.textContent.replace(/\s+/g, " ").trim() ?? ""
const idOf = (name) => name.split("#")[0]
const placeOf = (name) => `cases/${name.replace("#", "/#")}${name.includes("#") ? "" : "/"}`
const sayEntries = (number) => numberOf(number, "entry", "entries")

/** Do something with each, some at a time. */
async function inTurn(all, does) {
  const waiting = [...all]
  const work = async () => { while (waiting.length) await does(waiting.shift()) }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** A text of the site as plain text: a paragraph, a list, or a heading with its list. */
function readText(part) {
  const lines = part.matches("ul, ol") ? [...part.children].map((one) => `- ${squeeze(one)}`)
    : part.matches(".condition") ? [`${squeeze(part.querySelector("b"))}:`, readText(part.querySelector("ul"))]
      : [squeeze(part)]
  return lines.join("\n")
}

/** What an entry says, read from its card: as a file and a citation need it. */
function readCard(card, name, cited) {
  const title = card.querySelector("h3 a")
  const isCase = !name.includes("#")
  const from = card.querySelector(".item__from a")
  const parts = [...card.querySelectorAll(".item__says .fold__body > *")]
  // the line of a lesson says the first of its conditions, and its text says them all
  const said = parts.some((part) => part.matches(".condition"))
  return {
    title: squeeze(title),
    kind: isCase ? "" : squeeze(card.querySelector(".mark span")),
    tells: isCase || said ? "" : squeeze(card.querySelector(".item__tells")),
    text: isCase ? squeeze(card.querySelector("h3 + p")) : parts.map(readText).join("\n\n"),
    from: isCase ? squeeze(card.querySelector(".kicker")) : `${squeeze(from)}, ${squeeze(card.querySelector(".item__place"))}`,
    address: title.href,
    cited: {
      ...cited, key: name, title: squeeze(title), kind: squeeze(card.querySelector(".mark span")).toLowerCase(),
      case: squeeze(from), address: title.href,
    },
  }
}

/** The page, in its own element. */
export class MyList {
  constructor(host) {
    const find = (selector) => host.querySelector(selector)
    this.words = host.dataset
    this.find = find
    this.list = find("[data-entries]")
    this.status = find("[data-say]")
    this.home = make("span", { hidden: true }) // where the status stands when there is nothing beside which it could
    this.status.before(this.home)
    find("h1").tabIndex = -1 // where the focus goes when what had it is gone
    this.own = { title: squeeze(find("h1")), lead: squeeze(find(".summary")), page: document.title }
    this.entries = new Map() // what is drawn, by name: { node, said }
    this.given = null // somebody's list, while it is shown
    this.names = []
    this.listen()
    // where nothing can be kept, one should know it before one builds upon it
    this.lasts = writeSaved(readSaved())
    followSaved(() => this.show())
    followAddress(() => this.restore())
    this.restore()
  }

  // ---- what is shown ----

  restore() {
    const names = readItems(readAddress().getAll("items").join("_"))
    this.given = names.length ? names : null
    this.say()
    this.show()
  }

  async show() {
    const { given, find } = this
    const own = readSaved()
    this.names = given ?? own
    find("[data-given]").hidden = !given
    // whoever opens an address that they were given must not take the list for their own
    const { own: named, words } = this
    find("h1").textContent = given ? words.givenTitle : named.title
    find(".summary").textContent = given ? words.givenLead : named.lead
    document.title = given ? named.page.replace(named.title, words.givenTitle) : named.page
    if (given) {
      const says = own.length ? `${this.words.yours} ${sayEntries(own.length)}.` : this.words.yoursEmpty
      find("[data-given-says]").textContent = `${sayEntries(given.length)}. ${says}`
      find("[data-keep-given]").hidden = given.every((name) => own.includes(name))
    }
    find("[data-empty]").hidden = this.names.length > 0
    for (const name of ["[data-ways]", "[data-entries-head]"]) find(name).hidden = this.names.length === 0
    find("[data-clear]").hidden = Boolean(given)
    this.draw()
    await this.fetchMissing()
    tellDrawn()
  }

  draw() {
    const focused = document.activeElement
    for (const name of this.names) if (!this.entries.has(name)) this.hold(name)
    const nodes = this.names.map((name) => this.entries.get(name).node)
    if (nodes.length !== this.list.children.length || nodes.some((node, n) => node !== this.list.children[n])) this.list.replaceChildren(...nodes)
    nodes.forEach((node, n) => {
      node.querySelector("[data-up]").disabled = n === 0
      node.querySelector("[data-down]").disabled = n === nodes.length - 1
      for (const one of node.querySelectorAll(".my-list__tools button")) one.hidden = one.matches("[data-keep]") !== Boolean(this.given)
    })
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true })
  }

  /** An entry that is on its way: its name leads to its place already. */
  hold(name) {
    const node = make("li", {}, make("p", { class: "my-list__coming" }, make("a", { href: new URL(placeOf(name), root) }, inWords(name.split("#").at(-1)))))
    const tools = document.importNode(this.find("template[data-tools]").content, true).firstElementChild
    tools.querySelector("[data-keep]").dataset.name = name
    tools.querySelector("[data-up]").addEventListener("click", ({ target }) => this.move(name, -1, target))
    tools.querySelector("[data-down]").addEventListener("click", ({ target }) => this.move(name, 1, target))
    tools.querySelector("[data-off]").addEventListener("click", () => this.takeOff(name))
    node.append(tools)
    this.entries.set(name, { node, said: null, state: "coming" })
  }

  async fetchMissing() {
    const open = (name) => ["coming", "lost"].includes(this.entries.get(name).state)
    const ids = [...new Set(this.names.filter(open).map(idOf))]
    await inTurn(ids, async (id) => {
      const brief = await loadBrief(id).catch((problem) => (/: (404|410)$/.test(problem.message) ? null : undefined))
      for (const name of this.names.filter((one) => idOf(one) === id && open(one))) this.arrive(name, brief)
    })
    this.find("[data-retry]").hidden = !this.names.some((name) => this.entries.get(name).state === "lost")
  }

  /** What came for an entry: its brief, nothing where the case is gone, or undefined where nothing could be loaded. */
  arrive(name, brief) {
    const entry = this.entries.get(name)
    const id = name.split("#")[1]
    const html = id ? brief?.items.find((item) => item.id === id)?.html : brief?.card
    if (html) {
      const card = adopt(html)
      entry.said = readCard(card, name, brief.cited)
      card.append(make("p", { class: "my-list__address" }, inShort(entry.said.address)))
      entry.node.firstElementChild.replaceWith(card)
      entry.state = "here"
    } else {
      entry.state = brief === undefined ? "lost" : "gone"
      const word = brief === undefined ? this.words.lost : brief ? this.words.itemGone : this.words.caseGone
      const old = make("a", { href: new URL(placeOf(brief ? idOf(name) : name), root) }, name)
      entry.node.firstElementChild.replaceWith(make("div", { class: "my-list__gone" }, make("p", {}, old), make("p", { class: "small" }, word)))
    }
    const title = entry.said?.title ?? name
    for (const button of entry.node.querySelectorAll(".my-list__tools button")) {
      button.setAttribute("aria-label", `${squeeze(button)}: ${title}`)
    }
  }

  // ---- what the reader does ----

  listen() {
    const { find } = this
    const press = (selector, does) => find(selector).addEventListener("click", does)
    press("[data-keep-given]", () => {
      const kept = [...readSaved(), ...(this.given ?? [])]
      this.change(kept, this.words.kept)
      writeAddress([])
      this.restoreOwn()
    })
    press("[data-own]", (event) => {
      event.preventDefault()
      writeAddress([])
      this.restore()
    })
    press("[data-clear]", () => this.change([], this.words.cleared))
    press("[data-retry]", async ({ target }) => {
      await this.fetchMissing()
      if (!target.hidden) this.say(this.words.lost, target.parentElement)
    })
    press("[data-print]", () => print())
    press("[data-copy]", async ({ target }) => {
      const line = target.parentElement
      const field = find("[data-address]")
      field.value = this.makeAddress()
      field.hidden = true
      try {
        await navigator.clipboard.writeText(field.value)
        this.say(this.words.copied, line)
      } catch {
        field.hidden = false
        this.say((await copyText(field.value, field)) ? this.words.copied : this.words.byHand, line)
      }
    })
    const share = find("[data-share]")
    share.hidden = !navigator.share
    share.addEventListener("click", () => navigator.share?.({ title: this.words.shared, text: sayEntries(this.names.length), url: this.makeAddress() })?.catch(() => {}))
    for (const button of this.find("[data-ways]").querySelectorAll("[data-file]")) button.addEventListener("click", () => this.saveFile(button.dataset.file, button.parentElement))
    find("[data-read]").addEventListener("change", ({ target }) => this.readFile(target))
  }

  restoreOwn() {
    this.given = null
    this.show()
  }

  /** Say what was done, beside what did it; what can be taken back brings its button. */
  say(text = "", beside = this.home, undo = null) {
    this.status.replaceChildren()
    if (!text) return
    // one place that tells, which moves: so nothing is read out twice
    beside.after(this.status)
    const button = undo && make("button", { class: "keep", type: "button" }, this.words.undo)
    button?.addEventListener("click", undo)
    setTimeout(() => {
      this.status.replaceChildren(text, ...(button ? [" ", button] : []))
      this.status.scrollIntoView({ block: "nearest" })
    })
  }

  /** A new list, which can be taken back. */
  change(names, told, beside) {
    const before = readSaved()
    const lasts = writeSaved(names)
    this.say(lasts ? told : `${told} ${this.words.forNow}`, beside, () => {
      writeSaved(before)
      this.say()
      this.find("h1").focus({ preventScroll: true })
    })
  }

  move(name, by, button) {
    const names = readSaved()
    const at = names.indexOf(name)
    if (at < 0 || at + by < 0 || at + by >= names.length) return
    names.splice(at + by, 0, ...names.splice(at, 1))
    writeSaved(names)
    // at the end of its way a button does nothing any more: then the other one has the focus
    const tools = button.closest(".my-list__tools")
    const next = button.disabled ? tools.querySelector("button:not([disabled], [hidden])") : button
    next.focus({ preventScroll: true })
    tools.closest("li").scrollIntoView({ block: "nearest" })
    this.say(`${this.words.moved} ${at + by + 1}.`, tools)
  }

  takeOff(name) {
    const title = this.entries.get(name).said?.title ?? name
    const at = this.names.indexOf(name)
    const before = this.list.children[at - 1]
    const next = this.list.children[at + 1] ?? before
    // where the entry stood
    this.change(readSaved().filter((one) => one !== name), `${this.words.takenOff} ${title}`, before?.querySelector(".my-list__tools"))
    ;(next?.querySelector("[data-off]") ?? this.find("h1")).focus({ preventScroll: true })
  }

  // ---- how it leaves, and comes back ----

  makeAddress() {
    const page = document.querySelector("link[rel=canonical]")?.href ?? location.origin + location.pathname
    return page + toHash([["items", writeItems(this.names)]])
  }

  async saveFile(kind, line) {
    await this.fetchMissing()
    const said = this.names.map((name) => this.entries.get(name).said)
    const here = said.filter(Boolean)
    const left = said.length - here.length
    try {
      const [{ forms }, { cite, joinForms, ENDINGS, TYPES }, { saveFile }] = await Promise.all([load("find/cite.json"), import("./citing.js"), import("../form/save-file.js")])
      if (kind === "text") saveFile("my-list.txt", this.writeText((cited) => cite("plain", forms.plain, cited)), TYPES.plain)
      else saveFile(`my-list.${ENDINGS[kind]}`, joinForms(kind, here.map((one) => cite(kind, forms[kind], one.cited))), TYPES[kind])
    } catch {
      return this.say(this.words.lost, line)
    }
    this.say(left && kind !== "text" ? `${this.words.saved} ${sayEntries(left)} ${this.words.leftOut}` : this.words.saved, line)
  }

  /** The list as a text, with what its entries say; of what is gone or could not be loaded, where it was. */
  writeText(cite) {
    const read = sayToday()
    const entries = this.names.map((name) => {
      const { said } = this.entries.get(name)
      // the address stands above, on its own line
      return said ? { ...said, citation: cite({ ...said.cited, address: "", read }) } : { title: name, address: new URL(placeOf(name), root).href }
    })
    const { title } = this.own
    return writeText({ title: `${this.given ? this.words.givenTitle : title}: ${this.words.site}`, says: `${read}. ${sayEntries(entries.length)}.`, words: { cite: this.words.cite }, end: this.words.credit }, entries)
  }

  async readFile(input) {
    const [file] = input.files
    const names = file && file.size < 1_000_000 ? readNames(await file.text()) : []
    input.value = ""
    if (!names.length) return this.say(this.words.noNames, input.closest("p"))
    writeAddress([["items", writeItems(pickNames(names))]])
    this.restore()
    // it stands at the head of the page, far above the file
    this.find("[data-given]").focus({ preventScroll: true })
    this.find("h1").scrollIntoView()
  }
}

attach("[data-my-list]", (host) => new MyList(host))
