// What reads a description: loaded, with its words, when somebody types one. What is typed stays in the browser.

import { load } from "./site.js"

let reader
/** What reads a description (see understand.js), and the places of the world (find/places.json). */
export function loadReader() {
  reader ??= Promise.all([
    load("find/words.json"), load("find/places.json"), import("./understand.js"),
    // what the one before needs: on a slow line they come together
    import("./folding.js"), import("./inhabitants.js"), import("./language.js"),
  ]).then(([words, places, { makeReader }]) => ({ read: makeReader(words, places), places }))
  reader.catch(() => (reader = null))
  return reader
}
