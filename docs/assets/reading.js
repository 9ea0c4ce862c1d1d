// Reading: an address opens what it leads to, one button opens everything, and whoever comes back finds the place
// again with what was open. Every page has it; none needs it, since <details> opens without a script.

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

/** Open what hides the target, and show the row's title rather than the middle of its text. */
function reveal() {
  const target = findTarget()
  if (!target) return
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
  const row = target.matches(".row__body") ? target.parentElement : target
  row.scrollIntoView({ block: "start" })
}

// ---- all at once ----

function offerToOpenAll(button) {
  const folds = () => all().filter((fold) => !fold.matches("[data-apart], [data-apart] *"))
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

// Not every browser opens a closed fold on paper by the style sheet.
let opened = []
addEventListener("beforeprint", () => {
  opened = all().filter((fold) => !fold.open)
  for (const fold of opened) fold.open = true
})
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false
})

// ---- coming back ----

/** Keep the place and what is open in this step of the history: it goes when the tab goes. */
function keep() {
  const open = all().flatMap((fold, n) => (fold.open ? [n] : []))
  history.replaceState({ ...history.state, reading: { place: Math.round(scrollY), open } }, "")
}

let moved = false // whether the reader has moved since the page came: then nothing is put back any more

function restore() {
  const kept = history.state?.reading
  if (!kept || moved) return false
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
addEventListener("hashchange", reveal)
addEventListener("load", restore)

if (!restore()) reveal()
for (const button of document.querySelectorAll("[data-open-all]")) offerToOpenAll(button)
