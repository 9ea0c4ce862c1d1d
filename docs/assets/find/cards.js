// Cards for the table: the lists of links become choices, and what fits them is laid out as it will be printed.
// The choices live in the address: #kind=ID&theme=ID&cause=ID&door=ID&country=ID&list=mine&size=8&blank=1,
// and which cards are taken out of them: &out=SIGNS.

import { followAddress, readAddress, tellDrawn, writeAddress } from "./address.js"
import { loadBrief } from "./briefs.js"
import { loadDeck, readFacts } from "./card-facts.js"
import { chooseCards, countCards, FACETS, findSaved, joinSigns, KINDS, signCard, splitSigns } from "./deck.js"
import { squeeze } from "./item-card.js"
import { layCards, printSheets, SIZES } from "./paper-card.js"
import { readSaved } from "./saved.js"
import { attach, make, numberOf } from "./site.js"

class Cards {
  constructor(host) {
    this.host = host
    this.form = host.querySelector(".cards__form")
    this.say = host.querySelector(".cards__say")
    this.deck = host.querySelector(".deck")
    this.hint = host.querySelector(".cards__hint")
    this.buttons = Object.fromEntries(["print", "more", "tick"].map((name) => [name, host.querySelector(`[data-${name}]`)]))
    this.keep = squeeze(host.querySelector("template[data-words]").content.querySelector("[data-keep]"))
    this.step = Number(host.dataset.most)
    this.most = this.step
    this.dropped = new Set() // the signs of the cards that are not to be printed
    this.cards = [] // those that are laid out, each with its cell
    this.saved = readSaved()
    this.turn = 0 // a later choice makes an earlier one stale
    this.makeControls()
    this.listen()
    this.show()
  }

  // ---- the choices ----

  makeControls() {
    for (const link of this.form.querySelectorAll("[data-kinds] a")) {
      const box = make("input", { type: "checkbox", name: "kind", value: link.dataset.value })
      link.parentElement.replaceChildren(make("label", {}, box, link.parentElement.querySelector("svg"), link.textContent))
    }
    this.selects = new Map()
    for (const facet of this.form.querySelectorAll("[data-facet]")) {
      const id = facet.dataset.facet
      const parts = [...facet.querySelectorAll("ul")].flatMap((list) => {
        const options = [...list.querySelectorAll("a")].map((link) => make("option", { value: link.dataset.value, "data-label": link.textContent }, link.textContent))
        const name = list.getAttribute("aria-label")
        return name ? [make("optgroup", { label: name }, ...options)] : options
      })
      const select = make("select", { name: id, "aria-labelledby": `by-${id}` }, make("option", { value: "" }, "any"), ...parts)
      facet.append(select)
      this.selects.set(id, select)
    }
    this.form.querySelector(".cards__saved").hidden = !this.saved.length
    this.form.querySelector("[data-saved]").textContent = numberOf(this.saved.length, "entry", "entries")
  }

  listen() {
    this.form.addEventListener("submit", (event) => event.preventDefault())
    this.form.addEventListener("change", () => {
      this.most = this.step
      writeAddress(this.listPairs())
      this.show()
    })
    followAddress(() => this.show())
    this.buttons.print.addEventListener("click", () => print())
    this.buttons.more.addEventListener("click", () => {
      this.most += this.step
      this.show()
    })
    this.buttons.tick.addEventListener("click", () => this.tickAll())
    printSheets(this.host, () => ({ cells: this.listCells().map((cell) => cell.cloneNode(true)), size: this.asked.size }))
  }

  listPairs() {
    const { elements } = this.form
    return [
      ...[...this.form.querySelectorAll("[name=kind]:checked")].map((box) => ["kind", box.value]),
      ...FACETS.flatMap((id) => (this.selects.get(id)?.value ? [[id, this.selects.get(id).value]] : [])),
      ...(elements.list.checked ? [["list", "mine"]] : []),
      ...(elements.size.value === "4" ? [] : [["size", elements.size.value]]),
      ...(elements.blank.checked ? [["blank", "1"]] : []),
      ...(this.dropped.size ? [["out", joinSigns(this.dropped)]] : []),
    ]
  }

