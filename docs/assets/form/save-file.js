// what a device opens a file with: by its ending
const TYPES = { txt: "text/plain", md: "text/markdown", json: "application/json", bib: "application/x-bibtex" }

/** Save a text as a file on the device. */
export function saveFile(name, text) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: `${TYPES[name.split(".").at(-1)] ?? "text/plain"};charset=utf-8` }))
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
