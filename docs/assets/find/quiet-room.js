// The quiet failure room: a team's own failures, written down, printed and forgotten on the device. What is typed goes
// into no address and no request. All that this needs is loaded with the page; only the cards of others, and the form,
// are fetched when somebody asks for them.

import { saveFile } from "../form/save-file.js"
import { loadBrief } from "./briefs.js"
import { loadDeck, readFacts } from "./card-facts.js"
import { chooseCards } from "./deck.js"
import { squeeze } from "./item-card.js"
import { followOwn, fromFile, joinOwn, keepOwn, readOwn, toFile, toText } from "./own-failures.js"
import { layCards, printSheets } from "./paper-card.js"
import { attach, make, numberOf, root } from "./site.js"

/** So many cards are enough to get warm. */
const WARM_UP = 8

class QuietRoom {
  constructor(host) {
    this.host = host
    const form = host.querySelector("template[data-own]").content
    this.entryForm = form.firstElementChild
    this.fields = [...form.querySelectorAll("[data-field]")].map((one) => one.dataset.field)
    this.words = { ...host.querySelector("template[data-words]").content.firstElementChild.dataset }
    this.list = host.querySelector("[data-entries]")
    this.stored = host.querySelector("[data-stored]")
    this.told = host.querySelector("[data-told]")
    this.asks = host.querySelector("[data-forget-asks]")
    this.mode = "" // what is printed in place of the page: own, warm-up, blank; else the own ones come before it
    this.failures = readOwn(this.fields) ?? []
    this.warm = []
    this.draw()
    this.listen()
  }

  button(name, act) {
    this.host.querySelector(`[data-do="${name}"]`).addEventListener("click", () => {
      this.told.textContent = "" // what was said of the last thing done
      act()
    })
  }

  /** Those of which something is written. */
  get written() {
    return this.failures.filter((one) => Object.values(one).some((text) => text.trim()))
  }

  listen() {
    this.button("add", () => this.add())
    this.button("print", () => this.print("own"))
    this.button("print-blank", () => this.print("blank"))
    this.button("print-warm-up", () => this.print("warm-up"))
    this.button("warm-up", () => this.warmUp())
    this.button("file", () => saveFile("our-failures.json", toFile(this.failures, this.fields), "application/json"))
    this.button("text", () => saveFile("our-failures.txt", `${toText(this.failures, this.fields, (name, value) => this.say(name, value))}\n`, "text/plain;charset=utf-8"))
    this.button("read", () => this.host.querySelector("[data-file]").click())
    this.host.querySelector("[data-file]").addEventListener("change", (event) => this.readBack(event.target))
    this.button("forget", () => this.ask(true))
    this.button("forget-yes", () => this.forget())
    this.button("forget-no", () => this.ask(false))
    this.button("draft", () => this.beginDraft())
    this.host.querySelector("[data-bring]").addEventListener("change", (event) => {
      this.host.querySelector("[data-do=draft]").hidden = !event.target.checked
    })
    followOwn(() => {
      this.failures = readOwn(this.fields) ?? []
      this.draw()
    })
    printSheets(this.host, () => ({ cells: this.listCells(), size: this.size, isAll: !!this.mode }))
    addEventListener("afterprint", () => { this.mode = "" })
  }

  get size() {
    return Number(this.host.querySelector("[name=size]:checked").value)
  }

  // ---- the entries ----

  draw() {
    this.list.replaceChildren(...this.failures.map((failure) => this.makeEntry(failure)))
    this.tell()
  }

  makeEntry(failure) {
    const entry = this.entryForm.cloneNode(true)
    const name = entry.querySelector("[data-name]")
    const fold = entry.querySelector("details")
    const nameIt = () => { name.textContent = failure.title?.trim() || this.words.unnamed }
    for (const control of entry.querySelectorAll("[data-field]")) {
      const { field } = control.dataset
      const means = control.closest("label").querySelector("span[data-means]")
      const explain = () => { if (means) means.textContent = control.selectedOptions[0].dataset.means ?? "" }
      control.value = failure[field] ?? ""
      explain()
      control.addEventListener("input", () => {
        failure[field] = control.value
        this.told.textContent = ""
        explain()
        nameIt()
        this.keep()
      })
    }
    entry.querySelector("[data-remove]").addEventListener("click", () => {
      const at = this.failures.indexOf(failure)
      this.failures.splice(at, 1)
      this.told.textContent = ""
      entry.remove()
      this.keep()
      const next = this.list.querySelectorAll("summary")[Math.min(at, this.failures.length - 1)]
      ;(next ?? this.host.querySelector('[data-do="add"]')).focus()
    })
    nameIt()
    fold.open = !failure.title
    return entry
  }

  add() {
    const failure = {}
    this.failures.push(failure)
    const entry = this.makeEntry(failure)
    this.list.append(entry)
    this.tell()
    entry.querySelector("[data-field]").focus()
  }

  keep() {
    this.isKept = keepOwn(this.failures, this.fields)
    this.tell()
  }

