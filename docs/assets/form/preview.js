// What readers see first of a case: its key points, as far as the draft has them. It is fetched to read a draft over.

const strip = (text) => text?.replace(/\*\*?|_/g, "")

export function fillPreview(host, facts, labels) {
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
    became: join(labels.term("statuses", facts.status?.is), became && `${became.when ?? ""}: ${strip(became.what) ?? ""}`),
    entry_point: door && join(door.title, labels.term("doors", door.door)),
    lesson: lesson && join(lesson.title, lesson.works_when?.[0]),
    failure: failure && join(failure.title, labels.term("causes", failure.cause), labels.term("certainties", failure.certainty)),
    rests: publishers.size > 5 ? `${publishers.size} ${labels.publishers}` : [...publishers].join(", "),
  }
  for (const slot of host.querySelectorAll("[data-slot]")) {
    slot.textContent = said[slot.dataset.slot] ?? ""
    ;(slot.closest("dl > div") ?? slot).hidden = !slot.textContent
  }
}
