// A saved list as an address and as a file. No page, no network.
//
// In an address a list is `items=CASE.ITEM_CASE`: neither sign stands in a name, and no messenger or mail breaks it.

import { pickNames } from "./saved.js"

const ADDRESS = /cases\/([a-z0-9-]+)\/(?:#([a-z0-9-]+))?/g

export const writeItems = (names) => names.map((name) => name.replace("#", ".")).join("_")

/** The names in an address; also as somebody wrote it by hand, with the names as they are. */
export const readItems = (text) => pickNames(text.split(/[_,\s]+/).map((name) => name.replace(".", "#")))

/** The names of whatever a text leads to: a list that was saved here, a mail with addresses, an address of a list. */
export function readNames(text) {
  const lists = [...text.matchAll(/#items=([^\s)>\]"]+)/g)].flatMap(([, items]) => readItems(decode(items)))
  const places = [...text.matchAll(ADDRESS)].map(([, id, item]) => (item ? `${id}#${item}` : id))
  return pickNames([...lists, ...places])
}

function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Lines below a number, as far in as its text. */
const indent = (text) => text.replace(/^(?=.)/gm, "   ")

/** A list as plain text. Its addresses are those of its entries alone: so it can be read back. */
export function writeText({ title, says, words, end }, entries) {
  const told = entries.map(({ kind, title: name, tells, text, from, address, citation }, n) => {
    const parts = [[kind, tells].filter(Boolean).join("\n"), text, [from, address, citation && `${words.cite} ${citation}`].filter(Boolean).join("\n")]
    return `${n + 1}. ${name}\n${indent(parts.filter(Boolean).join("\n\n"))}`
  })
  return `${[title, says, ...told, end].filter(Boolean).join("\n\n")}\n`
}
