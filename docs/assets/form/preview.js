// What readers see first of a case: its key points, as far as the draft has them. It is fetched to read a draft over.

import { make } from "../find/site.js"

const strip = (text) => text?.replace(/\*\*?|_/g, "")

/** A citation as a reader understands it: by the publisher. */
const nameSources = (cited, sources) =>
  cited.split(";").map((one) => one.trim().replace(/^@|#.*$/g, "")).map((id) => sources.find((one) => one.id === id)?.publisher ?? id).join(", ")

function fillStory(host, story, sources) {
  const read = strip(story).replace(/\[(@[^[\]]+)\]/g, (_, cited) => `(${nameSources(cited, sources)})`)
  host.replaceChildren(...read.split(/\n\s*\n/).filter(Boolean).map((part) => make("p", {}, part.replace(/^#+ /, ""))))
}

export function fillPreview(host, facts, story, labels) {
  const pick = (list, id) => list?.find((one) => one.id === id) ?? list?.[0]
  const { highlights = {}, period = {}, city } = facts
  const door = pick(facts.entry_points, highlights.entry_point)
  const lesson = pick(facts.lessons, highlights.lesson)
  const failure = pick(facts.failures, highlights.failure)
  const endOf = ({ when = "" }) => String(when).replace("unknown", "").split("/").at(-1)
  const became = facts.follow_ups?.toSorted((one, other) => endOf(one).localeCompare(endOf(other))).at(-1)
  const publishers = new Set((facts.sources ?? []).map((one) => one.publisher).filter(Boolean))
  const join = (...parts) => parts.filter(Boolean).join(" · ")
  const said = {
    place: join([city?.name, labels.country(city?.country)].filter(Boolean).join(", "), [period.from, period.to].filter(Boolean).join(" – ")),
    title: facts.title,
    summary: strip(facts.summary),
    became: join(labels.term("statuses", facts.status?.is), became && `${labels.latest} ${became.when ?? ""}: ${strip(became.what) ?? ""}`),
    entry_point: door && join(door.title, labels.term("doors", door.door)),
    lesson: lesson && join(lesson.title, lesson.works_when?.[0]),
    failure: failure && join(failure.title, labels.term("causes", failure.cause), labels.term("certainties", failure.certainty)),
    rests: publishers.size > 5 ? `${publishers.size} ${labels.publishers}` : [...publishers].join(", "),
  }
  fillStory(host.querySelector("[data-story]"), story, facts.sources ?? [])
  host.querySelector("details").hidden = !story
  for (const slot of host.querySelectorAll("[data-slot]")) {
    slot.textContent = said[slot.dataset.slot] ?? ""
    ;(slot.closest("dl > div") ?? slot).hidden = !slot.textContent
  }
}
