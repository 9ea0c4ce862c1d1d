// Side by side: the reader chooses up to three cases; the cells are the site's own, made with it.
// The choice lives in the address: ?case=ID&case=ID.

import { adopt, inWords, join, load, make } from "./site.js"

const form = document.querySelector("[data-compare]")
const answer = document.querySelector("[data-compare-answer]")

/** The chosen ids of the address: each once, no more than fit. */
function readAddress(most) {
  const asked = new URLSearchParams(location.search).getAll("case")
  return [...new Set(asked)].filter((id) => /^[a-z0-9-]+$/.test(id)).slice(0, most)
}

function makePicks(links, most) {
  const groups = new Map()
  for (const link of links) {
    const city = link.querySelector("b").textContent
    if (!groups.has(city)) groups.set(city, [])
    groups.get(city).push([link.dataset.case, link.querySelector("span").textContent])
  }
  return Array.from({ length: most }, (_, n) => {
    const options = [...groups].map(([city, cases]) =>
      make("optgroup", { label: city }, ...cases.map(([id, title]) => make("option", { value: id }, title))),
    )
    const id = `compare-${n + 1}`
    const select = make("select", { id }, make("option", { value: "" }, n < 2 ? "Choose a case" : "None"), ...options)
    const label = make("label", { for: id }, ["First case", "Second case", "Third case, if you like"][n] ?? `Case ${n + 1}`)
    return { select, box: make("div", {}, label, select) }
  })
}

/** The table, as compare.html has it. */
function draw(cases, labels) {
  const cells = (row) =>
    cases.map((one) => {
      const html = one.rows[row]
      const said = html ? [...adopt(`<div>${html}</div>`).childNodes] : [make("p", { class: "small" }, "Nothing known.")]
      return make("td", {}, make("p", { class: "compare__whose" }, one.name), ...said)
    })
  const rows = labels
    .filter(([row]) => cases.some((one) => one.rows[row]))
    .map(([row, label]) =>
      make("tr", { class: `compare__${row}` }, make("th", { scope: "row" }, label), ...cells(row)),
    )
  const heads = cases.map((one) => make("th", { scope: "col" }, adopt(one.head)))
  return make(
    "table",
    { class: `compare__table compare__table--${cases.length}` },
    make("thead", {}, make("tr", {}, make("td"), ...heads)),
    make("tbody", {}, ...rows),
  )
}

function start() {
  const most = Number(form.dataset.most)
  const links = [...document.querySelectorAll("[data-case]")]
  const known = new Set(links.map((link) => link.dataset.case))
  const template = document.querySelector("[data-compare-rows]").content
  const labels = [...template.querySelectorAll("[data-row]")].map((one) => [one.dataset.row, one.textContent])
  const say = form.querySelector("[role=status]")
  const picks = makePicks(links, most)
  form.querySelector(".compare__picks").append(...picks.map((pick) => pick.box))
  let shown = 0 // a later choice makes an earlier answer stale

  async function show(ids) {
    const turn = ++shown
    if (ids.length < 2) {
      answer.hidden = true
      say.textContent = ids.length ? "Choose a second case." : "Choose two or three cases; they appear here side by side."
      return
    }
    say.textContent = "Loading …"
    const found = await Promise.allSettled(ids.map((id) => load(`find/rows/${id}.json`)))
    if (turn !== shown) return
    const cases = found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
    const lost = ids.filter((_, n) => found[n].status === "rejected")
    const problem = lost.length ? ` ${join(lost)} could not be loaded: there is no such case, or the line is down.` : ""
    answer.hidden = cases.length < 2
    if (!answer.hidden) answer.replaceChildren(draw(cases, labels))
    say.textContent = (answer.hidden ? "" : `${join(cases.map((one) => one.name))}, side by side.`) + problem
  }

  /** No case twice: what one place holds cannot be chosen in another. */
  function guard(ids) {
    for (const { select } of picks) {
      for (const option of select.options) option.disabled = option.value !== select.value && ids.includes(option.value)
    }
  }

  function fill(ids) {
    for (const id of ids) {
      if (known.has(id)) continue
      // a case that the list does not offer can still be named in the address
      known.add(id)
      for (const { select } of picks) select.append(make("option", { value: id }, inWords(id)))
    }
    picks.forEach(({ select }, n) => (select.value = ids[n] ?? ""))
    guard(ids)
  }

  const restore = () => {
    const ids = readAddress(most)
    fill(ids)
    return show(ids)
  }

  form.addEventListener("change", () => {
    const ids = [...new Set(picks.map(({ select }) => select.value).filter(Boolean))]
    const address = new URL(location.href)
    address.searchParams.delete("case")
    for (const id of ids) address.searchParams.append("case", id)
    history.pushState(null, "", address)
    // the selects keep their places, so the focus stays where the reader is
    guard(ids)
    show(ids)
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  addEventListener("popstate", restore)
  restore()
}

start()
