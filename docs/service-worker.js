// Keeps on the device what one reads, so that it can be read again without a line, and without paying for it twice.
//
// A site is one release: RELEASE stands for all its files, and the build puts it in. What is kept of a release has a cache
// of its own, and a page and its pieces are always of one release. So a page that is kept is, as long as no newer release
// is out, the one that the host would send: it is shown at once and nothing is asked. Any other page comes from the
// host; where it does not answer in time, from an earlier release that was kept, and then the page says so.
// A new release brings a new worker: the browser looks for one whenever a page is opened. This one asks before it keeps.
//
// Nothing from elsewhere is kept, nothing is counted, and whatever fails here leaves the page to the browser.

const RELEASE = "RELEASE"
const PATIENCE = 4000 // milliseconds for which a page is waited for, where an earlier one is kept
const EARLIER = 3 // as many earlier releases are kept, for pages that have not been read again

const root = new URL("./", location)
const OURS = `casebook ${root.pathname} ` // other casebooks may stand on the same host
const CURRENT = OURS + RELEASE
const CHOICE = `${OURS}choice` // what offline.js keeps about the whole copy

// the page that says what is kept, and what it needs: it must open when nothing else does
const FIRST = [
  "offline/", "assets/casebook.css", "assets/casebook.js", "assets/reading.js", "assets/favicon.svg",
  "assets/find/find.css", "assets/find/saved.js", "assets/find/site.js", "assets/offline.css", "assets/offline.js",
]

const isPage = (address) => /(^|\/|\.html)$/.test(address)
// files that one downloads, and those that say what the release of the host is
const isKeepable = (address) => isPage(address) || !/^data\/|^offline\/|^service-worker\.js$|^[^/]*\.(xml|gz|json|txt|ics)$|^SHA256SUMS$/.test(address)

/** The address of a file below the site's root, as it is kept; nothing for what stands elsewhere. */
function addressOf(url) {
  const { origin, pathname } = new URL(url)
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return null
  return pathname.slice(root.pathname.length).replace(/(^|\/)index\.html$/, "$1")
}

const wait = (time) => new Promise((go) => setTimeout(go, time))
const find = (address, cacheName) => caches.match(new URL(address, root), { cacheName, ignoreVary: true })

/** A request for a file: what the browser has already is only asked whether it still holds. */
const ask = (request) => fetch(new Request(request, { cache: "no-cache", referrerPolicy: "no-referrer" }))

/** An answer as it is shown: whoever needs the file again asks again, since it may by then be of another release. */
function give(answer) {
  if (!answer.ok || answer.type !== "basic" || answer.redirected) return answer
  const headers = { "Content-Type": answer.headers.get("Content-Type") ?? "", "Cache-Control": "no-cache" }
  return new Response(answer.body, { headers })
}

/** The caches of all releases of which something is kept: this one, then the others, the latest first. */
async function listReleases() {
  const names = await caches.keys()
  const others = names.filter((name) => name.startsWith(OURS) && name !== CURRENT && name !== CHOICE)
  return [CURRENT, ...others.reverse()]
}

async function findRelease(address, names) {
  for (const name of names) if (await find(address, name)) return name
  return null
}

// ---- one release after the other ----

async function begin() {
  skipWaiting() // pages of the release before stay with what was kept of theirs
  const cache = await caches.open(CURRENT)
  await Promise.all(FIRST.map(async (address) => {
    const answer = await ask(new URL(address, root))
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
    await cache.put(new URL(address, root), answer)
  }))
}

/** Delete what nobody comes back to; the whole copy stays until it is renewed. */
async function tidy() {
  const whole = (await (await find("choice", CHOICE))?.json())?.release
  const [, ...earlier] = await listReleases()
  await Promise.all(earlier.slice(EARLIER).filter((name) => name !== OURS + whole).map((name) => caches.delete(name)))
}

let looked = null

