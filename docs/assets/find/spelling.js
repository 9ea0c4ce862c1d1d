// Mistyped words: which words the casebook knows, and which of them was meant.

/** Shorter words are not corrected, nor are they in the list: as in hooks/casebook/search/word_list.py. */
export const SHORTEST = 4

/** The known words, from groups that go from frequent to rare. */
export function know(groups) {
  const rank = new Map()
  groups.forEach((group, n) => {
    for (const word of group.split(" ")) rank.set(word, n)
  })
  const sorted = [...rank.keys()].sort()
  return {
    rank,
    has: (word) => word.length < SHORTEST || /\d/.test(word) || rank.has(word),
    /** Whether a known word begins like this: somebody may still be typing. */
    begins(start) {
      let low = 0
      let high = sorted.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (sorted[middle] < start) low = middle + 1
        else high = middle
      }
      return sorted[low]?.startsWith(start) ?? false
    },
  }
}

/**
 * How many letters have to be changed, left out, put in or exchanged with their neighbour to make one word
 * of the other; `most + 1` if it is more than `most`. With `open` the second word may go on.
 */
export function distance(typed, known, most, open = false) {
  if (typed.length - known.length > most || (!open && known.length - typed.length > most)) return most + 1
  const target = open ? known.slice(0, typed.length + most) : known
  let before = []
  let above = Array.from({ length: target.length + 1 }, (_, n) => n)
  for (let i = 1; i <= typed.length; i++) {
    const row = [i]
    for (let j = 1; j <= target.length; j++) {
      const same = typed[i - 1] === target[j - 1]
      let least = Math.min(above[j - 1] + (same ? 0 : 1), above[j] + 1, row[j - 1] + 1)
      if (i > 1 && j > 1 && typed[i - 1] === target[j - 2] && typed[i - 2] === target[j - 1]) {
        least = Math.min(least, before[j - 2] + 1)
      }
      row.push(least)
    }
    if (Math.min(...row) > most) return most + 1
    before = above
    above = row
  }
  return open ? Math.min(...above) : above[target.length]
}

/** The known word that may have been meant, or null: the nearest with the same first letter, of those the most frequent. */
export function correct(words, typed, typing) {
  const most = typed.length < 8 ? 1 : 2
  if (typed.length < SHORTEST) return null
  // of a few letters nearly every word is the beginning
  for (const open of typing && typed.length > SHORTEST ? [false, true] : [false]) {
    let best = null
    for (const [word, rank] of words.rank) {
      // a first letter is seldom mistyped: migrants are no grants
      if (word[0] !== typed[0]) continue
      const far = distance(typed, word, most, open)
      if (far > most) continue
      const order = [far, rank, word]
      if (!best || precedes(order, best)) best = order
    }
    if (best) return best[2]
  }
  return null
}

function precedes(a, b) {
  for (let n = 0; n < a.length; n++) {
    if (a[n] !== b[n]) return a[n] < b[n]
  }
  return false
}
