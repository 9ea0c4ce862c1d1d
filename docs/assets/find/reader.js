// What reads a description: loaded, with its words, when somebody types one. What is typed stays in the browser.

import { load } from "./site.js"

let reader
export async function loadReader() {
  if (!reader) {
    // the last is what the one before needs: on a slow line they come together
    const [words, { makeReader }] = await Promise.all([
      load("find/words.json"), import("./understand.js"), import("./folding.js"),
    ])
    reader = makeReader(words)
  }
  return reader
}
