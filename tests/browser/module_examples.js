// What the examples of module_examples.py find ready. It is the beginning of a function: `m` has the modules
// by name, `given` what the examples are about.

const listValues = (id, ids) => `<details data-facet="${id}" class="facet">
  <summary><span class="facet__title">${id}</span> <span class="facet__number"></span></summary>
  <ul>${ids.map((one) => `<li><a href="list/${one}/" data-value="${one}">${one}</a>
  <span class="facet__count">1,000</span></li>`).join("")}</ul></details>`

const NARROWED = `<div data-narrow="5" data-noun="case" data-plural="cases">
  <details class="narrow"><summary>Narrow down <span class="narrow__number"></span></summary>
  <nav class="facets"><h2 id="narrow-down">Narrow down</h2>
  ${listValues("topic", ["food", "shelter"])}${listValues("country", ["BR", "ZA"])}</nav></details>
  <section class="results"><div class="results__head"><h2 id="narrowed" tabindex="-1">5 cases</h2>
  <select name="sort"><option value="">Latest</option><option value="size">Largest</option></select></div>
  <ul class="rows" data-most="2"></ul></section></div>`

/** The same, with the countries by continent. */
const listPart = (name, id) => `<p class="facet__group">${name}</p><ul aria-label="${name}">
  <li><a href="list/${id}/" data-value="${id}">${id}</a> <span class="facet__count">1</span></li></ul>`
const IN_PARTS = NARROWED.replace(/(data-facet="country".*?<\/summary>)\s*<ul>.*?<\/ul>/s, `$1${listPart("Africa", "ZA")}${listPart("America", "BR")}`)

/** Until what was asked is answered and painted, with the numbers of the filter after it. */
const settle = () => new Promise((done) => m.address.afterPaint(() => setTimeout(done)))

/** All cases on the barest page, with what an example does to the filter and sees of it. */
function makeExplorer(load, page = NARROWED) {
  document.body.innerHTML = page
  const host = document.body.firstElementChild
  dispatchEvent(new Event("pagehide")) // what is still to come into the address has come
  history.replaceState(null, "", location.pathname)
  new m.narrow.Narrowing(host, m.explore.listCases(host, load))
  return {
    box: (id) => host.querySelector(`[value="${id}"]`).click(),
    press: (words) => [...host.querySelectorAll("button")].find((one) => one.textContent.startsWith(words)).click(),
    settle,
    said: () => host.querySelector("#narrowed").textContent,
    note: () => host.querySelector(".narrowed__note").textContent,
    ids: () => [...host.querySelectorAll("ul.rows > li")].map((row) => row.dataset.case),
    pager: () => [...host.querySelector(".pager").children].map((one) => one.textContent),
  }
}

/** Rows on the barest page: "title | cause | country", on one list each line of `lists`; a leaf takes fifty. */
function makeRows(...lists) {
  const row = (text) => {
    const [title, cause, country] = text.split("|").map((one) => one.trim())
    const place = country === "BR" ? 0 : 1
    return `<li data-cause="${cause}" data-country="${country}" data-place="${place}">${title}</li>`
  }
  document.body.innerHTML = NARROWED.replace(/<ul class="rows".*<\/ul>/, lists.map((rows, n) =>
    `<section id="list-${n}"><div data-rows><ul class="rows">${rows.map(row).join("")}</ul></div></section>`).join(""))
    .replace('data-narrow="5"', `data-narrow="${lists.flat().length}"`)
    .replace('<select name="sort">', '<input name="words"><select name="sort">')
    .replace("</select>", '<option value="place">Place</option></select>')
    .replace(listValues("topic", ["food", "shelter"]), listValues("cause", ["money", "mistrust"]))
  const host = document.body.firstElementChild
  dispatchEvent(new Event("pagehide")) // what is still to come into the address has come
  history.replaceState(null, "", location.pathname)
  const narrowed = new m.narrow.Narrowing(host, m.rows.listPage(host))
  return {
    box: (id) => host.querySelector(`[value="${id}"]`).click(),
    type: (words) => { host.querySelector("[name=words]").value = words; narrowed.choose(narrowed.readControls()) },
    order: (id) => { host.querySelector("[name=sort]").value = id; narrowed.choose(narrowed.readControls()) },
    settle,
    said: () => host.querySelector("#narrowed").textContent,
    note: () => host.querySelector(".narrowed__note").textContent,
    shown: () => [...host.querySelectorAll("section:not([hidden]) > [data-rows] li")].map((one) => one.textContent),
    leaves: () => [...host.querySelectorAll(".leaf")].map((one) => [one.querySelector("summary").textContent,
      one.open, one.querySelectorAll("li").length]),
    counts: () => [...host.querySelectorAll(".facet__value")].map((one) => one.querySelector("input").value + " " +
      one.querySelector(".facet__count").textContent),
  }
}

