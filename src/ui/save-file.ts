interface SavedFile {
  name: string
  type: string
  content: BlobPart
}

/** Hands a file to the browser's downloads. */
export function saveFile({ name, type, content }: SavedFile): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download reads the URL after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
