// A case file written from the facts of a draft, the same bytes as the core writes (casebook.writing): every text in
// double quotes as JSON writes it, so that nothing in it means anything to YAML.

const ODD = "\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff"
const ESCAPED = new RegExp(`[\\u007f-\\u009f${ODD}]`, "g")
const BLANK = new RegExp(`[\\u0000-\\u0020\\u007f-\\u009f${ODD}]+`, "g")
const HALF = /\p{Surrogate}/gu
const PLAIN_NAME = /^(?!(?:[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE)$)[A-Za-z_][\w-]*$/

const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value)
const writeName = (name) => (PLAIN_NAME.test(name) ? name : writeScalar(name))

/** A value on one line. What JSON lets stand, and a reader of YAML may not, is escaped. */
export function writeScalar(value) {
  return JSON.stringify(value ?? null).replace(ESCAPED, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)
}

/** The lines of a group: its fields in the order of the tree, and last what the tree does not know. */
function writeGroup(group, field, indent) {
  const order = (field?.fields ?? []).map((one) => one.name)
  const place = (name) => (order.includes(name) ? order.indexOf(name) : order.length)
  return Object.keys(group).sort((one, other) => place(one) - place(other))
    .flatMap((name) => writeValue(name, group[name], field?.fields?.find((one) => one.name === name), indent))
}

function writeValue(name, value, field, indent) {
  const head = `${indent}${writeName(name)}:`
  if (isGroup(value) && Object.keys(value).length) return [head, ...writeGroup(value, field, `${indent}  `)]
  if (Array.isArray(value) && value.length) return [head, ...value.flatMap((one) => writeEntry(one, field?.entry, `${indent}  `))]
  return [`${head} ${writeScalar(value)}`]
}

function writeEntry(entry, field, indent) {
  if (!isGroup(entry) || !Object.keys(entry).length) return [`${indent}- ${writeScalar(entry)}`]
  const [first, ...others] = writeGroup(entry, field, `${indent}  `)
  return [`${indent}- ${first.trimStart()}`, ...others]
}

const LONGEST = 4_000
const BROKEN_AT = 3_000

/** A line of a story, in several where it is longer than is read: a new line in a paragraph is a blank to Markdown. */
function breakLine(line) {
  const letters = [...line]
  const pieces = []
  // what begins with a letter begins no list and no heading; two blanks or a backslash before would break the line
  const isGood = (at) => letters[at] === " " && /\p{L}/u.test(letters[at + 1]) && !/[ \\]/.test(letters[at - 1])
  while (letters.length > LONGEST) {
    let at = BROKEN_AT
    while (at > 0 && !isGood(at)) at--
    if (!at) break
    pieces.push(letters.splice(0, at + 1).slice(0, -1).join(""))
  }
  return [...pieces, letters.join("")].join("\n")
}

/** A comment in one line; in several where it is longer than is read. */
function writeComment(text) {
  const letters = [...text.replace(BLANK, " ").replace(/^ | $/g, "").replace(HALF, "\ufffd")]
  const lines = []
  while (letters.length) lines.push(`# ${letters.splice(0, BROKEN_AT).join("")}`)
  return lines
}

/** @param place where the file belongs, @param comments what could not be placed, a line each. */
export function writeCase(facts, story, tree, { place = "", comments = [] } = {}) {
  const words = story.replace(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, "").replace(HALF, "\ufffd").split("\n").map(breakLine).join("\n")
  return [
    "---", ...writeComment(place), ...writeGroup(facts, tree, ""), ...comments.flatMap(writeComment),
    "---", ...(words ? ["", words] : []), "",
  ].join("\n")
}
