/** Files of a drop, folders opened. File and Directory Entries API, W3C draft of 2023. */

import { namedByFolder, type Placed } from './folder-names'

/** Bounds a dropped folder: a home directory is not a case. */
const MAX_FILES = 500

export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries must be taken before the first await: afterwards the list is empty.
  const entries = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry())
  if (entries.some((entry) => entry === null)) return [...transfer.files]
  const files: Placed[] = []
  const plain = [...transfer.files]
  for (const [index, entry] of entries.entries()) {
    const file = plain[index]
    if (entry instanceof FileSystemDirectoryEntry) await collect(entry, files)
    else if (file !== undefined) files.push({ file, path: file.name })
  }
  return namedByFolder(files)
}

async function collect(folder: FileSystemDirectoryEntry, files: Placed[]): Promise<void> {
  const reader = folder.createReader()
  while (files.length < MAX_FILES) {
    // A reader gives a hundred at a time, and an empty list at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]))
    })
    if (entries.length === 0) return
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (files.length >= MAX_FILES || entry.name.startsWith('.')) continue
      if (entry instanceof FileSystemDirectoryEntry) await collect(entry, files)
      else if (entry instanceof FileSystemFileEntry) await addFile(entry, files)
    }
  }
}

function addFile(entry: FileSystemFileEntry, files: Placed[]): Promise<void> {
  return new Promise((resolve) => {
    entry.file(
      (file) => {
        files.push({ file, path: entry.fullPath.replace(/^\//, '') })
        resolve()
      },
      () => resolve(), // it vanished, or may not be read
    )
  })
}
