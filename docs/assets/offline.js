// The page on what is kept: what one has read, the cases on one's list and the whole casebook on request, and the end of it.
// What is kept lies in caches by release, as service-worker.js reads them; all sentences stand in the page.

import { readSaved } from "./find/saved.js"
import { attach, joinWords, make, numberOf, root } from "./find/site.js"

const KEY = "casebook-keep"
const OURS = `casebook ${root.pathname} `
const CHOICE = `${OURS}choice`
const AT_ONCE = 4
const LISTED = 300 // as many titles are read for the list

const inCache = (address) => new URL(address, root)
const addressOf = ({ url }) => url.slice(root.href.length)
const isPage = (address) => /(^|\/|\.html)$/.test(address)

/** A size as one says it: two digits are enough. */
function sayBytes(size) {
  const [unit, step] = size < 1e6 ? ["kB", 1e3] : size < 1e9 ? ["MB", 1e6] : ["GB", 1e9]
  const number = size / step
  return `${number < 10 ? number.toFixed(1) : Math.round(number)} ${unit}`
}

const read = async (address) => (await fetch(inCache(address), { cache: "no-store" })).json()

async function readChoice() {
  const kept = await caches.match(inCache("choice"), { cacheName: CHOICE })
  return kept ? kept.json() : null
}

const writeChoice = async (choice) => (await caches.open(CHOICE)).put(inCache("choice"), Response.json(choice))

/** The names of the caches of releases, the latest last. */
const listCaches = async () => (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CHOICE)

