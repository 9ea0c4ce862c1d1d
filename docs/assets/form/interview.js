// The interview on the screen: what is written goes into a draft as it was said, and the form shows it beside the field
// to which it belongs. Nothing is put into a field from here: a title or a cause is not in anybody's answer.

import { attach } from "../find/site.js"
import { keep, newDraft, openStore } from "./drafts.js"
import { saveFile } from "./save-file.js"

const KEY = "casebook-interview-" // which draft a sheet goes into

attach(".interview", async (host) => {
  const store = openStore()
  const asked = new URLSearchParams(location.hash.slice(1))
  const wish = asked.get("new") && (await (await import("./wish.js")).readWish(asked.get("new"), store.list()))
  if (wish) {
    wish.show(host)
    // in another language it is still for this
    for (const link of host.querySelectorAll(".interview__tongues a")) link.hash = `new=${wish.of}&in=${link.lang}`
  }

  /** A draft that the form has begun for the same, as long as no sheet has put its answers into it. */
  const findBegun = () => {
    const begun = wish?.begun && store.load(wish.begun.id)
    return begun?.answers && !Object.keys(begun.answers).length ? begun : null
  }

  for (const sheet of host.querySelectorAll("[data-interview]")) {
    const kept = sheet.querySelector("[data-kept]")
    const tell = (state) => {
      kept.textContent = state === "saved" ? kept.dataset.kept : kept.dataset.lost
    }
    let keeper = null
    let draft = null
    const pointer = KEY + sheet.dataset.interview + (wish ? `-${wish.of}` : "")

    const open = (one) => {
      draft = one
      keeper = keep(store, draft, tell)
    }
    /** A draft is made with the first word, so that looking leaves nothing behind. */
    const change = (id, values) => {
      if (!draft) {
        open(findBegun() ?? newDraft("interview", wish?.fill("stub")))
        try { localStorage.setItem(pointer, draft.id) } catch { /* said by the keeper */ }
      }
      draft.answers[id] = { ...draft.answers[id], ...values }
      keeper.touch()
    }

    let id = null
    try { id = localStorage.getItem(pointer) } catch { /* there is nothing to go on with */ }
    const there = id && store.load(id)
    if (there?.answers && !there.sent) open(there)

    for (const control of sheet.querySelectorAll("[data-answer]")) {
      const { answer, asks, target } = control.dataset
      control.value = draft?.answers[answer]?.text ?? ""
      control.addEventListener("input", () => {
        change(answer, { asks, field: target, text: control.value })
        // what is answered has been asked, and is known
        const [box] = control.value ? sheet.querySelectorAll(`[data-of="${answer}"]:checked:not([data-state="not-to-publish"])`) : []
        box?.click()
      })
    }
    for (const box of sheet.querySelectorAll("[data-state]")) {
      const { state, of } = box.dataset
      const control = sheet.querySelector(`[data-answer="${of}"]`)
      box.checked = draft?.answers[of]?.state === state
      box.addEventListener("change", () => {
        for (const other of sheet.querySelectorAll(`[data-of="${of}"]`)) if (other !== box) other.checked = false
        change(of, { asks: control.dataset.asks, field: control.dataset.target, state: box.checked ? state : "" })
      })
    }
    /** Without consent nothing goes on to others. */
    const onward = sheet.querySelector("[data-go]")
    const heed = () => { onward.hidden = draft?.answers.consent?.state === "no" }
    for (const box of sheet.querySelectorAll("[data-consent]")) {
      const { consent } = box.dataset
      box.checked = draft?.answers.consent?.state === consent
      box.addEventListener("change", () => {
        for (const other of sheet.querySelectorAll("[data-consent]")) if (other !== box) other.checked = false
        change("consent", { asks: sheet.querySelector(".interview__consent h3").textContent, field: "", state: box.checked ? consent : "" })
        heed()
      })
    }
    heed()
    sheet.querySelector("[data-print]").addEventListener("click", () => print())
    sheet.querySelector("[data-file]").addEventListener("click", () => {
      // what somebody asked not to publish says so wherever it goes
      const marksOf = (where) => [...sheet.querySelectorAll(`${where}:checked`)].map((one) => `(${one.closest("label").textContent.trim()})`)
      const words = [...sheet.querySelectorAll("[data-answer]")].map(({ dataset: { asks, answer }, value }) =>
        [asks, value, ...marksOf(`[data-of="${answer}"]`)].filter(Boolean).join("\n"))
      // the form reads the last line, and goes on from it
      const end = draft ? [`draft: ${JSON.stringify(draft)}`] : []
      saveFile(`interview-${sheet.dataset.interview}.txt`, `${[...marksOf("[data-consent]"), ...words, ...end].join("\n\n")}\n`)
    })
    onward.addEventListener("click", (event) => {
      if (!draft) return
      keeper.stop()
      event.currentTarget.href = `${event.currentTarget.href.replace(/#.*/, "")}#draft=${draft.id}`
    })
  }

  /** The sheet of an address is the one that is open, and the only one that is printed. */
  const choose = () => {
    const { hash } = location
    const tongue = new URLSearchParams(hash.slice(1)).get("in")
    const place = document.getElementById(tongue ? `questions-${tongue}` : hash.slice(1))
    const sheet = place?.closest("[data-interview]")
    if (!sheet) return
    sheet.open = true // the others close
    sheet.scrollIntoView()
  }
  addEventListener("hashchange", choose)
  choose()
})
