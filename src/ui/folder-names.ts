/** Names of files that come from folders. */

export interface Placed {
  file: File
  /** From the folder that was dropped to the file: `case/node1/eth0.pcap`. */
  path: string
}

/** The files in their order; those of one name are told apart by as many folders as that takes. */
export function namedByFolder(placed: readonly Placed[]): File[] {
  const alike = new Map<string, string[]>()
  for (const { file, path } of placed) {
    alike.set(file.name, [...(alike.get(file.name) ?? []), path])
  }
  return placed.map(({ file, path }) => {
    const paths = alike.get(file.name) ?? []
    const name = paths.length > 1 ? tailOf(path, foldersThatTell(paths)) : file.name
    if (name === file.name) return file
    return new File([file], name, { type: file.type, lastModified: file.lastModified })
  })
}

function foldersThatTell(paths: readonly string[]): number {
  const deepest = Math.max(...paths.map((path) => path.split('/').length)) - 1
  for (let folders = 1; folders < deepest; folders++) {
    if (new Set(paths.map((path) => tailOf(path, folders))).size === paths.length) return folders
  }
  return deepest
}

const tailOf = (path: string, folders: number): string =>
  path
    .split('/')
    .slice(-1 - folders)
    .join('/')