async function digest(answer) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()))
  return [...found.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

class Refused extends Error {} // the storage takes no more
class Renewed extends Error {} // while it was fetched, another release came out

attach("[data-offline]", (host) => {
  const find = (what) => host.querySelector(what)
  const say = (name, slots = {}) => {
    const said = find(`[data-say="${name}"]`)
    for (const [slot, text] of Object.entries(slots)) said.querySelector(`[data-slot="${slot}"]`).textContent = text
    said.hidden = false
    return said
  }
  const unsay = (...names) => names.forEach((name) => { find(`[data-say="${name}"]`).hidden = true })
  /** What is true only where pages are kept goes. */
  const sayOff = (name) => {
    for (const one of host.querySelectorAll("[data-on], [data-listed], [data-whole]")) one.hidden = true
    return say(name)
  }
  const [keep, stop, progress] = ["[data-keep]", "[data-stop]", "[data-progress]"].map(find)
  const boxes = [...host.querySelectorAll("[data-whole] input")]
  const legend = find("[data-whole] legend")
  const [first, asks] = [keep, legend].map((one) => one.textContent)

  const isOff = () => localStorage.getItem(KEY) === "no"

  // ---- what was read ----

  async function listPages() {
    const pages = new Map()
    for (const name of await listCaches()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) if (isPage(addressOf(request))) pages.set(addressOf(request), cache)
    }
    pages.delete("offline/")
    return pages
  }

  async function weigh(pages) {
    const { usage = 0 } = (await navigator.storage?.estimate?.()) ?? {}
    return { pages: numberOf(pages.size, "page"), size: sayBytes(usage) }
  }

  async function readTitle(address, cache) {
    const text = await (await cache.match(inCache(address))).text()
    const title = new DOMParser().parseFromString(text.slice(0, 5000), "text/html").title
    return title.split(" · ").slice(0, -1).join(" · ") || title
  }

  async function showPages() {
    const pages = await listPages()
    const whole = await readChoice()
    if (isOff()) return
    const list = find("[data-list]")
    list.hidden = true
    unsay("kept", "soon", "remove", "ask")
    showListed(pages)
    if (!pages.size) return say("soon")
    say("kept", await weigh(pages))
    say("remove")
    if (whole?.complete) return
    const chosen = [...pages].slice(0, LISTED)
    const titles = await Promise.all(chosen.map(async ([address, cache]) => [await readTitle(address, cache), address]))
    titles.sort(([one], [other]) => one.localeCompare(other))
    list.querySelector("ul").replaceChildren(
      ...titles.map(([title, address]) => make("li", {}, make("a", { href: inCache(address) }, title))),
    )
    list.hidden = false
    list.open = location.hash.startsWith("#unread=")
  }

  // ---- the cases on the list ----

  const listCases = () => [...new Set(readSaved().map((name) => `cases/${name.split("#")[0]}/`))]

  function showListed(pages) {
    const saved = listCases()
    const missing = saved.filter((address) => !pages.has(address)).length
    unsay("list-empty", "list-here", "list-missing", "list-working", "list-broken")
    find("[data-listed]").hidden = false
    const cases = numberOf(saved.length, "case")
    if (!saved.length) return say("list-empty")
    if (!missing) return say("list-here", { cases })
    // without a line nobody knows what there is to fetch
    if (!latest) return find("[data-listed]").hidden = true
    const guess = (what) => sayBytes((missing * average[what]) / average.files)
    say("list-missing", { cases, missing: missing.toLocaleString("en"), packed: guess("packed"), bytes: guess("bytes") })
  }

  /** What a page or a script asks for besides itself. */
  async function listPieces(answer, address) {
    const text = await answer.text()
    const found = address.endsWith(".js")
      ? [...text.matchAll(/(?:from |import\(?\s*)"(\.[^"]+)"/g)].map(([, one]) => one)
      : isPage(address)
        ? [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("link[rel=stylesheet], script[src], main img[src]")]
            .map((one) => one.getAttribute("src") ?? one.getAttribute("href"))
        : []
    return found.map((one) => new URL(one, inCache(address))).filter(({ href }) => href.startsWith(root.href)).map(({ href }) => addressOf({ url: href }))
  }

  async function keepList() {
    unsay("list-missing", "list-broken")
    const cache = await caches.open(OURS + latest)
    const cases = listCases()
    const waiting = [...cases]
    const seen = new Set(waiting)
    let done = 0
    let broken = false
    while (waiting.length && !broken) {
      const address = waiting.shift()
      if (cases.includes(address)) say("list-working", { cases: `${(done += 1)} / ${cases.length}` })
      try {
        let answer = await cache.match(inCache(address))
        if (!answer) {
          answer = await fetch(inCache(address), { cache: "no-cache" })
          if (!answer.ok || answer.redirected) continue // the case has another name by now
          await cache.put(inCache(address), answer.clone())
        }
        for (const one of await listPieces(answer, address)) if (!seen.has(one)) waiting.push(one) && seen.add(one)
      } catch {
        broken = true // the line, or the room
      }
    }
    await showPages()
    if (broken) say("list-broken")
  }

  // ---- the whole ----

  let stopping = null
  let latest = null
  let average = null // what the pages of cases weigh

  const chosenParts = () => boxes.filter((box) => box.checked).map((box) => box.value)

  function showProgress(done, size, all, whole) {
    progress.hidden = false
    find("progress").value = all ? size / whole : 1
    find("[data-slot=done]").textContent = `${done.toLocaleString("en")} / ${numberOf(all.length, "file")}, ${sayBytes(size)} / ${sayBytes(whole)}`
  }

  /** A file that an earlier release had just so needs no line. */
  async function findEarlier(address, wanted, others) {
    for (const cache of others) {
      const kept = await cache.match(inCache(address))
      if (kept && (await digest(kept.clone())) === wanted) return kept
    }
    return null
  }

  async function fetchFile(address, wanted, release, signal) {
    const answer = await fetch(inCache(address), { cache: "no-cache", signal })
    if (!answer.ok || answer.redirected) throw new Error(address)
    if ((await digest(answer.clone())) === wanted) return answer
    // of another release, or of a host that changes what it sends
    if ((await read("offline/release.json")).release !== release) throw new Renewed()
    return answer
  }

  async function fetchAll(parts, signal) {
    const { release, files } = await read("offline/files.json")
    const cache = await caches.open(OURS + release)
    const others = await Promise.all((await listCaches()).filter((name) => name !== OURS + release).reverse().map((name) => caches.open(name)))
    const all = parts.flatMap((part) => files[part])
    const there = new Set((await cache.keys()).map(addressOf))
    const whole = all.reduce((sum, [, size]) => sum + size, 0)
    const waiting = all.filter(([address]) => !there.has(address))
    let done = all.length - waiting.length
    let size = whole - waiting.reduce((sum, one) => sum + one[1], 0)
    const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
    const room = quota === undefined ? Infinity : quota - usage
    if (room < whole - size) return say("short", { room: sayBytes(room), need: sayBytes(whole - size) })
    await writeChoice({ release, parts, complete: false })
    say("working")
    showProgress(done, size, all, whole)
    const work = async () => {
      while (waiting.length) {
        const [address, bytes, wanted] = waiting.shift()
        const answer = (await findEarlier(address, wanted, others)) ?? (await fetchFile(address, wanted, release, signal))
        signal.throwIfAborted()
        await cache.put(inCache(address), answer).catch(() => { throw new Refused() })
        done += 1
        size += bytes
        showProgress(done, size, all, whole)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    await writeChoice({ release, parts, complete: true })
    // all that was kept of earlier ones is here again, as it is now
    for (const name of await listCaches()) if (name !== OURS + release) await caches.delete(name)
  }

  function showWhole(choice) {
    unsay("working", "stopped", "whole", "newer", "short", "full", "broken", "unknown")
    if (choice) for (const box of boxes) box.checked ||= choice.parts.includes(box.value)
    const behind = choice?.complete && latest && choice.release !== latest
    const isHere = Boolean(choice?.complete && !behind)
    const left = boxes.filter((box) => !isHere || !choice.parts.includes(box.value))
    for (const box of boxes) box.closest("label").hidden = !left.includes(box)
    legend.textContent = isHere ? legend.dataset.add : asks
    legend.parentElement.hidden = !left.length
    find("[data-offer]").hidden = Boolean(choice)
    keep.textContent = !choice ? first : behind ? keep.dataset.renew : isHere ? keep.dataset.add : keep.dataset.again
    keep.hidden = !left.length
    keep.disabled = !left.some((box) => box.checked)
    if (behind) say("newer")
    else if (isHere) say("whole", { here: joinWords(boxes.filter((box) => choice.parts.includes(box.value)).map((box) => box.dataset.name)) })
    else if (choice) say("stopped")
  }

  async function keepAll() {
    showWhole(null)
    keep.hidden = find("[data-offer]").hidden = true
    stop.hidden = false
    for (const box of boxes) box.disabled = true
    stopping = new AbortController()
    let reason = ""
    try {
      await navigator.storage?.persist?.()
      await fetchAll(chosenParts(), stopping.signal)
    } catch (problem) {
      reason = stopping.signal.aborted ? "stopped" : problem instanceof Refused ? "full" : problem instanceof Renewed ? "newer" : "broken"
      stopping.abort() // the others that are at work
    }
    stop.hidden = true
    for (const box of boxes) box.disabled = box.value === "cases"
    if (isOff()) return
    const told = reason || (find('[data-say="short"]').hidden ? "" : "short")
    showWhole(await readChoice())
    if (told) {
      unsay("stopped")
      say(told)
    }
    await showPages()
  }

  // ---- the end, and the beginning ----

  async function askFirst() {
    const pages = await listPages()
    unsay("remove")
    say("ask", await weigh(pages))
    find("[data-stay]").focus()
  }

  async function removeAll() {
    stopping?.abort()
    localStorage.setItem(KEY, "no")
    const registration = await navigator.serviceWorker.getRegistration(root)
    await registration?.unregister()
    for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name)
    progress.hidden = true
    find("[data-list]").hidden = true
    unsay("kept", "soon", "ask")
    sayOff("whole-off")
    say("off").querySelector("button").focus()
  }

  async function begin() {
    const { release, cases } = await read("offline/release.json").catch(() => ({}))
    latest = release
    average = cases
    await showPages()
    find("[data-whole]").hidden = false
    showWhole(await readChoice())
    if (!latest) {
      say("unknown")
      keep.hidden = legend.parentElement.hidden = find("[data-offer]").hidden = true
    }
  }

  const unread = new URLSearchParams(location.hash.slice(1)).get("unread")
  if (unread !== null) {
    const link = say("unread", { page: inCache(unread).href }).querySelector("a")
    // only a page of the site: the address may come from anywhere
    if (inCache(unread).href.startsWith(root.href)) link.href = inCache(unread)
  }
  keep.addEventListener("click", keepAll)
  stop.addEventListener("click", () => stopping.abort())
  find("[data-ask]").addEventListener("click", askFirst)
  find("[data-stay]").addEventListener("click", () => {
    unsay("ask")
    say("remove").querySelector("button").focus()
  })
  find("[data-remove]").addEventListener("click", removeAll)
  find("[data-keep-list]").addEventListener("click", keepList)
  for (const one of host.querySelectorAll("[data-begin]")) one.addEventListener("click", () => {
    localStorage.removeItem(KEY)
    location.reload()
  })
  for (const box of boxes) box.addEventListener("change", async () => showWhole(await readChoice()))

  const manifest = document.querySelector("link[rel=manifest]")
  try {
    if (!manifest || !navigator.serviceWorker || !self.caches) sayOff("unable")
    else if (isOff()) {
      sayOff("whole-off")
      say("off")
    } else begin().catch(() => sayOff("unable"))
  } catch {
    sayOff("unable") // storage is forbidden
  }
})
