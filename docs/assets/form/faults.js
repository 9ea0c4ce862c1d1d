// The checker's sentences at the fields of the form: told once one has left a field, and never so that what a finger is
// on moves away from under it.

import { sayFault } from "./naming.js"

const placeOf = ({ at }) => at.join("/")
const lineIn = (field) => [...field.querySelectorAll("[data-fault]")].find((one) => one.closest("[data-path]") === field)

let isDown = false
let touched = null
const waiting = []

function flush() {
  if (!isDown) for (const act of waiting.splice(0)) act()
}

addEventListener("pointerdown", ({ target }) => { isDown = true; touched = target }, true)
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { isDown = false; setTimeout(flush) }, true)

/** Do what moves the page once no finger is down, and leave where it is what somebody is at. */
function keepInPlace(find, act) {
  waiting.push(() => {
    const element = find()
    const top = element?.getBoundingClientRect().top
    act()
    if (element?.isConnected) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" })
  })
  setTimeout(flush)
}

/** Tell a fault at its field, or that there is none. */
export function tellFault(field, fault, tree) {
  const line = lineIn(field)
  line.hidden = !fault
  line.textContent = fault ? sayFault(fault, tree) : ""
  const control = field.dataset.kind === "evidence" ? null : field.querySelector("input, textarea, select")
  if (fault) control?.setAttribute("aria-invalid", "true")
  else control?.removeAttribute("aria-invalid")
}

/** Tell all faults of a panel that somebody comes back to; what belongs to no field of it stands above them. */
export function tellFaults(panel, faults, tree, whole) {
  const fields = new Map([...panel.querySelectorAll("[data-path]")].map((one) => [one.dataset.path, one]))
  for (const fault of faults.toReversed()) {
    const field = fields.get(placeOf(fault))
    if (field) tellFault(field, fault, tree)
  }
  const other = whole && faults.find((one) => placeOf(one) === whole.path)
  if (other) Object.assign(whole.line, { hidden: false, textContent: sayFault(other, tree) })
}

/** Tell what is wrong with a field when somebody leaves it. */
export function watchFaults(panel, look, tree) {
  panel.addEventListener("focusout", ({ target, relatedTarget }) => {
    const field = target.closest("[data-path]")
    if (!field || field.contains(relatedTarget)) return
    keepInPlace(() => relatedTarget ?? touched, () => {
      if (!field.isConnected) return
      // what nobody has begun is not wrong yet, but what was told stays told until it is mended
      const isTold = !lineIn(field).hidden
      const isBegun = ({ code, at, path }) => isTold || (code !== "missing-field" && at === path)
      tellFault(field, look().find((one) => placeOf(one) === field.dataset.path && isBegun(one)), tree)
    })
  })
}

/** Lead to the field of a fault within what is shown, opening what it is folded into. */
export function leadTo(fault, view, tree) {
  const wanted = placeOf(fault)
  const fields = [...view.querySelectorAll("[data-path]")]
  const isIn = (path, other) => `${path}/`.startsWith(`${other}/`)
  const field = fields.findLast((one) => isIn(wanted, one.dataset.path)) ?? fields.find((one) => isIn(one.dataset.path, wanted))
  if (!field) return
  for (let one = field; one && one !== view; one = one.parentElement) {
    if (one.matches("[data-field]")) one.hidden = false
    if (one.matches("details")) Object.assign(one, { hidden: false, open: true })
  }
  tellFault(field, fault, tree)
  focusOn(field)
}

/** Go to a field, with what stands around it in sight. */
export function focusOn(field) {
  field?.scrollIntoView({ block: "center", behavior: "instant" })
  field?.querySelector("input, textarea, select, summary, button")?.focus({ preventScroll: true })
}
