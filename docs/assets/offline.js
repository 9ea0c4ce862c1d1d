// The page on what is kept: what one has read, the whole casebook on request, and the end of it.
// What is kept lies in caches by release, as service-worker.js reads them; all sentences stand in the page.

import { attach, make, numberOf, root } from "./find/site.js"

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
  const [keep, stop, progress] = ["[data-keep]", "[data-stop]", "[data-progress]"].map(find)
  const boxes = [...host.querySelectorAll("[data-whole] input")]
  const first = keep.textContent

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

  async function readTitle(address, cache) {
    const text = await (await cache.match(inCache(address))).text()
    const title = new DOMParser().parseFromString(text.slice(0, 5000), "text/html").title
    return title.split(" · ").slice(0, -1).join(" · ") || title
  }

  async function showPages() {
    const pages = await listPages()
    const whole = await readChoice()
    const list = find("[data-list]")
    list.hidden = true
    unsay("kept", "soon")
    if (!pages.size) return say("soon")
    const { usage = 0 } = (await navigator.storage?.estimate?.()) ?? {}
    say("kept", { pages: numberOf(pages.size, "page"), size: sayBytes(usage) })
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

  // ---- the whole ----

  let stopping = null
  let latest = null

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
    return say("whole")
  }

  function showWhole(choice) {
    unsay("working", "stopped", "whole", "newer", "short", "full", "broken", "unknown")
    if (choice) for (const box of boxes) box.checked ||= choice.parts.includes(box.value)
    const behind = choice?.complete && latest && choice.release !== latest
    const more = choice?.complete && chosenParts().some((part) => !choice.parts.includes(part))
    keep.textContent = !choice ? first : behind ? keep.dataset.renew : more ? first : keep.dataset.again
    keep.hidden = Boolean(choice?.complete && !behind && !more)
    if (behind) say("newer")
    else if (choice?.complete && !more) say("whole")
    else if (choice && !choice.complete) say("stopped")
  }

  async function keepAll() {
    showWhole(null)
    keep.hidden = true
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
    const told = !find('[data-say="short"]').hidden
    const choice = await readChoice()
    if (reason || !told) showWhole(choice)
    else {
      keep.hidden = false
      unsay("working")
    }
    if (reason) {
      unsay("stopped")
      say(reason)
    }
    await showPages()
  }

  // ---- the end, and the beginning ----

  async function removeAll() {
    stopping?.abort()
    localStorage.setItem(KEY, "no")
    const registration = await navigator.serviceWorker.getRegistration(root)
    await registration?.unregister()
    for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name)
    progress.hidden = true
    find("[data-list]").hidden = true
    find("[data-whole]").hidden = true
    unsay("kept", "soon", "remove")
    say("off").querySelector("button").focus()
  }

  async function begin() {
    const { release } = await read("offline/release.json").catch(() => ({}))
    latest = release
    await showPages()
    say("remove")
    find("[data-whole]").hidden = false
    showWhole(await readChoice())
    if (!latest) {
      say("unknown")
      keep.hidden = true
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
  find("[data-remove]").addEventListener("click", removeAll)
  find("[data-begin]").addEventListener("click", () => {
    localStorage.removeItem(KEY)
    location.reload()
  })
  for (const box of boxes) box.addEventListener("change", async () => showWhole(await readChoice()))

  const manifest = document.querySelector("link[rel=manifest]")
  try {
    if (!manifest || !navigator.serviceWorker || !self.caches) say("unable")
    else if (localStorage.getItem(KEY) === "no") say("off")
    else begin().catch(() => say("unable"))
  } catch {
    say("unable") // storage is forbidden
  }
})
