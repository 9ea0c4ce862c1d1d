// Should a script of the form fail, what was typed is not lost: it is in the browser, and is shown here as it is. This
// script needs no other and comes before them. What stands on the page stays there.
(() => {
  "use strict"
  const KEY = "casebook-draft-"

  /** The drafts that are stored, then those that the form still has in hand, which are newer. */
  const collect = () => {
    const found = new Map()
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(KEY)) found.set(key, localStorage.getItem(key))
    } catch {
      // nothing can be read: then nothing was kept
    }
    dispatchEvent(new CustomEvent("casebook:rescue", { detail: found }))
    return [...found.values()].join("\n\n")
  }

  const show = () => {
    const place = document.querySelector("[data-rescue]")
    if (!place || !place.hidden) return
    place.hidden = false
    const area = place.querySelector("textarea")
    const [copy, status] = [place.querySelector("button"), place.querySelector("[role=status]")]
    const link = place.querySelector("a")
    const fill = () => {
      area.value = collect()
      for (const one of place.querySelectorAll("[data-kept]")) one.hidden = !area.value
    }
    fill()
    copy.addEventListener("click", async () => {
      let done = true
      try {
        await navigator.clipboard.writeText(area.value)
      } catch {
        area.focus()
        area.select()
        done = document.execCommand("copy")
      }
      status.textContent = done ? status.dataset.done : status.dataset.byHand
    })
    // the form may still work in part: what is typed after this is in the file too
    link.addEventListener("click", () => {
      fill()
      link.href = URL.createObjectURL(new Blob([area.value], { type: "text/plain;charset=utf-8" }))
    })
  }

  const isOurs = (text) => String(text ?? "").includes("/assets/form/")
  addEventListener("error", ({ filename, target, error }) => {
    if (isOurs(filename) || isOurs(error?.stack) || isOurs(target?.src)) show()
  }, true)
  addEventListener("unhandledrejection", ({ reason }) => { if (isOurs(reason?.stack)) show() })
})()
