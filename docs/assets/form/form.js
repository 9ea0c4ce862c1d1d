// The form: one view at a time, each of a template of the page. The draft holds all that was typed; a view only shows
// a part of it, and may be drawn anew at any time. The address says which draft and which part, behind its "#".

import { attach, make, numberOf } from "../find/site.js"
import { bind } from "./controls.js"
import { fitToFields, keep, needsCopy, newDraft, openStore, sayWhen } from "./drafts.js"
import { dropEntry, keepRemoved, nameSource, putEntry, readRemoved } from "./entries.js"
import { focusOn, leadTo, tellFaults, watchFaults } from "./faults.js"
import { judge } from "./judge.js"
import { placeFile, settleIds } from "./ids.js"
import { lineOf, nameOf, shorten } from "./naming.js"
import { saveFile } from "./save-file.js"
import { bindStory } from "./story.js"
import { writeCase } from "./write-case.js"

attach("[data-form]", (host) => {
  const knows = JSON.parse(document.querySelector("[data-form-knows]").textContent)
  const template = (name) => document.querySelector(`template[${name}]`)
  const words = template("data-words").dataset
  const view = host.querySelector("[data-view]")
  const tasks = [...document.querySelectorAll("template[data-task]")]
  const cases = [...template("data-start").content.querySelectorAll("option")]
  const isCase = (id) => cases.some((one) => one.value === id)
  const withIds = knows.tree.fields.filter((one) => one.entry?.fields?.some((inner) => inner.name === "id")).map((one) => one.name)
  let draft = null
  let faults = []
  let back = null // where one goes on after a source was added on the way, and the field that asked for it

  // ---- what the controls ask ----

  const labelOf = (vocabulary, id) => template(`data-terms="${vocabulary}"`).content.querySelector(`[value="${CSS.escape(id ?? "")}"] + span b`)?.textContent ?? ""

  const desk = {
    words, knows, template,
    terms: (id) => template(`data-terms="${id}"`),
    listSources() {
      return (draft.facts.sources ?? []).filter((one) => one.id).map(({ id, title, publisher }) => ({ id, title: shorten(title ?? publisher) }))
    },
    listItems(kind) {
      return (draft.facts[`${kind}s`] ?? []).filter((one) => one.id).map((one) => [one.id, one.title])
    },
    describe: (entry) => ({ title: shorten(nameOf(entry)), line: lineOf(entry) }),
    look, isUntouched,
    open: (path) => go(path.join("/")),
    addSource(field, cite) {
      back = { at: readAddress().get("at"), field: field.dataset.path, cite }
      draft.facts.sources = [...(draft.facts.sources ?? []), {}]
      change()
      go(`sources/${draft.facts.sources.length - 1}`)
    },
    announce(text, undo) {
      said.replaceChildren(text)
      if (!undo) return
      const button = make("button", { class: "plain", type: "button" }, words.undo)
      button.addEventListener("click", () => { said.replaceChildren(); undo() })
      said.append(" ", button)
    },
    removed(list, index, entry) {
      keepRemoved({ draft: draft.id, list, index, entry })
      offerRemoved()
    },
    changed: () => change(),
  }

  const change = () => keeper.touch()
  const said = host.querySelector("[data-said]")
  const focusRow = ({ list, index }) =>
    view.querySelectorAll(`[data-field="${list}"] .fill__rows > li`)[index]?.querySelector("[data-change]").focus()

  /** What was removed last can be put back where it stood. */
  function offerRemoved() {
    const removed = readRemoved()
    desk.announce(`${words.removed} ${shorten(nameOf(removed.entry)) || words.untitled}`, () => {
      keepRemoved(null)
      putEntry(draft.facts, removed)
      change()
      show()
      focusRow(removed)
    })
  }

  /** Whether an entry is still as it was filled in for somebody. */
  function isUntouched(list, index) { return isSame(draft.facts[list]?.[index], draft.wish?.facts?.[list]?.[index]) }

  /** What the checker would say, as far as the form can tell. */
  function look() {
    const found = judge({ facts: finish(), story: draft.story }, knows.tree, knows.sentences)
    // three sentences are enough for a stub, though the checker will say that they are few
    faults = found.filter(({ code }) => !isStub() || code !== "story-length")
    return faults
  }

  /** The facts as they go out: with ids, and a list of failures that is empty for a reason. */
  function finish(one = draft) {
    const facts = structuredClone(one.facts)
    settleIds(facts, withIds)
    if (facts.no_failures_because && !facts.failures?.length) facts.failures = []
    return facts
  }

  const place = () => placeFile(draft, isCase)
  const write = (one = draft) =>
    writeCase(finish(one), one.story, knows.tree, { place: placeFile(one, isCase), comments: listLeft(one) })

  // ---- drafts ----

  const store = openStore()
  let keeper = null
  let asked = false // for a copy as a file, once
  let interview = null // the module for drafts with answers, once there is one
  const loadInterview = async () => { interview ??= await import("./answers.js") }
  const hasAnswers = ({ answers = {} }) => Object.keys(answers).length > 0
  const isTerm = (vocabulary, id) => desk.terms(vocabulary)?.content.querySelector(`[value="${CSS.escape(id)}"]`) != null
  const listLeft = ({ left = [] }) => left.map(({ path, value }) => (path.length ? `${path.join(".")}: ${JSON.stringify(value)}` : value))

  function begin(kind, more, at) {
    take(newDraft(kind, more))
    keeper.save()
    go(at, draft.id, /#(new|case)=/.test(location.hash)) // Back leads to where one came from
  }

  /** Have a draft in hand. What today's fields have no place for is put aside, and goes out with it. */
  function take(one) {
    keeper?.stop()
    draft = one
    fitToFields(draft, knows.tree, isTerm)
    draft.schema = knows.version
    if (draft.kind === "interview") draft.kind = "full"
    if (hasAnswers(draft) && !interview) loadInterview().then(show)
    if (store.lasts) host.querySelector("[data-saved]").textContent = words.isSaved
    keeper = keep(store, draft, tellState)
    loadReading() // for the time when there is no line
  }

  function tellState(state, why) {
    const line = host.querySelector("[data-saved]")
    const say = (text, ...buttons) => {
      const made = buttons.map(([label, does]) => {
        const button = make("button", { class: "plain", type: "button" }, label)
        button.addEventListener("click", does)
        return button
      })
      line.replaceChildren(text, ...made.flatMap((one) => [" ", one]))
    }
    line.toggleAttribute("data-bad", state !== "saved")
    const toFile = [words.copyNow, () => copyAsFile()]
    view.inert = state === "elsewhere" || state === "lost"
    const need = state === "saved" && !asked && needsCopy(draft)
    if (need) {
      asked = true
      say(words[need], toFile)
    } else if (state === "saved") say(words.isSaved)
    else if (state === "unsaved") say(words[why], toFile)
    else say(words.elsewhere, [words.here, () => { keeper.take(); show() }])
  }

  /** The file of a draft; with what was said in an interview, if there is something, for oneself alone. */
  async function writeCopy(one) {
    if (hasAnswers(one)) await loadInterview()
    return hasAnswers(one) ? interview.writeBackup(one, write(one), words) : write(one)
  }

  async function copyAsFile() {
    saveFile(place().split("/").at(-1).replace(".md", hasAnswers(draft) ? ".txt" : ".md"), await writeCopy(draft))
    draft.copied = new Date().toISOString()
    keeper.save()
  }

  const leave = () => { writeAddress({}); show() }

  const loadPublished = () => import("./published.js")
  const loadReading = () => import("./read-over.js")
  const loadCase = async (id) => (await loadPublished()).loadCase(host.dataset.cases, id)

  async function showStart(id) {
    keeper?.stop()
    keeper = draft = null
    host.querySelector("[data-saved]").replaceChildren()
    view.inert = false
    const kept = store.list()
    if (kept.some(hasAnswers)) loadInterview()
    const list = kept.length && (await import("./drafts-list.js"))
    const wanted = readAddress().get("new")
    const wish = wanted && (await (await import("./wish.js")).readWish(wanted, kept))
    if (draft) return // one was opened meanwhile
    if (wish?.begun) return go("", wish.begun.id, true)
    const page = clone("data-start")
    wish?.show(page)
    for (const one of page.querySelectorAll("[data-begin]")) one.addEventListener("click", () => begin(one.dataset.begin, wish?.fill(one.dataset.begin)))
    const refused = page.querySelector("[data-refused]")
    const refuse = (sentence) => { refused.hidden = false; refused.textContent = sentence }
    page.querySelector("[type=file]").addEventListener("change", async ({ target }) => {
      const text = await target.files[0].text()
      await loadInterview()
      const backup = interview.readBackup(text)
      const { asDraft, readCase } = await import("./read-case.js")
      const read = readCase(text)
      if (backup) begin("full", { ...backup, id: newDraft("full").id })
      else if (read.refused) refuse(read.refused)
      else begin("full", asDraft(read))
    })
    page.querySelector(".form__change").addEventListener("submit", ({ target }) =>
      loadPublished().then(({ findCase }) => openCase(findCase(target.querySelector("input").value.trim(), cases), refuse)))
    if (list) list.showDrafts(page.querySelector("[data-drafts]"), store, {
      announce: desk.announce,
      open: (id) => go("", id),
      write: writeCopy,
    })
    put(page)
    if (id) openCase(id, refuse)
  }

  /** A link on the page of a case leads here: to the draft that changes it, if there is one already. */
  async function openCase(id, refuse) {
    // only what is a case is asked for: a host never hears what somebody types
    if (!isCase(id)) return refuse(words.noCase)
    const begun = store.list().find((one) => one.from?.id === id && !one.sent)
    const at = readAddress().get("at")
    if (begun) return go(at, begun.id, true)
    try {
      const { asChange } = await loadPublished()
      begin("full", asChange(id, await loadCase(id)), at)
    } catch {
      refuse(words.noCase)
    }
  }

  function show() {
    const asked = readAddress()
    const id = asked.get("draft")
    if (asked.get("case")) return showStart(asked.get("case"))
    if (id && draft?.id !== id) {
      const kept = store.load(id)
      if (kept && kept.broken === undefined) take(kept)
    }
    if (!id || draft?.id !== id) return showStart()
    // whatever was in hand has been left: it keeps the name that it has now
    settleIds(draft.facts, withIds)
    const at = asked.get("at") ?? ""
    const task = tasks.find((one) => one.dataset.task === at)
    if (task?.dataset.task === "read") return showReadOver(task)
    if (task) showTask(task)
    else if (at) showEntry(at.split("/").map((step) => (/^\d+$/.test(step) ? Number(step) : step)))
    else showTasks()
  }

  // ---- views ----

  const readAddress = () => new URLSearchParams(location.hash.slice(1))
  const writeAddress = (state, replace = false) =>
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + (Object.keys(state).length ? `#${new URLSearchParams(state)}` : ""))
  const clone = (name) => document.importNode(template(name).content, true)
  const go = (at, id = draft.id, replace) => { writeAddress(at ? { draft: id, at } : { draft: id }, replace); return show() }
  const isStub = () => draft.kind === "stub"

  function put(...parts) {
    host.closest(".form").classList.toggle("form--open", draft !== null)
    view.replaceChildren(...parts)
    said.replaceChildren()
    for (const one of view.querySelectorAll("[data-to]")) one.addEventListener("click", () => (one.dataset.to === "start" ? leave() : go("")))
    hideWhatIsMore(view)
    view.querySelector("h2")?.focus({ preventScroll: true })
    if (view.getBoundingClientRect().top < 0) view.scrollIntoView({ block: "start" })
  }

  /** A stub asks for little; what somebody has filled in nevertheless stays in sight. */
  function hideWhatIsMore(within) {
    for (const one of within.querySelectorAll("[data-full]")) {
      const fields = one.dataset.path ? [one] : [...one.querySelectorAll("[data-path]")]
      const isEmpty = ({ dataset }) => dataset.path.split("/").reduce((group, step) => group?.[step], draft.facts) === undefined
      one.hidden = isStub() && fields.every(isEmpty)
    }
    for (const one of within.querySelectorAll('[data-field="history"]')) one.hidden = !draft.from
    const isNeedless = draft?.facts.failures?.length && !draft.facts.no_failures_because
    for (const one of within.querySelectorAll('[data-field="no_failures_because"]')) one.hidden ||= Boolean(isNeedless)
    // what stands first is a question only where there are several
    for (const one of within.querySelectorAll("[data-kind=item]")) one.hidden = desk.listItems(one.dataset.field).length < 2
    for (const one of within.querySelectorAll("[data-kind=group]")) {
      const inner = [...one.querySelectorAll("[data-kind=item]")]
      if (inner.length && inner.every((item) => item.hidden)) one.hidden = true
    }
  }

  let last = "" // the step that was shown, to which the list of steps leads back

  function showTasks() {
    const page = clone("data-tasks")
    page.querySelector("[data-draft-title]").textContent = draft.facts.title || words.untitled
    page.querySelector("[data-draft-from]").textContent = draft.from ? `${words.from} ${draft.from.id}` : draft.wish?.says ?? ""
    const list = page.querySelector(".form__tasks")
    look()
    for (const task of tasks) {
      if (isStub() && "full" in task.dataset && !countIn(task, {})) continue
      const row = clone("data-task-row")
      row.querySelector(".form__task").textContent = task.dataset.title
      row.querySelector(".form__state").textContent = task.dataset.task === "read" ? (faults.length && tasks.some((one) => countIn(one)) ? numberOf(faults.length, words.lookOne, words.lookMany) : "") : stateOf(task)
      row.querySelector("button").addEventListener("click", () => go(task.dataset.task))
      if (task.dataset.task === last) row.querySelector("button").dataset.last = ""
      list.append(row)
    }
    for (const one of page.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== draft.kind
    for (const one of page.querySelectorAll("[data-kind-to]")) {
      one.addEventListener("click", () => { draft.kind = one.dataset.kindTo; change(); showTasks() })
    }
    page.querySelector("[data-keep-file]").addEventListener("click", async () => { await copyAsFile(); showTasks() })
    page.querySelector("[data-copied]").textContent = draft.copied ? sayWhen(draft.copied) : words.never
    const aside = page.querySelector("[data-left]")
    aside.hidden = !draft.left.length
    aside.querySelector("ul").replaceChildren(...listLeft(draft).map((one) => make("li", {}, one)))
    put(page)
    view.querySelector("[data-last]")?.focus({ preventScroll: true })
    last = ""
    if (draft.from) loadPublished().then(({ showStale }) => showStale(view, draft, loadCase, begin, knows))
  }

  const fieldsOf = (task) => [...task.content.querySelectorAll("[data-field]")].filter((one) => !one.parentElement?.closest("[data-field]")).map((one) => one.dataset.field)
  const holdsStory = (task) => task.content.querySelector("[data-kind=story]") !== null
  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other)
  /** How much of a step somebody has begun, beside what was filled in for them. */
  const countIn = (task, given = draft.wish?.facts ?? {}) => fieldsOf(task).filter((name) => !isSame(draft.facts[name], given[name])).length + (holdsStory(task) && draft.story ? 1 : 0)
  const faultsIn = (task) => faults.filter(({ path: [first] }) => (first === "story" ? holdsStory(task) : fieldsOf(task).includes(first)))

  function stateOf(task) {
    const names = fieldsOf(task)
    const entries = names.map((name) => draft.facts[name]).filter((one) => Array.isArray(one) && one.some((entry) => entry?.constructor === Object)).flat().length
    const said = saidFor(task).length && numberOf(saidFor(task).length, words.answer)
    if (!countIn(task)) return said || words.notBegun
    const number = entries ? numberOf(entries, words.one, words.many) : ""
    return [number, faultsIn(task).length ? words.looks : number ? "" : words.isFilled].filter(Boolean).join(" · ")
  }

  function showTask(task) {
    const page = clone("data-task-view")
    page.querySelector("[data-heading]").textContent = task.dataset.title
    const group = page.querySelector("[data-group]")
    group.append(document.importNode(task.content, true))
    const shown = tasks.filter((one) => !isStub() || !("full" in one.dataset))
    const next = shown[shown.indexOf(task) + 1]
    const on = page.querySelector("[data-next]")
    if (next) on.addEventListener("click", () => go(next.dataset.task))
    else on.hidden = true
    bind(group, draft.facts, [], desk)
    const story = group.querySelector("[data-kind=story]")
    if (story) {
      story.dataset.path = "story"
      story.querySelector("label").htmlFor = story.querySelector("textarea").id = "form-story"
      bindStory(story, draft.story, (text) => { draft.story = text; change() }, desk)
    }
    watchFaults(group, look, knows.tree)
    showSaid(group, task)
    if (countIn(task)) tellFaults(group, look(), knows.tree)
    if (draft.wish) import("./wish.js").then(({ putFirst }) => putFirst(group, draft))
    put(page)
    last = task.dataset.task
    const removed = readRemoved()
    if (removed?.draft === draft.id && fieldsOf(task).includes(removed.list)) offerRemoved()
  }

  /** What was said in an interview, beside the fields to which it belongs. */
  const saidFor = (task) => {
    const names = fieldsOf(task)
    return Object.values(draft.answers ?? {}).filter(({ field = "", text, state }) =>
      (text || state) && (field === "story" ? holdsStory(task) : names.includes(field.split(".")[0])))
  }
  const showSaid = (panel, task) => interview?.showAnswers(panel, saidFor(task), desk, (text) => {
    draft.story = [draft.story, text].filter(Boolean).join("\n\n")
    change()
    show()
  })

  function showEntry(path) {
    const [list, index, ...rest] = path
    if (list !== "sources" && back?.field) back = null
    const entry = draft.facts[list]?.[index]
    const made = template(`data-entry="${list}"`)
    if (!entry || !made || rest.length) return go("")
    const page = clone("data-entry-view")
    page.querySelector("[data-heading]").textContent = made.dataset.title
    const group = page.querySelector("[data-group]")
    group.append(document.importNode(made.content, true))
    bind(group, entry, path, desk)
    watchFaults(group, look, knows.tree)
    const task = tasks.find((one) => fieldsOf(one).includes(list))
    showSaid(group, task)
    const isEmpty = () => Object.keys(entry).length === 0
    if (!isEmpty() && !isUntouched(list, index)) tellFaults(group, look(), knows.tree, { path: path.join("/"), line: page.querySelector("[data-whole]") })
    for (const close of page.querySelectorAll("[data-close], [data-leave]")) close.addEventListener("click", async () => {
      settleIds(draft.facts, withIds)
      if (isEmpty()) dropEntry(draft.facts, list, index)
      if (back?.field && entry.id) nameSource(draft, back, entry.id)
      if (back?.field || isEmpty()) change()
      const from = back
      back = null
      await go(from?.at ?? task.dataset.task)
      // to the row, or to the field, from which one came
      if (from?.field) focusOn([...view.querySelectorAll("[data-path]")].find((one) => one.dataset.path === from.field))
      else if (!from) focusRow({ list, index })
    })
    put(page)
  }

  /** Read it over: what readers see, what is missing, and how it leaves. */
  async function showReadOver(task) {
    const { readOver, sayChanges } = await loadReading()
    if (hasAnswers(draft)) await loadInterview() // before anything can go out
    if (tasks.find((one) => one.dataset.task === readAddress().get("at")) !== task) return
    showTask(task)
    const reading = {
      ...desk, labelOf, goTo, storyTitle: tasks.find(holdsStory).dataset.title,
      file() {
        const path = place()
        return { name: path.split("/").at(-1), place: path, title: draft.facts.title ?? words.untitled, text: write() }
      },
      left(way, isSent) {
        const now = new Date().toISOString()
        if (["file", "mail"].includes(way)) draft.copied = now // with a mail that does not hold it all, the file is saved
        if (isSent) draft.sent = { on: now, way }
        keeper.save()
      },
    }
    readOver(view, { facts: finish(), story: draft.story }, look(), reading)
    interview?.heedAnswers(view, draft, words)
    const there = draft.from && (await loadCase(draft.from.id).catch(() => null))
    const host = view.querySelector("[data-changes]")
    if (there && host) sayChanges(host, (await loadPublished()).listChanges(finish(), draft.story, there), reading)
  }

  /** Lead to the field of a fault. */
  function goTo(fault) {
    const [first, second] = fault.at
    const task = tasks.find((one) => (first === "story" ? holdsStory(one) : fieldsOf(one).includes(first)))
    if (typeof second === "number" && template(`data-entry="${first}"`)) {
      back = { at: "read" } // what stands there next is mended next
      go(`${first}/${second}`)
    } else if (task) go(task.dataset.task)
    else return
    leadTo(fault, view, knows.tree)
  }

  addEventListener("popstate", show)
  show()
  document.documentElement.removeAttribute("data-asked")
})