  /** What the address asks for; unknown words are left out. No kind is all of them. */
  read() {
    const given = readAddress()
    const kinds = KINDS.filter((kind) => given.getAll("kind").includes(kind))
    const value = (id) => [...(this.selects.get(id)?.options ?? [])].find((option) => option.value === given.get(id))?.value ?? ""
    return {
      ticked: kinds,
      kinds: kinds.length ? kinds : KINDS,
      ...Object.fromEntries(FACETS.map((id) => [id, value(id)])),
      list: given.get("list") === "mine" && this.saved.length > 0,
      size: SIZES.find((size) => String(size) === given.get("size")) ?? SIZES[0],
      blank: given.get("blank") === "1",
      out: splitSigns(given.get("out")),
    }
  }

  fill({ ticked, list, size, blank, out, ...values }) {
    this.dropped = new Set(out)
    for (const box of this.form.querySelectorAll("[name=kind]")) box.checked = ticked.includes(box.value)
    for (const [id, select] of this.selects) select.value = values[id]
    const { elements } = this.form
    elements.list.checked = list
    elements.size.value = String(size)
    elements.blank.checked = blank
  }

  // ---- the cards ----

  async show() {
    const mine = ++this.turn
    this.asked = this.read()
    this.fill(this.asked)
    const isAsked = this.asked.ticked.length || this.asked.list || FACETS.some((id) => this.asked[id])
    if (!isAsked) return this.draw([], 0)
    this.say.textContent = "Looking through the cases …"
    try {
      this.known ??= await loadDeck()
      const saved = this.asked.list ? await this.findSaved() : null
      if (mine !== this.turn) return
      this.tellNumbers(saved?.items)
      const all = chooseCards(this.known, this.asked, saved?.items)
      const chosen = all.slice(0, this.most)
      const ids = [...new Set(chosen.map(({ n }) => this.known.cases[n]))]
      const loaded = await Promise.allSettled(ids.map(loadBrief))
      if (mine !== this.turn) return
      const briefs = new Map(ids.flatMap((id, n) => (loaded[n].status === "fulfilled" ? [[id, loaded[n].value]] : [])))
      const there = chosen.flatMap(({ n, place }) => {
        const id = this.known.cases[n]
        const item = briefs.get(id)?.items[place]
        return item ? [{ item, sign: signCard(`${id}#${item.id}`) }] : []
      })
      this.draw(there, all.length, chosen.length - there.length, saved?.lost)
    } catch {
      if (mine === this.turn) this.draw([], 0, 1)
    }
  }

  async findSaved() {
    const ids = [...new Set(this.saved.filter((name) => name.includes("#")).map((name) => name.split("#")[0]))].filter((id) => this.known.cases.includes(id))
    const briefs = new Map(await Promise.all(ids.map(async (id) => [id, await loadBrief(id)])))
    return findSaved(this.known, this.saved, (id, item) => briefs.get(id)?.items.findIndex((one) => one.id === item) ?? -1)
  }

  /** Each value says how many cards it would bring; the chosen one stays whatever it brings. */
  tellNumbers(among) {
    for (const [id, select] of this.selects) {
      const counted = countCards(this.known, this.asked, id, among)
      for (const option of [...select.options].slice(1)) {
        option.textContent = `${option.dataset.label} (${counted.get(option.value) ?? 0})`
        option.disabled = !counted.get(option.value) && !option.selected
      }
    }
  }

