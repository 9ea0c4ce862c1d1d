// A text as its sentences: whoever has no room for all of it shows whole ones.

/** What ends with a full stop and ends no sentence: short words before a name or a number, initials, e.g. and the like. */
const SHORT = /(?:^|[\s(“"‘'])(?:No|Nos|Dr|Drs|Mr|Mrs|Ms|St|Prof|Sr|Sra|Dra|Av|Art|Mt|Ft|Jr|Inc|Ltd|ca|cf|vs|al|e\.g|i\.e|\p{Lu}(?:\.\p{Lu})*)\.\s*$/u

const count = (text, sign) => text.split(sign).length - 1

/** Whether something is open at the end of a text: a bracket, or what somebody says. */
const isOpen = (text) =>
  count(text, "(") > count(text, ")") || count(text, "“") > count(text, "”") || count(text, '"') % 2 === 1

/** The sentences of a text, in order. What cannot be told apart stays together: a sentence too long is whole. */
export function listSentences(text, language = "en") {
  const said = text.replace(/\s+/g, " ").trim()
  if (!said) return []
  if (!Intl.Segmenter) return [said]
  const found = []
  let begun = ""
  for (const { segment } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(said)) {
    begun += segment
    if (SHORT.test(begun) || isOpen(begun)) continue
    found.push(begun.trim())
    begun = ""
  }
  return begun ? [...found, begun.trim()] : found
}
