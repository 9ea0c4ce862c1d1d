/** Save a text as a file on the device, which opens it by its type. */
export function saveFile(name, text, type = "text/markdown;charset=utf-8") {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