  draw(chosen, fitting, lost = 0, gone = 0) {
    const { size } = this.asked
    const facts = chosen.map(({ item }) => readFacts(item, this.host.dataset.site))
    const cells = layCards(this.host, facts, size)
    this.cards = facts.map(({ title }, n) => ({ sign: chosen[n].sign, title, cell: cells[n] }))
    this.deck.className = `deck paper--${size}`
    this.deck.replaceChildren(...this.cards.map((card) => this.makeSlot(card)))
    this.told = { fitting, lost, gone }
    const rest = fitting - chosen.length - lost
    this.buttons.more.hidden = rest <= 0
    this.buttons.more.textContent = `Lay out ${Math.min(rest, this.step)} more`
    this.sayNumber()
    tellDrawn()
  }

  makeSlot({ sign, title, cell }) {
    const box = make("input", { type: "checkbox" })
    box.checked = !this.dropped.has(sign)
    const slot = make("li", { class: "deck__slot" }, cell, make("label", { class: "deck__keep" }, box, ` ${this.keep}`, make("span", { class: "visually-hidden" }, ` (${title})`)))
    slot.classList.toggle("deck__slot--off", !box.checked)
    box.addEventListener("change", () => {
      this.dropped[box.checked ? "delete" : "add"](sign)
      this.keepTicks()
      slot.classList.toggle("deck__slot--off", !box.checked)
      this.sayNumber()
    })
    return slot
  }

  /** What is taken out belongs to the step in which one chose: Back leads to another choice, not through single cards. */
  keepTicks() {
    writeAddress(this.listPairs(), true)
  }

  tickAll() {
    const isAll = this.cards.every(({ sign }) => !this.dropped.has(sign))
    for (const { sign } of this.cards) this.dropped[isAll ? "add" : "delete"](sign)
    this.keepTicks()
    this.deck.replaceChildren(...this.cards.map((card) => this.makeSlot(card)))
    this.sayNumber()
  }

  // ---- on paper ----

  /** What is printed: the cards that are ticked, and then for each kind a sheet of blank ones. */
  listCells() {
    const kept = this.cards.filter(({ sign }) => !this.dropped.has(sign)).map(({ cell }) => cell)
    return this.asked.blank ? [...kept, ...this.listBlank()] : kept
  }

  listBlank() {
    return this.asked.kinds.flatMap((kind) => {
      const blank = this.host.querySelector(`[data-blank="${kind}"] .paper-cell`)
      return Array.from({ length: this.asked.size }, () => blank)
    })
  }

  /** How many cards there are and how many sheets they take, before anybody prints. */
  sayNumber() {
    const { fitting, lost, gone } = this.told
    const printed = this.listCells().length
    const blank = this.asked.blank ? this.listBlank().length : 0
    const [kept, laid] = [printed - blank, this.cards.length]
    const told = []
    if (fitting > laid + lost) told.push(`${numberOf(fitting, "card")} fit; the first ${laid} are laid out, one of each case first.`)
    if (kept < laid) told.push(`${kept} of ${laid} are ticked.`)
    if (printed) told.push(`${numberOf(kept, "card")}${blank ? ` and ${numberOf(blank, "blank one")}` : ""} on ${numberOf(Math.ceil(printed / this.asked.size), "sheet")}.`)
    else if (!laid && !lost) told.push(this.isChoice() ? "No card fits." : "Choose what the cards are about.")
    if (lost) told.push("Not all could be loaded. Is the line down? Choose again to try again.")
    if (gone) told.push(`${numberOf(gone, "entry", "entries")} of your list stand in no case any more.`)
    this.say.textContent = told.join(" ")
    this.buttons.print.hidden = this.hint.hidden = !printed
    this.buttons.tick.hidden = laid < 2
    this.buttons.tick.textContent = kept === laid ? this.buttons.tick.dataset.none : this.buttons.tick.dataset.all
  }

  isChoice() {
    return this.asked.ticked.length > 0 || this.asked.list || FACETS.some((id) => this.asked[id])
  }
}

attach("[data-cards]", (host) => new Cards(host))