  /** What is stored, and where, said plainly. */
  tell() {
    const { written } = this
    const letters = written.reduce((sum, one) => sum + Object.values(one).join("").length, 0)
    const number = `${numberOf(written.length, "failure")}, ${numberOf(letters, "letter")}`
    if (this.isKept === false) this.stored.textContent = this.words.lost
    else this.stored.textContent = written.length ? this.words.kept.replace("{}", number) : this.words.nothing
    for (const one of this.host.querySelectorAll("[data-needs]")) one.hidden = !written.length
    this.host.querySelector("[data-forget-number]").textContent = numberOf(written.length, "failure")
    if (!written.length) this.ask(false)
    this.host.querySelector("[data-forget]").hidden = !written.length || !this.asks.hidden
  }

  // ---- in words, on paper, in a file ----

  optionOf(field, value) {
    return [...this.entryForm.querySelectorAll(`[data-field="${field}"] option`)].find((one) => one.value === value)
  }

  /** A field and what stands in it, as one reads it. */
  say(field, value) {
    const control = this.entryForm.querySelector(`[data-field="${field}"]`)
    return [control.dataset.title, this.optionOf(field, value)?.textContent ?? value]
  }

  /** What the card of a failure of one's own says: all of it, the cause with how sure we are in one line. */
  readOwnFacts({ title, cause, certainty, ...others }) {
    const sure = certainty ? this.optionOf("certainty", certainty).textContent.toLowerCase() : ""
    const why = [cause ? this.say("cause", cause)[1] : "", sure].filter(Boolean).join(", ")
    const told = this.fields.filter((field) => others[field]?.trim()).map((field) => this.say(field, others[field].trim()))
    const lines = [...(why ? [[this.say("cause", "")[0], why]] : []), ...told]
    return { kind: "failure", title: title?.trim() || this.words.unnamed, lines, must: lines.length }
  }

  listCells() {
    if (this.mode === "warm-up") return layCards(this.host, this.warm, this.size)
    if (this.mode !== "blank") return layCards(this.host, this.written.map((one) => this.readOwnFacts(one)), this.size)
    const blank = this.host.querySelector("[data-blank] .paper-cell")
    return Array.from({ length: this.size }, () => blank.cloneNode(true))
  }

  print(mode) {
    this.mode = mode
    print()
  }

  async readBack(input) {
    const [file] = input.files
    if (!file) return
    this.told.textContent = ""
    try {
      const [before, read] = [this.failures.length, fromFile(await file.text(), this.fields)]
      this.failures = joinOwn(this.failures, read)
      this.draw()
      this.keep()
      this.told.textContent = this.sayRead(this.failures.length - before, read.length)
    } catch {
      this.told.textContent = this.words.strange
    }
    input.value = "" // so that the same file can be chosen again
  }

  /** How many of a file are new, and how many were here. */
  sayRead(fresh, all) {
    const were = all - fresh
    if (!fresh) return this.words.areHere.replace("{}", numberOf(all, "failure"))
    const read = this.words.read.replace("{}", numberOf(fresh, "failure"))
    return were ? `${read} ${this.words.here.replace("{}", numberOf(were, "failure"))}` : read
  }

  // ---- and gone ----

  ask(open) {
    if (this.asks.hidden === !open) return
    this.asks.hidden = !open
    this.host.querySelector("[data-forget]").hidden = open || !this.written.length
    this.host.querySelector(open ? '[data-do="forget-no"]' : '[data-do="forget"]').focus()
  }

  forget() {
    const number = numberOf(this.written.length, "failure")
    this.asks.hidden = true
    if (!keepOwn([], this.fields)) {
      this.told.textContent = this.words.notForgotten
      return this.tell()
    }
    this.failures = []
    this.isKept = true
    this.draw()
    this.told.textContent = this.words.forgotten.replace("{}", number)
    this.host.querySelector('[data-do="add"]').focus()
  }

  // ---- the cards of others ----

  async warmUp() {
    const cause = this.host.querySelector("[name=warm-up]").value
    const deck = this.host.querySelector(".deck")
    const say = this.host.querySelector("[data-warm-up-say]")
    say.textContent = this.words.looking
    try {
      const known = await loadDeck()
      const chosen = chooseCards(known, { kinds: ["failure"], theme: "", cause, door: "", country: "" }).slice(0, WARM_UP)
      const briefs = await Promise.all(chosen.map(({ n }) => loadBrief(known.cases[n])))
      this.warm = chosen.map(({ place }, n) => ({ ...readFacts(briefs[n].items[place], this.host.dataset.site), kind: "published" }))
      deck.className = "deck paper--8"
      deck.replaceChildren(...layCards(this.host, this.warm, 8).map((cell) => make("li", { class: "deck__slot" }, cell)))
      say.textContent = numberOf(chosen.length, "card")
      this.host.querySelector('[data-do="print-warm-up"]').hidden = !chosen.length
    } catch {
      say.textContent = this.words.offline
    }
  }

  // ---- out of the room, only when asked ----

  async beginDraft() {
    const { newDraft, openStore } = await import("../form/drafts.js")
    const store = openStore()
    const draft = newDraft("full", { facts: { failures: this.failures.filter((one) => one.title?.trim()).map((one) => ({ ...one })) } })
    try {
      store.save(draft)
      location.assign(new URL(`contribute/form/#draft=${draft.id}`, root))
    } catch {
      this.told.textContent = squeeze(this.stored)
    }
  }
}

attach("[data-quiet-room]", (host) => new QuietRoom(host))
