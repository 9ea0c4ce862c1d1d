// The meeting sheet: the reader chooses the cases; their questions are the site's own, made with it (find/rows/).
// The choice lives in the address: #cases=ID,ID. Nothing chosen: the sheet asks in general, as it stands in the page.

import { inShort, isPlainClick } from "../reading.js"
import { followAddress, readAddress, tellDrawn, writeAddress } from "./address.js"
import { CasePicks, cutIds } from "./case-picks.js"
import { readSaved } from "./saved.js"
import { adopt, attach, joinWords, load, make } from "./site.js"

/** The chosen ids of what an address asks for: each once, no more than fit. */
export const readCases = (asked, most) => cutIds((asked.get("cases") ?? "").split(","), most)

/** How many cases of the saved list stand beside the selects. */
const MOST_OFFERED = 12

/** A piece of a case on the sheet; on paper a case has its address in letters. */
function lay(html) {
  const piece = adopt(html)
  const address = piece.querySelector(".meeting__address")
  if (address) address.textContent = inShort(piece.querySelector(".meeting__from a").href)
  return piece
}

/** The sheet of a meeting, in the page's own element. */
class Meeting {
  constructor(host) {
    const form = host.querySelector("[data-meeting]")
    const links = [...host.querySelectorAll("[data-case]")]
    const names = ["First case", "Second case, if you like", "Third case, if you like"].slice(0, form.dataset.most)
    this.most = names.length
    this.picks = new CasePicks(form.querySelector(".picks__places"), links, names.map((name, n) => [name, n ? "None" : "Choose a case"]))
    this.status = form.querySelector("[role=status]")
    this.words = this.status.dataset
    this.sheet = host.querySelector("[data-meeting-sheet]")
    this.title = this.sheet.querySelector("[data-meeting-title]")
    this.parts = ["questions", "bring"].map((part) => {
      const place = this.sheet.querySelector(`[data-meeting-${part}]`)
      return { part, place, blank: [...place.children] }
    })
    this.blankTitle = this.title.textContent
    this.turn = 0 // a later choice makes an earlier answer stale
    this.offerSaved(form.querySelector("[data-meeting-saved]"))
    form.addEventListener("change", () => this.choose(this.picks.ids))
    form.addEventListener("submit", (event) => event.preventDefault())
    for (const link of links) link.addEventListener("click", (event) => this.take(event, link.dataset.case))
    followAddress(() => this.restore())
    this.restore()
  }

  offerSaved(place) {
    // the list holds cases and items: each case once
    const saved = cutIds(readSaved().map((name) => name.split("#")[0]), MOST_OFFERED)
    place.hidden = !saved.length
    for (const id of saved) {
      const button = make("button", { class: "plain", type: "button" }, this.picks.name(id))
      button.addEventListener("click", () => this.add(id))
      place.append(" ", button)
    }
  }

  /** A case of the list goes onto the sheet instead of being opened. */
  take(event, id) {
    if (!isPlainClick(event)) return
    event.preventDefault()
    this.add(id)
    this.sheet.scrollIntoView({ block: "start" })
  }

  /** A case more; where there is no room, in place of the last. */
  add(id) {
    const { ids } = this.picks
    if (!ids.includes(id)) this.choose([...ids.slice(0, this.most - 1), id])
  }

  choose(ids) {
    writeAddress(ids.length ? [["cases", ids.join(",")]] : [])
    // the selects keep their places, so the focus stays where the reader is
    if (ids.join() === this.picks.ids.join()) this.picks.guard()
    else this.picks.fill(ids)
    this.show(ids)
  }

  restore() {
    const ids = readCases(readAddress(), this.most)
    this.picks.fill(ids)
    this.show(ids)
  }

  async show(ids) {
    const mine = ++this.turn
    if (ids.length) this.status.textContent = this.words.loading
    const found = await Promise.allSettled(ids.map((id) => load(`find/rows/${id}.json`)))
    if (mine !== this.turn) return
    const cases = found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
    const lost = ids.filter((_, n) => found[n].status === "rejected")
    this.draw(cases)
    const told = cases.length ? [`${this.words.done} ${joinWords(cases.map((one) => one.name))}.`] : lost.length ? [] : [this.words.none]
    if (lost.length) told.push(`${this.words.lost} ${joinWords(lost)}.`)
    this.status.textContent = told.join(" ")
    tellDrawn()
  }

  draw(cases) {
    const cities = [...new Set(cases.map((one) => one.name))]
    this.title.textContent = cases.length ? this.title.dataset.title.replace("{}", joinWords(cities)) : this.blankTitle
    for (const { part, place, blank } of this.parts) {
      place.replaceChildren(...(cases.length ? cases.map((one) => lay(one.meeting[part])) : blank))
      // one case alone leaves the other city its own column
      if (cases.length === 1) place.append(blank[1])
    }
  }
}

attach(".meeting", (host) => new Meeting(host))
