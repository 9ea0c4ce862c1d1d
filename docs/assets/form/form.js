// The form: one view at a time, each of a template of the page. The draft holds all that was typed; a view only shows
// a part of it, and may be drawn anew at any time. The address says which draft and which part, behind its "#".

import { attach, make, numberOf } from "../find/site.js"
import { bind } from "./controls.js"
import { bindHandOver, saveFile } from "./hand-over.js"
import { fitToFields, isStale, keep, needsCopy, newDraft, openStore, sayWhen } from "./drafts.js"
import { showDrafts } from "./drafts-list.js"
import { judge } from "./judge.js"
import { placeFile, settleIds } from "./ids.js"
import { lineOf, nameOf, namePlace, sayFault, shorten } from "./naming.js"
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
  let back = null // where one goes on after a source was added on the way

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
    look: () => look(),
    open: (path) => go(path.join("/")),
    addSource() {
      back = readAddress().get("at")
      draft.facts.sources = [...(draft.facts.sources ?? []), {}]
      change()
      go(`sources/${draft.facts.sources.length - 1}`)
    },
    announce(text, undo) {
      const said = host.querySelector("[data-said]")
      said.replaceChildren(text)
      if (!undo) return
      const button = make("button", { class: "plain", type: "button" }, words.undo)
      button.addEventListener("click", () => { said.replaceChildren(); undo() })
      said.append(" ", button)
    },
    changed: () => change(),
  }

  const change = () => keeper.touch()

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

  function begin(kind, more = {}) {
    take(newDraft(kind, more))
    keeper.save()
    go("")
  }

  /** Have a draft in hand. What today's fields have no place for is put aside, and goes out with it. */
  function take(one) {
    keeper?.stop()
    draft = one
    fitToFields(draft, knows.tree, isTerm)
    draft.schema = knows.version
    if (draft.kind === "interview") draft.kind = "full"
    if (hasAnswers(draft) && !interview) loadInterview().then(show)
    keeper = keep(store, draft, tellState)
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
  function writeCopy(one) {
    return interview && hasAnswers(one) ? interview.writeBackup(one, write(one), words) : write(one)
  }

  function copyAsFile() {
    saveFile(place().split("/").at(-1).replace(".md", hasAnswers(draft) ? ".txt" : ".md"), writeCopy(draft))
    draft.copied = new Date().toISOString()
    keeper.save()
  }

  function leave() {
    keeper?.stop()
    keeper = draft = null
    host.querySelector("[data-saved]").replaceChildren()
    view.inert = false
    writeAddress({})
    show()
  }

  const loadPublished = () => import("./published.js")
  const loadCase = async (id) => (await loadPublished()).loadCase(host.dataset.cases, id)

  function showStart(id) {
    if (store.list().some(hasAnswers)) loadInterview()
    const page = clone("data-start")
    for (const one of page.querySelectorAll("[data-begin]")) one.addEventListener("click", () => begin(one.dataset.begin))
    const refused = page.querySelector("[data-refused]")
    const refuse = (sentence) => { refused.hidden = false; refused.textContent = sentence }
    page.querySelector("[type=file]").addEventListener("change", async ({ target }) => {
      const text = await target.files[0].text()
      await loadInterview()
      const kept = interview.readBackup(text)
      const { readCase } = await import("./read-case.js")
      const read = readCase(text)
      if (kept) begin("full", { ...kept, id: newDraft("full").id })
      else if (read.refused) refuse(read.refused)
      else begin("full", { facts: read.facts, story: read.story, left: read.comments.map((one) => ({ path: [], value: one })), place: read.place })
    })
    page.querySelector(".form__change").addEventListener("submit", ({ target }) =>
      loadPublished().then(({ findCase }) => openCase(findCase(target.querySelector("input").value.trim(), cases), refuse)))
    showDrafts(page.querySelector("[data-drafts]"), store, {
      announce: desk.announce,
      open: (id) => { writeAddress({ draft: id }); show() },
      write: writeCopy,
    })
    put(page)
    if (id) openCase(id, refuse)
  }

  /** Where the case has changed on the site since one began, both stand there, and neither is written over. */
  async function showStale(place) {
    const now = await loadCase(draft.from.id).catch(() => null)
    if (!isStale(draft, now) || !place.isConnected) return
    place.hidden = false
    place.querySelector("textarea").value = writeCase(now.facts, now.story, knows.tree, { place: now.path })
    place.querySelector("button").addEventListener("click", () =>
      begin("full", { facts: now.facts, story: now.story, from: { id: draft.from.id, path: now.path, revision: now.revision } }))
  }

  /** A link on the page of a case leads here: to the draft that changes it, if there is one already. */
  async function openCase(id, refuse) {
    // only what is a case is asked for: a host never hears what somebody types
    if (!isCase(id)) return refuse(words.noCase)
    const begun = store.list().find((one) => one.from?.id === id && !one.sent)
    if (begun) {
      writeAddress({ draft: begun.id }, true)
      return show()
    }
    try {
      const { facts, story, path, revision } = await loadCase(id)
      begin("full", { facts, story, from: { id, path, revision } })
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
    if (task) showTask(task)
    else if (at) showEntry(at.split("/").map((step) => (/^\d+$/.test(step) ? Number(step) : step)))
    else showTasks()
  }

  // ---- views ----

  const readAddress = () => new URLSearchParams(location.hash.slice(1))
  const writeAddress = (state, replace = false) =>
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + (Object.keys(state).length ? `#${new URLSearchParams(state)}` : ""))
  const clone = (name) => document.importNode(template(name).content, true)
  const go = (at) => { writeAddress(at ? { draft: draft.id, at } : { draft: draft.id }); show() }
  const isStub = () => draft.kind === "stub"

  function put(...parts) {
    host.closest(".form").classList.toggle("form--open", draft !== null)
    view.replaceChildren(...parts)
    for (const one of view.querySelectorAll("[data-to]")) one.addEventListener("click", () => (one.dataset.to === "start" ? leave() : go("")))
    hideWhatIsMore(view)
    const heading = view.querySelector("h2")
    heading?.focus({ preventScroll: true })
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
    // what stands first is a question only where there are several
    for (const one of within.querySelectorAll("[data-kind=item]")) one.hidden = desk.listItems(one.dataset.field).length < 2
    for (const one of within.querySelectorAll("[data-kind=group]")) {
      const inner = [...one.querySelectorAll("[data-kind=item]")]
      if (inner.length && inner.every((item) => item.hidden)) one.hidden = true
    }
  }

  /** A fault stands at its field once one has left it, not while one types. */
  function watch(panel) {
    panel.addEventListener("focusout", (event) => {
      const field = event.target.closest("[data-path]")
      if (!field || field.contains(event.relatedTarget)) return
      // what nobody has begun is not wrong yet
      tellFault(field, look().find((one) => one.path.join("/") === field.dataset.path && one.code !== "missing-field"))
    })
  }

  function tellFault(field, fault) {
    const line = [...field.querySelectorAll("[data-fault]")].find((one) => one.closest("[data-path]") === field)
    line.hidden = !fault
    line.textContent = fault ? sayFault(fault, knows.tree) : ""
    const control = field.querySelector("input, textarea, select")
    if (fault) control?.setAttribute("aria-invalid", "true")
    else control?.removeAttribute("aria-invalid")
  }

  let last = "" // the step that was shown, to which the list of steps leads back

  function showTasks() {
    const page = clone("data-tasks")
    page.querySelector("[data-draft-title]").textContent = draft.facts.title || words.untitled
    const from = page.querySelector("[data-draft-from]")
    from.hidden = !draft.from
    if (draft.from) from.textContent = `${words.from} ${draft.from.id}`
    const list = page.querySelector(".form__tasks")
    look()
    for (const task of tasks) {
      if (isStub() && "full" in task.dataset && !countIn(task)) continue
      const row = clone("data-task-row")
      row.querySelector(".form__task").textContent = task.dataset.title
      row.querySelector(".form__state").textContent = task.dataset.task === "read" ? (faults.length ? numberOf(faults.length, words.lookOne, words.lookMany) : "") : stateOf(task)
      row.querySelector("button").addEventListener("click", () => go(task.dataset.task))
      if (task.dataset.task === last) row.querySelector("button").dataset.last = ""
      list.append(row)
    }
    for (const one of page.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== draft.kind
    for (const one of page.querySelectorAll("[data-kind-to]")) {
      one.addEventListener("click", () => { draft.kind = one.dataset.kindTo; change(); showTasks() })
    }
    page.querySelector("[data-keep-file]").addEventListener("click", () => { copyAsFile(); showTasks() })
    page.querySelector("[data-copied]").textContent = draft.copied ? sayWhen(draft.copied) : words.never
    const aside = page.querySelector("[data-left]")
    aside.hidden = !draft.left.length
    aside.querySelector("ul").replaceChildren(...listLeft(draft).map((one) => make("li", {}, one)))
    put(page)
    view.querySelector("[data-last]")?.focus({ preventScroll: true })
    last = ""
    if (draft.from) showStale(view.querySelector("[data-stale]"))
  }

  const fieldsOf = (task) => [...task.content.querySelectorAll("[data-field]")].filter((one) => !one.parentElement?.closest("[data-field]")).map((one) => one.dataset.field)
  const holdsStory = (task) => task.content.querySelector("[data-kind=story]") !== null
  const countIn = (task) => fieldsOf(task).filter((name) => draft.facts[name] !== undefined).length + (holdsStory(task) && draft.story ? 1 : 0)
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
    watch(group)
    showSaid(group, task)
    put(page)
    last = task.dataset.task
    if (last === "read") readOver()
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
    const entry = draft.facts[list]?.[index]
    const made = template(`data-entry="${list}"`)
    if (!entry || !made || rest.length) return go("")
    const page = clone("data-entry-view")
    page.querySelector("[data-heading]").textContent = made.dataset.title
    const group = page.querySelector("[data-group]")
    group.append(document.importNode(made.content, true))
    bind(group, entry, path, desk)
    watch(group)
    showSaid(group, tasks.find((one) => fieldsOf(one).includes(list)))
    for (const close of page.querySelectorAll("[data-close], [data-leave]")) close.addEventListener("click", () => {
      const to = back ?? tasks.find((one) => fieldsOf(one).includes(list)).dataset.task
      back = null
      go(to)
      // the row from which one came
      view.querySelectorAll(`[data-field="${list}"] .fill__rows > li`)[index]?.querySelector("[data-change]")?.focus()
    })
    put(page)
  }

  /** Of a case that is on the site: which of its fields differ. What was changed, and why, stands in its history. */
  async function sayChanges(place) {
    const there = await loadCase(draft.from.id).catch(() => null)
    if (!there || !place.isConnected) return
    const names = (await loadPublished()).listChanges(finish(), draft.story, there)
    place.hidden = false
    place.append(names.map((name) => namePlace([name], {}, knows.tree) || tasks.find(holdsStory).dataset.title).join(", ") || words.nothing)
  }

  /** Read it over: what readers see, what is missing, and how it leaves. */
  function readOver() {
    const seen = view.querySelector("[data-preview]")
    seen.append(clone("data-preview-of"))
    import("./preview.js").then(({ fillPreview }) => fillPreview(seen, draft.facts, { term: labelOf, publishers: words.publishers, country: (code) => (code ? new Map(knows.countries).get(code) : "") }))
    const list = view.querySelector(".form__faults")
    for (const fault of look()) {
      const link = make("a", { href: "#" }, fault.path[0] === "story" ? tasks.find(holdsStory).dataset.title : namePlace(fault.path, draft.facts, knows.tree))
      link.addEventListener("click", (event) => { event.preventDefault(); goTo(fault) })
      list.append(make("li", { "data-severity": fault.severity }, link, ` ${sayFault(fault, knows.tree)}`))
    }
    const isReady = !faults.some((one) => one.severity === "error")
    view.querySelector("[data-none]").hidden = faults.length > 0
    view.querySelector("[data-ready]").hidden = !isReady
    view.querySelector("[data-draft]").hidden = isReady
    interview?.heedAnswers(view, draft, words)
    if (draft.from) sayChanges(view.querySelector("[data-changes]"))
    const file = () => {
      const path = place()
      return { name: path.split("/").at(-1), place: path, title: draft.facts.title ?? words.untitled, text: write() }
    }
    const made = file()
    view.querySelector("[data-place]").textContent = made.place
    view.querySelector(".form__file-text").value = made.text
    bindHandOver(view, file, (way) => {
      const now = new Date().toISOString()
      if (way === "file" || way === "mail") draft.copied = now
      if (!["file", "copy"].includes(way)) draft.sent = { on: now, way }
      keeper.save()
    })
  }

  /** Lead to the field of a fault. */
  function goTo({ path, code }) {
    const [first, second] = path
    const task = tasks.find((one) => (first === "story" ? holdsStory(one) : fieldsOf(one).includes(first)))
    if (typeof second === "number" && template(`data-entry="${first}"`)) go(`${first}/${second}`)
    else if (task) go(task.dataset.task)
    else return
    const wanted = path.join("/")
    const fields = [...view.querySelectorAll("[data-path]")]
    const field = fields.findLast((one) => wanted.startsWith(one.dataset.path)) ?? fields.find((one) => one.dataset.path.startsWith(wanted))
    if (!field) return
    for (let one = field; one; one = one.parentElement?.closest("[data-field]")) one.hidden = false
    tellFault(field, faults.find((one) => one.code === code && one.path.join("/") === wanted))
    ;(field.querySelector("input, textarea, select, summary") ?? field).focus()
  }

  addEventListener("popstate", show)
  show()
  document.documentElement.removeAttribute("data-asked")
})
