// While somebody writes: asks again and again what is wrong with the files, and shows it at the foot of the page.
// When the site has been made anew, the page comes again. Only the live preview hands this out. All words come with the answer; what files say is shown as text alone.

const PAUSE = 400
const STATE = new URL("problems.json", import.meta.url)
const SITE = Number(new URL(import.meta.url).searchParams.get("site"))

const panel = document.createElement("section")
panel.className = "check-panel"
panel.setAttribute("role", "status")
panel.hidden = true
let shown = ""

function make(name, className, text) {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  return element
}

function makeRow({ path, line, column, severity, code, message, help }) {
  const row = make("li", `check-panel__problem check-panel__problem--${severity}`, "")
  row.append(
    make("code", "check-panel__place", `${path}:${line}:${column}`),
    make("span", "check-panel__code", `${severity} · ${code}`),
    make("p", "check-panel__message", message),
  )
  if (help) row.append(make("p", "check-panel__help", help))
  return row
}

function show({ head, note, problems }) {
  panel.hidden = !problems.length
  const list = make("ul", "check-panel__list", "")
  list.append(...problems.map(makeRow))
  panel.replaceChildren(make("h2", "check-panel__head", head), make("p", "check-panel__note", note), list)
  panel.children[1].hidden = !note
}

async function ask() {
  if (document.hidden) return
  try {
    const text = await (await fetch(STATE, { cache: "no-store" })).text()
    if (text === shown) return
    const state = JSON.parse(text)
    if (state.site > SITE) location.reload()
    show(state)
    shown = text
  } catch {
    // the preview is being started again: what is known stays in sight
  }
}

async function watch() {
  await ask()
  setTimeout(watch, PAUSE)
}

const style = document.createElement("link")
style.rel = "stylesheet"
style.href = new URL("panel.css", import.meta.url)
document.head.append(style)
document.body.append(panel)
document.addEventListener("visibilitychange", ask)
watch()