/** The name of a newer release, if the host has one: asked once for all that came in the same moment. No answer is no. */
function findNewer() {
  looked ??= wait(300).then(async () => {
    looked = null
    const answer = await ask(new URL("offline/release.json", root))
    const { release } = answer.ok ? await answer.json() : {}
    return release !== RELEASE ? release : undefined
  }).catch(() => {})
  return looked
}

/** Keep a file with its release: with this one, if it is not of one that came out in this moment. */
async function keep(address, copy, name) {
  // once all was removed there is no cache, and none is made again
  if (!(await caches.has(CURRENT)) || (name === CURRENT && (await findNewer()))) return copy.body?.cancel()
  const cache = await caches.open(name)
  return cache.put(new URL(address, root), copy)
}

// ---- answering ----

const shownFrom = new Map() // by page: the cache it came from, or nothing if the host has sent it anew

async function askHost(event, address, name = CURRENT) {
  const answer = await ask(event.request)
  if (address !== null && answer.ok && answer.type === "basic" && !answer.redirected) {
    event.waitUntil(keep(address, answer.clone(), name).catch(() => {})) // the storage may be full
  }
  return give(answer)
}

/** The same page with the line in sight that says whence it comes. The words stand in the page itself. */
async function markAsKept(kept) {
  const html = (await kept.text()).replace(' hidden data-notice="kept"', ' data-notice="kept"')
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } })
}

async function answerPage(event, address) {
  const show = (name, answer) => {
    shownFrom.set(event.resultingClientId, name)
    return answer
  }
  const [current, ...earlier] = await listReleases()
  const kept = await find(address, current)
  const again = event.request.isReloadNavigation || ["no-cache", "reload"].includes(event.request.cache)
  // whoever loads a page again wants to see what is new, if anything is
  const newer = kept && again && (await Promise.race([findNewer(), wait(PATIENCE)]))
  if (kept && !newer) return show(current, give(kept))
  const asked = askHost(event, address, newer ? OURS + newer : CURRENT)
  event.waitUntil(asked.catch(() => {})) // what comes late is kept all the same
  const before = kept ? current : await findRelease(address, earlier)
  const late = before ? [wait(PATIENCE)] : []
  const answer = await Promise.race([asked.catch(() => null), ...late])
  if (answer && (answer.status < 500 || !before)) return show(newer ? "" : current, answer)
  if (before) return show(before, await markAsKept(await find(address, before)))
  return Response.redirect(`${root}offline/#unread=${encodeURIComponent(address)}`)
}

/** What a page needs, of the release that the page is of. */
async function answerPiece(event, address) {
  let name = shownFrom.get(event.clientId)
  if (name === undefined) {
    // the worker was stopped since the page was opened
    const client = event.clientId && (await clients.get(event.clientId))
    const page = client ? addressOf(client.url) : null
    name = (page !== null && (await findRelease(page, await listReleases()))) || CURRENT
  }
  const kept = name && (await find(address, name))
  return kept ? give(kept) : askHost(event, name === CURRENT && isKeepable(address) ? address : null)
}

addEventListener("install", (event) => event.waitUntil(begin()))
addEventListener("activate", (event) => event.waitUntil(tidy()))

addEventListener("fetch", (event) => {
  const { request } = event
  const address = addressOf(request.url)
  if (request.method !== "GET" || address === null || request.headers.has("range")) return
  if (/^service-worker\.js$|^offline\/.*json$/.test(address)) return
  const answer = request.mode === "navigate" && isPage(address) ? answerPage : answerPiece
  event.respondWith(answer(event, address))
})

// The page that was open before there was a worker tells what it is made of.
addEventListener("message", (event) => {
  const addresses = (event.data?.keep ?? []).map(addressOf).filter((one) => one !== null && isKeepable(one))
  event.waitUntil(Promise.all([...new Set(addresses)].map(async (address) => {
    if (await find(address, CURRENT)) return
    const answer = await ask(new URL(address, root))
    if (answer.ok && !answer.redirected) await keep(address, answer, CURRENT)
  })).catch(() => {}))
})
