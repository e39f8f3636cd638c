/** Names of the files of a case: each has its own, as findings, columns and filters tell them apart by it. */

/**
 * The files in their order. One whose name an earlier one has gets a number: `eth0.pcap (2)`. Its
 * octets stay where they are.
 */
export function distinctlyNamed(files: readonly File[]): File[] {
  const taken = new Set(files.map(({ name }) => name))
  const seen = new Set<string>()
  const times = new Map<string, number>()
  return files.map((file) => {
    const { name } = file
    if (!seen.has(name)) {
      seen.add(name)
      return file
    }
    const own = freeName(name, taken, times)
    taken.add(own)
    return new File([file], own, { type: file.type, lastModified: file.lastModified })
  })
}

/** `times`: the last number of each name. */
function freeName(name: string, taken: ReadonlySet<string>, times: Map<string, number>): string {
  for (;;) {
    const number = (times.get(name) ?? 1) + 1
    times.set(name, number)
    const numbered = `${name} (${number})`
    if (!taken.has(numbered)) return numbered
  }
}
