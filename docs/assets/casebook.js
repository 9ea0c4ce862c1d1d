// What every page needs a script for: light, dark, or as the device; opening the search; and that no form is sent.
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

  // the way to a saved list stands in the header from the first paint on, and only where there is one (find/saved.js)
  try {
    root.classList.toggle("has-list", Boolean(localStorage.getItem("casebook-list")))
  } catch {
    // as above
  }

  // A page that is opened with a state (see find/address.js) keeps room for what it will draw, so that nothing jumps.
  const asked = location.hash.includes("=") ? location.hash : location.search
  if (asked.includes("=")) root.dataset.asked = [...new URLSearchParams(asked.slice(1)).keys()].join(" ")

  // What a form holds never goes to a server: it goes behind the "#" of the address that the form leads to, if any.
  document.addEventListener("submit", (event) => {
    event.preventDefault()
    const { leadsTo } = event.target.dataset
    if (!leadsTo) return
    const chosen = [...event.target.querySelectorAll("[data-name]")].filter((one) => one.value)
    const state = new URLSearchParams(chosen.map((one) => [one.dataset.name, one.value])).toString()
    location.assign(state ? `${leadsTo}#${state}` : leadsTo)
  })

  // Whoever comes to an address within the page, or comes back, sees it once its rows are open: nothing moves then.
  const anchor = location.hash.length > 1 && !location.hash.includes("=")
  if (anchor || history.state?.reading) {
    root.classList.add("opening")
    addEventListener("load", () => root.classList.remove("opening"))
  }

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

  // What one has read can be read again without a line: service-worker.js keeps it, /offline/ says what is kept and ends
  // it. It begins when the page is there. The live preview has no manifest, and nothing of it is kept.
  addEventListener("load", async () => {
    const manifest = document.querySelector("link[rel=manifest]")
    const workers = navigator.serviceWorker // only over https, and on this machine
    try {
      if (!manifest || !workers || localStorage.getItem("casebook-keep") === "no") return
      const registration = await workers.register(new URL("service-worker.js", manifest.href))
      registration.update().catch(() => {}) // a new release brings a new one; without a line there is none
      if (workers.controller) return
      const { active } = await workers.ready
      active.postMessage({ keep: [location.href, ...performance.getEntriesByType("resource").map((one) => one.name)] })
    } catch {
      // storage may be forbidden: then nothing is kept, and all is as it would be without
    }
  })

  // The field of the search stands there at once: no key is lost on a slow line, and a phone shows its
  // keyboard. Everything else is loaded when somebody searches: not a byte of it before.
  const makeDialog = () => {
    document.body.append(document.querySelector("[data-search-dialog]").content.cloneNode(true))
    const dialog = document.querySelector(".search-dialog")
    dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault())
    dialog.querySelector("button").addEventListener("click", () => dialog.close())
    return dialog
  }

  // Where the search cannot be loaded (offline, or from a disk) the page says so, right above the lists
  // that need no search.
  const openSearch = async (query) => {
    if (document.querySelector("[data-search-here]")) return document.querySelector("#search-field").focus()
    const dialog = document.querySelector(".search-dialog") ?? makeDialog()
    const field = dialog.querySelector("#search-field")
    if (query) field.value = query
    if (!dialog.open) dialog.showModal()
    field.focus()
    field.select()
    try {
      // the others are what the first needs: on a slow line they come together
      const [search] = await Promise.all(
        [import("./find/search.js"), import("./find/search-groups.js"), import("./find/address.js"), import("./find/site.js")],
      )
      await search.mountDialog(dialog)
    } catch {
      dialog.remove()
      const notice = document.querySelector("[data-search-notice]")
      notice.hidden = false
      notice.focus()
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const link = document.querySelector("[data-search-link]")
    if (!link) return
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      openSearch()
    })
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, select, textarea, [contenteditable]")
      const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey
      const command = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (event.defaultPrevented || !(slash || command)) return
      event.preventDefault()
      openSearch()
    })
    // Whoever went to a result and comes back finds the results again.
    if (history.state?.search) openSearch(history.state.search)
  })
})()
