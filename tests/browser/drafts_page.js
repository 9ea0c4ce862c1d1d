// A page that does with drafts what the form does, and nothing else: one text, its state, and the list.
import * as drafts from "./assets/form/drafts.js"
import { showDrafts } from "./assets/form/drafts-list.js"

const find = (id) => document.getElementById(id)
const store = drafts.openStore()
let keeper = null

window.drafts = drafts
window.store = store
window.told = []

window.begin = (id, more = {}) => {
  const now = new Date().toISOString()
  const draft = { id, schema: "1", started: now, changed: now, copied: null, kind: "stub", facts: { title: id }, story: "", left: [], from: null, sent: null, ...more }
  store.save(draft)
  open(draft)
}

function open(draft) {
  location.hash = draft.id
  show(draft)
  keeper = drafts.keep(store, draft, (state, why) => {
    window.told.push([state, why])
    find("state").textContent = state
    find("words").readOnly = state === "elsewhere" || state === "lost"
  })
}

function show(draft) {
  find("words").value = draft.story
  find("words").oninput = () => { draft.story = find("words").value; keeper.touch() }
}

window.leave = () => { keeper.stop(); location.hash = "" }
window.open_again = (id) => open(store.load(id))
window.save = () => keeper.save()
window.failed = () => { throw new Error("a module of the form has failed") }

find("take").onclick = () => { show(keeper.take()); find("words").readOnly = false }
window.list = () => showDrafts(find("list"), store, {
  open: (id) => { find("said").textContent = `open ${id}` },
  write: ({ facts, story }) => `---\n# cases/recife/recife-kitchen.md\ntitle: ${JSON.stringify(facts.title)}\n---\n\n${story}\n`,
  announce(text, undo) { find("said").textContent = text; find("undo").onclick = undo },
})

const id = location.hash.slice(1)
if (id) open(store.load(id))
window.ready = true
