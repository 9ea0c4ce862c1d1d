// What was said in an interview, as a draft keeps it: beside the fields to which it belongs, in a copy for oneself, and
// what of it may not go out. It is fetched with the first draft that has answers.

import { make } from "../find/site.js"

const isForbidden = ({ state, text }) => state === "not-to-publish" && Boolean(text)

/** What was said for the fields of a panel. Only a story is taken over as it was said; `takeOver(text)` does so. */
export function showAnswers(panel, said, { template, words }, takeOver) {
  if (!said.length) return
  const aside = document.importNode(template("data-answers").content, true).firstElementChild
  for (const { asks, text = "", state, field } of said) {
    const answer = make("dd", {}, text)
    if (state) answer.append(" ", make("b", {}, `(${words[state.replace(/-(\w)/g, (_, one) => one.toUpperCase())]})`))
    if (field === "story" && text && !isForbidden({ state, text })) {
      const button = make("button", { class: "plain", type: "button" }, words.takeOver)
      button.addEventListener("click", () => takeOver(text))
      answer.append(" ", button)
    }
    aside.querySelector("dl").append(make("dt", {}, asks), answer)
  }
  panel.prepend(aside)
}

/** Before it goes out: what somebody asked not to publish is named, and without consent there is no way to send it. */
export function heedAnswers(page, { answers }, words) {
  const list = page.querySelector(".form__faults")
  const warn = (text) => {
    list.prepend(make("li", { "data-severity": "error" }, make("b", {}, text)))
    page.querySelector("[data-none]").hidden = true
    page.querySelector("[data-ready]").hidden = true
  }
  for (const one of Object.values(answers)) if (isForbidden(one)) warn(`${words.seeThat} ${one.asks}`)
  if (answers.consent?.state !== "no") return
  warn(words.noConsent)
  for (const one of page.querySelectorAll(".form__ways, [data-is-sent]")) one.hidden = true
  page.querySelector("[data-draft]").hidden = true
}

/** A copy for oneself: what was said, the file as far as it has come, and the draft itself, from which one can go on. */
export function writeBackup(draft, file, words) {
  const said = Object.values(draft.answers).map(({ asks, text, state }) => [asks, text, state && `(${state})`].filter(Boolean).join("\n"))
  return [words.copyForYou, ...said, file, `draft: ${JSON.stringify(draft)}`, ""].join("\n\n")
}

/** The draft in such a copy, or in the file of an interview; null where there is none. */
export function readBackup(text) {
  try {
    return JSON.parse(/^draft: (\{.*\})\s*$/m.exec(text)[1])
  } catch {
    return null
  }
}
