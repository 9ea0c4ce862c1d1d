// Reads back what write-case.js has written, and nothing else: whoever writes YAML by hand goes on by hand.

import { writeScalar } from "./write-case.js"

const REFUSED = "This file was not written by this form, so the form cannot be sure to keep all that it says: change it by hand, or begin anew here."
const FIELD = /^ *([A-Za-z_][\w-]*|"(?:[^"\\]|\\.)*"):(?: (.*))?$/

/** @returns {{ facts, story, place, comments } | { refused: string }} */
export function readCase(written) {
  // a mark at the beginning, and ends of lines as on Windows, come with the way that a file has gone
  const text = written.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n")
  const found = /^---\n((?:(?!---\n|---$)[^\n]*\n)*)---(?:\n|$)([^]*)$/.exec(text)
  if (!found) return { refused: REFUSED }
  const lines = found[1].split("\n").slice(0, -1)
  const place = /^# (cases\/[a-z0-9-]+\/[a-z0-9-]+\.md)$/.exec(lines[0])?.[1] ?? ""
  const comments = lines.filter((one) => one.startsWith("# ")).map((one) => one.slice(2)).slice(place ? 1 : 0)
  try {
    const rest = lines.filter((one) => !one.startsWith("# "))
    const facts = rest.length ? readGroup(rest, 0) : {}
    if (rest.length) raise(rest[0])
    return { facts, story: found[2].replace(/^\n+|\n+$/g, ""), place, comments }
  } catch {
    return { refused: REFUSED }
  }
}

const depthOf = (line) => line.length - line.trimStart().length

/** Takes the lines of a group away from the front of the list. */
function readGroup(lines, depth) {
  const fields = new Map()
  while (lines.length && depthOf(lines[0]) === depth && !lines[0].startsWith("- ", depth)) {
    const [, written, value] = FIELD.exec(lines[0]) ?? raise(lines[0])
    const name = written.startsWith('"') ? readScalar(written) : written
    if (fields.has(name)) raise(lines[0])
    lines.shift()
    fields.set(name, value ? readScalar(value) : lines[0]?.startsWith("- ", depth + 2) ? readList(lines, depth + 2) : readGroup(lines, depth + 2))
  }
  return fields.size ? Object.fromEntries(fields) : raise("")
}

function readList(lines, depth) {
  const list = []
  while (lines.length && depthOf(lines[0]) === depth && lines[0].startsWith("- ", depth)) {
    const value = lines[0].slice(depth + 2)
    if (FIELD.test(value)) {
      lines[0] = `${" ".repeat(depth + 2)}${value}`
      list.push(readGroup(lines, depth + 2))
    } else {
      list.push(readScalar(value))
      lines.shift()
    }
  }
  return list
}

/** A value, if it stands there as the form writes it: otherwise something in it could be lost. */
function readScalar(written) {
  const value = JSON.parse(written)
  return writeScalar(value) === written ? value : raise(written)
}

function raise(line) {
  throw new SyntaxError(line)
}

/** What a draft has at first that goes on with such a file. */
export const asDraft = ({ facts, story, comments, place }) => ({ facts, story, place, left: comments.map((value) => ({ path: [], value })) })