const table = m.table.readTable(given.table)
const facets = given.facets
const orders = [["", "Latest"], ["begun", "Begun"], ["place", "Place"], ["size", "Size"]]
const read = (query) => m.state.readState({ facets, orders, noun: "case" }, query)
const state = (chosen, sort = "", page = 1, words = "") => {
  const sets = Object.entries(chosen).map(([id, ids]) => [id, new Set(ids)])
  return { chosen: new Map(sets), words, sort, page, vain: [] }
}
const write = (...all) => m.state.writeState(facets, state(...all)).toString()
const names = (cases) => cases.map((n) => table.ids[n])
const filter = (chosen) => m.table.filter(table, state(chosen).chosen)
const sort = (order, all = [0, 1, 2, 3, 4]) => names(m.table.sortCases(table, all, order))
const numbers = (chosen, id) => {
  const counted = filter(chosen).count().get(id)
  return Object.fromEntries(table.columns.get(id).terms.map((term, n) => [term.id, counted[n]]))
}

const wish = (asked) => ({ people: 0, except: "", ...asked })
const near = (asked, most = 8) => m.nearness.nearest(table, wish(asked), most)
const nearIds = (asked, most) => names(near(asked, most).best.map((one) => one.n))
const whyNear = (asked, id) => {
  const found = near(asked).best.find((one) => table.ids[one.n] === id)
  return m.nearness.giveReasons(table, wish(asked), found)
}

const known = m.item_table.readItems(given.items, table)
const [doors, lessons, failures] = m.item_table.PARTS
const ask = (question) => m.choose.readQuestion(known, question)
const pick = (question, part) => m.choose.chooseItems(known, ask(question), part)
const nameOf = ({ item }) => given.names[item.at]
const shown = ({ chosen }) => chosen.map(nameOf)
const reasons = (question, part) =>
  Object.fromEntries(pick(question, part).chosen.map((one) => [nameOf(one), m.choose.giveReasons(one, part)]))
const missing = (question, part) => {
  const gone = m.choose.findMissing(ask(question), pick(question, part).chosen)
  return [gone.who, gone.facing, gone.obstacle].map((terms) => terms.map((term) => term.id))
}
const count = (question, name, id) => m.choose.countFitting(known, ask(question))[name].get(id) ?? 0

const reader = m.understand.makeReader(given.words, given.places)
const understand = (text) => {
  const { people, terms } = reader(text)
  return [people, terms.map((term) => `${term.kind}=${term.id}`).sort()]
}
const listened = m.case_words.readCaseWords({ words: ["mall|vendor|trolley street", "|mall|street", "street||", "||street"] })
const spoken = (text, denied) => [...m.case_words.findSpoken(listened, text, new Set(denied))]
  .map(([n, { score, words, alone }]) => [n, Math.round(score * 100) / 100, words, alone])
const words = m.spelling.know(["water", "later kitchen", "community pandemic tables"])

/** What is found of words, each of them [number of a record, score, strength in a title] or [mark, numbers, score]. */
const find = (...words) => {
  const [first, ...others] = words.map((adds) => {
    const found = new m.search_found.Found(10)
    for (const one of adds) Array.isArray(one[1]) ? found.addMarked(...one) : found.add(...one)
    return found
  })
  for (const other of others) first.join(other)
  return first
}
const list = (found, begin = 0, end = 10, many = 9) => found.list(begin, end, many).map(({ id }) => id)

/** An answer as JSON can say it. */
const plain = (one) => {
  const all = (pairs) => Object.fromEntries([...pairs].map(([key, value]) => [key, plain(value)]))
  if (one instanceof Map) return all(one)
  if (one instanceof Set || ArrayBuffer.isView(one)) return [...one]
  if (Array.isArray(one)) return one.map(plain)
  if (one && typeof one === "object") return all(Object.entries(one))
  return one ?? null
}
