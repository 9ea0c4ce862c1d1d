// Paper: what stands on every sheet, and a case as a handout of two pages or in full. How it looks is in the style
// sheets: here the page is only told what it is printed as. Without this module everything is printed in full.

const root = document.documentElement

/** Today, in words. */
export const sayToday = () => new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }).format(new Date())

/** An address as one types it. */
export const inShort = (address) => address.replace(/^https?:\/\/(www\.)?/, "")

/** The longest address that somebody types from paper. */
const TYPED = 60

/** The source's address if it can be typed, or its site. */
function shortenSource(link) {
  const short = inShort(link.href).replace(/\/$/, "")
  return short.length <= TYPED ? short : link.hostname.replace(/^www\./, "")
}

// Not every browser opens a closed fold on paper by the style sheet.
let opened = []

addEventListener("beforeprint", () => {
  // with what was asked or chosen, but without a place in the page
  root.dataset.address = inShort(location.hash.includes("=") ? location.href : location.origin + location.pathname)
  root.dataset.printed = sayToday()
  for (const one of document.querySelectorAll("[data-here]")) one.textContent = root.dataset.address
  opened = [...document.querySelectorAll("main details:not([open], .brief)")]
  for (const fold of opened) fold.open = true
})

addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false
  opened = []
  delete root.dataset.paper
})

for (const button of document.querySelectorAll("[data-print-as]")) {
  button.addEventListener("click", () => {
    root.dataset.paper = button.dataset.printAs
    for (const link of document.querySelectorAll(".sources > li > a[href^=http]")) link.dataset.short = shortenSource(link)
    print()
  })
}
