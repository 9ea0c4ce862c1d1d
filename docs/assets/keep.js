// Save, copy link, share, cite: what the buttons of a case and its items do. It is fetched when one of them is pressed.

import { readSaved, save, unsave, isSaved } from "./find/saved.js"
import { sayToday } from "./reading.js"
import { adopt, copyText, load, make, root } from "./find/site.js"
import "./find/saved-marks.js"

const squeeze = (text) => text.replace(/\s+/g, " ").trim()
const words = () => document.querySelector("[data-keep-said]")?.dataset ?? {}

/** What stands in sight of an element: without its drawings and what is only read out. */
function read(one) {
  const copy = one.cloneNode(true)
  for (const hidden of copy.querySelectorAll(".visually-hidden, svg")) hidden.remove()
  return squeeze(copy.textContent)
}

/** Of what a button speaks: the item in which it stands, or the whole case. */
function findThing(button) {
  const id = document.querySelector("#cite").dataset.case
  const page = document.querySelector("link[rel=canonical]")?.href ?? location.href.replace(/[?#].*/, "")
  const title = read(document.querySelector("h1"))
  const item = button.closest(".row__body[id]")
  if (!item) return { key: id, title, address: page, says: read(document.querySelector(".summary")) }
  const row = item.closest("details")
  const says = row.querySelector(".row__line")
  return {
    key: `${id}#${item.id}`,
    title: read(row.querySelector(".row__title")),
    kind: squeeze(row.querySelector(".row__title .visually-hidden").textContent).replace(":", "").toLowerCase(),
    case: title,
    address: `${page}#${item.id}`,
    says: says ? read(says) : "",
  }
}

// ---- what is said of it ----

/** The line below the buttons: it tells what was done, and may hold what one copies by hand. */
function findLine(button) {
  const line = button.closest("p")
  const next = line.nextElementSibling
  if (next?.matches(".keep-said")) return next
  const said = make("p", { class: "keep-said small", role: "status" })
  line.after(said)
  return said
}

/** A place that tells speaks only of what changes in it: it must be there before. */
function tell(button, ...said) {
  const line = findLine(button)
  line.replaceChildren()
  setTimeout(() => {
    line.replaceChildren(...said)
    line.scrollIntoView({ block: "nearest" })
  })
}

// ---- what the buttons do ----

function toggle(button) {
  const { name } = button.dataset
  const was = isSaved(name)
  const lasts = was ? unsave(name) : save(name)
  const { saved, takenOff, onList, forNow } = words()
  if (!saved) return
  const number = readSaved().length
  const way = make("a", { href: new URL("my-list/", root) }, onList)
  tell(button, was ? takenOff : saved, " ", way, number ? ` (${number})` : "", lasts ? "" : ` ${forNow}`)
}

async function copyLink(button) {
  const { address } = findThing(button)
  const field = make("input", { class: "keep-field", type: "text", readonly: true, "aria-label": button.textContent })
  field.value = address
  const line = findLine(button)
  line.replaceChildren()
  try {
    await navigator.clipboard.writeText(address)
    tell(button, words().copied)
  } catch {
    line.append(field)
    const done = await copyText(address, field)
    if (done) tell(button, words().copied)
    else line.prepend(words().byHand)
  }
}

async function share(button) {
  const { title, says, address } = findThing(button)
  try {
    await navigator.share({ title, text: says ? `${title}. ${says}` : title, url: address })
  } catch ({ name }) {
    // the reader has thought better of it, or what was fetched took longer than a press is good for
    if (name === "NotAllowedError") tell(button, words().again)
  }
}

/** The style of the box: it comes before the box is shown. */
function loadStyle() {
  const style = make("link", { rel: "stylesheet", href: new URL("keep.css", import.meta.url) })
  const come = new Promise((done) => { style.onload = style.onerror = done })
  document.head.append(style)
  return come
}

let form = "plain" // the form that was chosen last

async function showCitation(button) {
  const open = document.querySelector(".cite-here")
  open?.remove()
  button.setAttribute("aria-expanded", "false")
  if (open?.opener === button) return
  const [{ html, forms }, { cite, ENDINGS, TYPES }, { saveFile }] = await Promise.all([
    load("find/cite.json"), import("./find/citing.js"), import("./form/save-file.js"),
    document.querySelector("link[href$='keep.css']") ? null : loadStyle(),
  ])
  document.querySelector(".cite-here")?.remove()
  const cited = { ...JSON.parse(document.querySelector("#cite").dataset.cited), ...findThing(button), read: sayToday() }
  const box = adopt(html)
  const find = (selector) => box.querySelector(selector)
  const [area, status] = [find("textarea"), find("[role=status]")]
  const draw = () => {
    area.value = cite(form, forms[form], cited)
    status.textContent = ""
    // as high as what it holds
    for (area.rows = 3; area.rows < 30 && area.scrollHeight > area.clientHeight; area.rows += 1);
  }
  for (const radio of box.querySelectorAll("[type=radio]")) {
    radio.checked = radio.value === form
    radio.addEventListener("change", () => { form = radio.value; draw() })
  }
  find("[data-copy]").addEventListener("click", async () => {
    status.textContent = (await copyText(area.value, area)) ? status.dataset.done : status.dataset.byHand
  })
  find("[data-file]").addEventListener("click", () => {
    saveFile(`${cited.key.replace("#", "-")}.${ENDINGS[form]}`, `${area.value}\n`, TYPES[form])
  })
  const close = () => {
    box.remove()
    button.setAttribute("aria-expanded", "false")
    button.focus({ preventScroll: true })
  }
  find("[data-close]").addEventListener("click", close)
  box.addEventListener("keydown", ({ key }) => { if (key === "Escape") close() })
  box.opener = button
  const line = button.closest("p")
  const said = line.nextElementSibling
  ;(said?.matches(".keep-said") ? said : line).after(box)
  draw()
  button.setAttribute("aria-expanded", "true")
  box.focus({ preventScroll: true })
  box.scrollIntoView({ block: "nearest" })
}

const WAYS = { save: toggle, link: copyLink, share, cite: showCitation }

/** Do what a button is for. */
export const press = (button) => WAYS[button.dataset.keep](button)
