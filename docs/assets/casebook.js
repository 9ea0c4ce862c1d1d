// Light, dark, or as the device: the only thing the pages need a script for.
// It stands in the head and runs before the first paint, so a chosen scheme never flashes.
(() => {
  "use strict"
  const KEY = "casebook-scheme"
  const SCHEMES = ["auto", "light", "dark"]
  const NAMES = { auto: "as the device", light: "light", dark: "dark" }
  const root = document.documentElement

  const read = () => {
    try {
      const kept = localStorage.getItem(KEY)
      return SCHEMES.includes(kept) ? kept : "auto"
    } catch {
      return "auto" // storage may be forbidden: then the choice lasts for this page
    }
  }

  const apply = (scheme) => {
    if (scheme === "auto") root.removeAttribute("data-scheme")
    else root.setAttribute("data-scheme", scheme)
  }

  let scheme = read()
  apply(scheme)
  root.classList.replace("no-js", "js")

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-scheme-switch]")
    if (!button) return
    const name = button.querySelector("[data-scheme-name]")
    name.textContent = NAMES[scheme]
    button.hidden = false
    button.addEventListener("click", () => {
      scheme = SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length]
      apply(scheme)
      name.textContent = NAMES[scheme]
      try {
        localStorage.setItem(KEY, scheme)
      } catch {
        // as above
      }
    })
  })
})()
