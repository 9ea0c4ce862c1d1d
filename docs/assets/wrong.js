// "Is this wrong?": one panel, filled in with the place at which it was opened. Nothing is sent from here: what
// somebody types stands in the panel alone, until they copy the text or press a way, which then carries it.
import { adopt, copyText, load } from "./find/site.js"

const MOST_QUOTED = 500

/** What a link asks after: the item in which it stands, a passage of the story that is marked, or the whole case. */
function findPlace(link, marked) {
  const name = document.querySelector("#is-this-wrong").dataset.case
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href.replace(/#.*/, "")
  const item = link.closest(".row__body[id], li[id], tr[id]")
  const home = item ?? link.closest(".part--story")
  const words = home?.contains(marked?.at ?? null) ? marked.words : ""
  const passage = !item && words && marked.at.parentElement.closest("p[id]")
  const id = item?.id || passage?.id
  const title = item
    ? item.closest("details.row")?.querySelector(".row__title") ?? item.querySelector(".timeline__when, th")
    : home?.querySelector("h2") ?? document.querySelector("h1")
  const texts = item ? [...item.children].filter((one) => one.matches("p:not([class]), td:not(:has(details))")).map(read) : []
  return {
    about: id || "story",
    name: id ? `${name}#${id}` : name,
    address: id ? `${address}#${id}` : address,
    title: read(title),
    says: quote(squeeze(words) || texts.join(" ")),
  }
}

const squeeze = (text) => text.replace(/\s+/g, " ").trim()
const read = (one) => squeeze(one.textContent)

/** As many whole sentences as one still reads. */
function quote(text) {
  if (!text) return ""
  const cut = text.length > MOST_QUOTED ? text.slice(0, text.lastIndexOf(". ", MOST_QUOTED) + 1) : text
  return `“${cut || text}”`
}

const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole).replace(/\n{3,}/g, "\n\n")

const encode = (text) => encodeURIComponent(text.replace(/\r?\n/g, "\r\n"))

/** A text in double quotes, as YAML and JSON write it. */
const scalar = (text) => JSON.stringify(text.trim() || "…")

function makePanel(made) {
  const panel = adopt(made.html)
  const find = (selector) => panel.querySelector(selector)
  const shown = find("[data-text]")
  const status = find("[role=status]")
  let place = null
  let opener = null

  const chosen = () => find("[type=radio]:checked").value
  const said = (name) => find(`[data-said=${name}]`).value.trim()

  /** What is told, as it stands in the panel. */
  function compose() {
    const { about } = place
    const words = said("words")
    const role = said("role")
    const values = { ...place, about, role: scalar(role), plain_role: role || "…", today: new Date().toLocaleDateString("sv") }
    const ends = !find("[type=checkbox]").checked ? "nothing" : chosen() === "right" ? "review" : "reply"
    const becomes = fill(made.becomes[ends], { ...values, reply: scalar(words) })
    return fill(made.texts[chosen()], { ...values, words: words || "…", source: said("source") || "…", becomes })
  }

  function draw() {
    for (const one of panel.querySelectorAll("[data-when]")) one.hidden = !one.dataset.when.split(" ").includes(chosen())
    shown.value = compose()
    status.textContent = ""
  }

  async function copy() {
    status.textContent = (await copyText(shown.value, shown)) ? status.dataset.done : status.dataset.byHand
  }

  /** Only when a way is pressed does its address take up the text. */
  function carry(way) {
    const { most, pattern } = way.dataset
    const lead = (body) => fill(pattern, { title: encode(fill(made.title, place)), body: encode(body) })
    const whole = lead(shown.value)
    if (whole.length > most) copy()
    way.href = whole.length > most ? lead(fill(made.long, place)) : whole
  }

  find("[data-close]").addEventListener("click", () => panel.close())
  find("[data-copy]").addEventListener("click", copy)
  panel.addEventListener("input", draw)
  for (const way of panel.querySelectorAll("[data-pattern]")) {
    for (const press of ["click", "auxclick"]) way.addEventListener(press, () => carry(way))
  }
  const share = find("[data-share]")
  share.hidden = !navigator.share
  share.addEventListener("click", () => navigator.share({ text: shown.value }).catch(() => {}))
  panel.addEventListener("click", (event) => { if (event.target === panel) panel.close() })
  panel.addEventListener("close", () => opener.focus({ preventScroll: true }))
  document.body.append(panel)

  return (link, marked) => {
    opener = link
    const next = findPlace(link, marked)
    if (place && next.name !== place.name) for (const one of panel.querySelectorAll("[data-said]")) one.value = ""
    place = next
    find("[data-place]").textContent = place.title
    find("[data-change]").hash = `case=${place.name.split("#")[0]}`
    draw()
    panel.showModal()
    panel.scrollTop = 0
  }
}

/** The style of the panel: it comes before the panel is shown. */
function loadStyle() {
  const style = document.createElement("link")
  style.rel = "stylesheet"
  style.href = new URL("wrong.css", import.meta.url)
  const come = new Promise((done) => { style.onload = style.onerror = done })
  document.head.append(style)
  return come
}

let panel = null

/** Open the panel for the place in which a link stands, with the words that are marked there, if any. */
export async function open(link, marked) {
  panel ??= Promise.all([load("find/wrong.json"), loadStyle()]).then(([made]) => makePanel(made))
  panel.catch(() => { panel = null })
  ;(await panel)(link, marked)
}
