// The forms of a word: what is left of it without its ending, so that whoever searches for one form finds the others.
// English above all, with the plurals of Spanish and Portuguese. Words come folded (folding.js). An ending is cut only
// where enough is left: a mayor is no may, a station no state, a letter no let.

/** One word in two spellings: how both begin, and how it goes on as it is taken. */
const SPELLINGS = [
  [/^(behavi|col|endeav|fav|flav|harb|hon|lab|neighb|rum)ou?r/, "or"],
  [/^(cent|theat)(?:er|re)(?=[ds]?$)/, "re"],
  [/^(.{3,})i[sz](?=(?:e[ds]?|ers?|ings?|ations?)$)/, "is"],
  [/^(cris|analys|hypothes)[ei]s$/, "is"],
  [/^(wom)[ae]n/, "an"],
]

/** Made of a short word that ends in e: making of make, moved of move. */
const giveBack = (stem) => (/^[^aeiou][aeiou][^aeiouwxy]$/.test(stem) ? `${stem}e` : stem)

/** The endings in their order, each with the fewest letters that it leaves, and what is done with these. */
const ENDINGS = [
  [/ships?$/, 5, cut],
  [/ments?$/, 4, cut],
  // who does something, and what they do: volunteers and volunteering, but no corner of corn
  [/(?<!^(?:chart|corn|count|custom|form))er(?:y|ies|e?s|ings?|ed)?$/, 4],
  [/(?:ion(?:e?s)?|ives?)$/, 5],
  [/(?:ings?|edly|ed)$/, 3, giveBack],
  [/(?<=x|ey|^bus|^gas)es$/, 3],
  [/es?$/, 4],
  [/(?<!s)s$/, 3],
]

function cut(word) {
  for (const [ending, least, then] of ENDINGS) {
    const stem = word.replace(ending, "")
    if (stem !== word && stem.length >= least) return then ? then(stem) : stem
  }
  return word
}

/** A word in the spelling that is taken, and how much of it stands in each spelling. */
function spell(word) {
  for (const [spelling, taken] of SPELLINGS) {
    const found = word.match(spelling)
    if (found) return [word.replace(spelling, `$1${taken}`), found[1].length]
  }
  return [word, word.length]
}

/** What all forms of a word have in common: families is family, and evicting is eviction. */
export const cutEnding = (word) => cut(spell(word)[0]).replace(/(?<=[^aeiou])y$/, "i")

/** What it has in common with words a little farther off: homelessness with homeless, planning with plans. */
export function cutDeep(word) {
  const stem = cutEnding(word.replace(/(?<=.{4})ness(?:es)?$/, "")).replace(/(?<=.{4})li$/, "")
  const single = stem.replace(/([bdgmnprt])\1$/, "$1")
  return single.length < (/(?:ings?|ed)$/.test(word) ? 3 : 4) ? stem : single
}

/** How all of them begin. */
export function cutBeginning(word) {
  const shortest = [cutEnding(word), cutDeep(word)].reduce((one, other) => (other.length < one.length ? other : one))
  let size = 0
  while (size < word.length && word[size] === shortest[size]) size++
  const beginning = word.slice(0, Math.min(size, spell(word)[1]))
  return beginning.replace(/(?<=.[^aeiou])[iy]$|(?<=^[^aeiou][aeiou][^aeiouwxy])e$/, "")
}
