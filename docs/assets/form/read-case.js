// Reads back what write-case.js has written, and nothing else: whoever writes YAML by hand goes on by hand.

const REFUSED = "This file was not written by this form, so the form cannot be sure to keep all that it says: change it by hand, or begin anew here."
const LINE = /^ *([\w-]+):(?: (.*))?$/
const ENTRY = /^( *)- (.*)$/

/** @returns {{ facts, story, place, comments } | { refused: string }} */
export function readCase(written) {
  const text = written.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n")
  const found = /^---\n((?:(?!---\n|---$)[^\n]*\n)*)---(?:\n|$)([^]*)$/.exec(text)
  if (!found) return { refused: REFUSED }
  const lines = found[1].split("\n").slice(0, -1)
  const place = /^# (cases\/[a-z0-9-]+\/[a-z0-9-]+\.md)$/.exec(lines[0])?.[1] ?? ""
  const comments = lines.filter((one) => one.startsWith("# ")).map((one) => one.slice(2)).slice(place ? 1 : 0)
  try {
    const rest = lines.filter((one) => !one.startsWith("# "))
    const facts = readGroup(rest, 0)
    if (rest.length) throw new SyntaxError(rest[0])
    return { facts, story: found[2].replace(/^\n+|\n+$/g, ""), place, comments }
  } catch {
    return { refused: REFUSED }
  }
}

const depthOf = (line) => line.length - line.trimStart().length

/** Takes the lines of a group away from the front of the list. */
function readGroup(lines, depth) {
  const group = {}
  while (lines.length && depthOf(lines[0]) === depth && !lines[0].startsWith("- ", depth)) {
    const [, name, value] = LINE.exec(lines[0]) ?? raise(lines[0])
    if (Object.hasOwn(group, name)) raise(lines[0])
    lines.shift()
    group[name] = value ? JSON.parse(value) : lines[0]?.startsWith("- ", depth + 2) ? readList(lines, depth + 2) : readGroup(lines, depth + 2)
  }
  if (!Object.keys(group).length) raise("")
  return group
}

function readList(lines, depth) {
  const list = []
  while (lines.length && depthOf(lines[0]) === depth && lines[0].startsWith("- ", depth)) {
    const [, , value] = ENTRY.exec(lines[0]) ?? raise(lines[0])
    if (/^["\d{[ntf-]/.test(value) && !LINE.test(value)) {
      list.push(JSON.parse(value))
      lines.shift()
    } else {
      lines[0] = `${" ".repeat(depth + 2)}${value}`
      list.push(readGroup(lines, depth + 2))
    }
  }
  return list
}

function raise(line) {
  throw new SyntaxError(line)
}
