// What is pasted from a word processor, as Markdown. It is fetched when somebody does so.

const MARKS = { B: "**", STRONG: "**", I: "*", EM: "*" }

/** What a word processor puts on the clipboard, as Markdown: paragraphs, headings, lists, links, emphasis. */
export function toMarkdown(html) {
  const say = (node) => {
    if (node.nodeType === 3) return node.data.replace(/\s+/g, " ")
    if (node.nodeType !== 1 || /^(STYLE|SCRIPT|TITLE|META)$/.test(node.tagName)) return ""
    const words = [...node.childNodes].map(say).join("")
    const { tagName } = node
    if (tagName === "BR") return "\n"
    if (tagName === "LI") return `\n- ${words.trim()}`
    if (/^H\d$/.test(tagName)) return `\n\n## ${words.trim()}\n\n`
    if (/^(P|DIV|UL|OL|TR|BLOCKQUOTE)$/.test(tagName)) return `\n\n${words.trim()}\n\n`
    if (tagName === "A" && /^https?:/.test(node.getAttribute("href") ?? "") && words.trim()) return `[${words.trim()}](${node.getAttribute("href")})`
    return MARKS[tagName] && words.trim() ? `${MARKS[tagName]}${words.trim()}${MARKS[tagName]}` : words
  }
  const body = new DOMParser().parseFromString(html, "text/html").body
  return say(body).replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim()
}
