// What the examples of module_examples.py find ready. It is the beginning of a function: `m` has the modules
// by name, `given` what the examples are about.

const listValues = (id, ids) => `<details data-facet="${id}" class="facet">
  <summary><span class="facet__title">${id}</span> <span class="facet__number"></span></summary>
  <ul>${ids.map((one) => `<li><a href="list/${one}/" data-value="${one}">${one}</a>
  <span class="facet__count">1,000</span></li>`).join("")}</ul></details>`

const EXPLORE = `<div data-explore="5" data-most="2">
  <details class="narrow"><summary>Filter <span class="narrow__number"></span></summary>
  <nav class="facets"><h2 id="narrow-down">Narrow down</h2>
  ${listValues("topic", ["food", "shelter"])}${listValues("country", ["BR", "ZA"])}</nav></details>
  <section class="results"><div class="results__head"><h2 id="all-cases" tabindex="-1">5 cases</h2></div>
  <div class="cards"></div></section></div>`

/** An explorer on the barest page, with what an example does to it and sees of it. */
function makeExplorer(load) {
  document.body.innerHTML = EXPLORE
  const host = document.body.firstElementChild
  history.replaceState(null, "", location.pathname)
  new m.explore.Explorer(host, load)
  return {
    box: (id) => host.querySelector(`[value="${id}"]`).click(),
    press: (words) => [...host.querySelectorAll("button")].find((one) => one.textContent.startsWith(words)).click(),
    settle: () => new Promise((done) => setTimeout(done)),
    said: () => host.querySelector("#all-cases").textContent,
    note: () => host.querySelector(".explore__note").textContent,
    ids: () => [...host.querySelectorAll(".card h3 a")].map((link) => link.pathname.split("/").at(-2)),
    pager: () => [...host.querySelector(".pager").children].map((one) => one.textContent),
  }
}

const table = m.table.readTable(given.table)
const facets = given.facets
const read = (query) => m.state.readState(facets, query)
const state = (chosen, sort = "", page = 1) => {
  const sets = Object.entries(chosen).map(([id, ids]) => [id, new Set(ids)])
  return { chosen: new Map(sets), sort, page, vain: [] }
}
const write = (...all) => m.state.writeQuery(facets, state(...all))
const names = (cases) => cases.map((n) => table.ids[n])
const filter = (chosen) => m.table.filter(table, state(chosen).chosen)
const sort = (order, all = [0, 1, 2, 3, 4]) => names(m.table.sortCases(table, all, order))
const numbers = (chosen, id) => {
  const counted = filter(chosen).counts.get(id)
  return Object.fromEntries(table.columns.get(id).terms.map((term, n) => [term.id, counted[n]]))
}

const wish = (asked) => ({ people: 0, except: "", ...asked })
const near = (asked, most = 8) => m.nearness.nearest(table, wish(asked), most)
const nearIds = (asked, most) => names(near(asked, most).best.map((one) => one.n))
const whyNear = (asked, id) => {
  const found = near(asked).best.find((one) => table.ids[one.n] === id)
  return m.nearness.giveReasons(table, wish(asked), found)
}

const briefs = new Map(Object.entries(given.briefs).map(([id, items]) =>
  [id, { items: items.map(([kind, id, about]) => ({ kind, id, for: [about], cause: about })) }]))
const [doors, lessons, failures] = m.choose.PARTS
const ask = (question) => m.choose.readQuestion(table, question)
const pick = (question, part) => m.choose.chooseCases(table, ask(question), part)
const items = (question, part, known = briefs) => {
  const asked = ask(question)
  return m.choose.chooseItems(asked, part, m.choose.chooseCases(table, asked, part), known)
}
const letGo = (question, part) => {
  const asked = ask(question)
  const chosen = m.choose.chooseCases(table, asked, part)
  const shown = m.choose.chooseItems(asked, part, chosen, briefs)
  return m.choose.findLetGo(asked, part, chosen, shown).map((term) => term.id)
}

const reader = m.understand.makeReader(given.words)
const understand = (text) => {
  const { people, terms } = reader(text)
  return [people, terms.map((term) => `${term.kind}=${term.id}`).sort()]
}
const words = m.spelling.know(["water", "later kitchen", "community pandemic tables"])

/** An answer as JSON can say it. */
const plain = (one) => {
  const all = (pairs) => Object.fromEntries([...pairs].map(([key, value]) => [key, plain(value)]))
  if (one instanceof Map) return all(one)
  if (one instanceof Set || ArrayBuffer.isView(one)) return [...one]
  if (Array.isArray(one)) return one.map(plain)
  if (one && typeof one === "object") return all(Object.entries(one))
  return one ?? null
}
