// A case file written from the facts of a draft, the same bytes as the core writes (casebook.writing): every text in
// double quotes as JSON writes it, so that nothing in it means anything to YAML.

const ESCAPED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const isGroup = (value) => value?.constructor === Object

function writeScalar(value) {
  if (value === undefined) return "null"
  return JSON.stringify(value).replace(ESCAPED, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)
}

/** The lines of a group: its fields in the order of the tree, and last what the tree does not know. */
function writeGroup(group, field, indent) {
  const order = (field?.fields ?? []).map((one) => one.name)
  const place = (name) => (order.includes(name) ? order.indexOf(name) : order.length)
  return Object.keys(group).sort((one, other) => place(one) - place(other))
    .flatMap((name) => writeValue(name, group[name], field?.fields?.find((one) => one.name === name), indent))
}

function writeValue(name, value, field, indent) {
  if (isGroup(value) && Object.keys(value).length) return [`${indent}${name}:`, ...writeGroup(value, field, `${indent}  `)]
  if (Array.isArray(value) && value.length) return [`${indent}${name}:`, ...value.flatMap((one) => writeEntry(one, field?.entry, `${indent}  `))]
  return [`${indent}${name}: ${writeScalar(value)}`]
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
  while (letters.length > LONGEST) {
    let at = BROKEN_AT
    // what begins with a letter begins no list and no heading
    while (at > 0 && !(letters[at] === " " && /\p{L}/u.test(letters[at + 1]))) at--
    if (!at) break
    pieces.push(letters.splice(0, at + 1).slice(0, -1).join(""))
  }
  return [...pieces, letters.join("")].join("\n")
}

/** @param place where the file belongs, @param comments what could not be placed, a line each. */
export function writeCase(facts, story, tree, { place = "", comments = [] } = {}) {
  const words = story.replace(/^\n+|\n+$/g, "").split("\n").map(breakLine).join("\n")
  return [
    "---", ...(place ? [`# ${place}`] : []), ...writeGroup(facts, tree, ""),
    ...comments.map((one) => `# ${one.split(/\s+/).filter(Boolean).join(" ")}`),
    "---", ...(words.trim() ? ["", words] : []), "",
  ].join("\n")
}
