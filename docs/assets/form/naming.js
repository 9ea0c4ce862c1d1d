// What the entries, the places and the fields of a draft are called.

export const nameOf = (entry) =>
  entry.title ?? entry.measure ?? entry.about ?? entry.name ?? entry.case ?? entry.what ?? entry.by_role ?? ""

/** What tells an entry from others of its name, on one line. */
export const lineOf = (entry) =>
  [entry.publisher, entry.published, entry.value, entry.unit, entry.opened_by, entry.works_when?.[0], entry.role, entry.when, entry.on]
    .filter((one) => one !== undefined && one !== "").slice(0, 2).join(", ")

export const shorten = (text) => (text.length > 90 ? `${text.slice(0, 89)}…` : text)

/** A place of a draft as one reads it: "Lessons · The lesson · Works when". */
export function namePlace(path, facts, tree) {
  const names = []
  let field = tree
  let value = facts
  for (const step of path) {
    value = value?.[step]
    field = typeof step === "number" ? field?.entry : field?.fields?.find((one) => one.name === step)
    const name = typeof step === "number" ? value?.constructor === Object && nameOf(value) : field?.title
    if (name) names.push(shorten(name))
  }
  return names.join(" · ")
}

const findTitle = (name, field) =>
  field.name === name ? field.title : [...(field.fields ?? []), field.entry].filter(Boolean).map((one) => findTitle(name, one)).find(Boolean)

/** The checker's sentence, with the names that fields have in the form: those of the same name are told apart by the place. */
export function sayFault({ message, help, path }, tree) {
  const along = [tree]
  for (const step of path) along.unshift((typeof step === "number" ? along[0]?.entry : along[0]?.fields?.find((one) => one.name === step)) ?? {})
  const near = along.flatMap((one) => [one, ...(one.fields ?? [])])
  const title = (name) => near.find((one) => one.name === name)?.title ?? findTitle(name, tree) ?? name
  return `${message} ${help}`.replace(/`(\w+)`/g, (_, name) => `“${title(name)}”`)
}
