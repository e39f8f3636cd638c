/** Names of the files of a case: each has its own, as findings, columns and filters tell them apart by it. */
import type { CaseResult } from '../../workers/model/run'

/** Has a name in the case that it does not have where it lies. */
class Numbered extends File {
  readonly onDisk: string

  constructor(file: File, name: string) {
    super([file], name, { type: file.type, lastModified: file.lastModified })
    this.onDisk = file.name
  }
}

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
    return new Numbered(file, own)
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

/** Captures of numbered files say what these are called where they lie. */
export function withDiskNames(result: CaseResult, files: readonly File[]): CaseResult {
  const names = new Map(
    files.flatMap((file) => (file instanceof Numbered ? [[file.name, file.onDisk] as const] : [])),
  )
  if (names.size === 0) return result
  const captures = result.captures.map((capture) => {
    const { name, within } = capture.facts
    const onDisk = names.get(within?.file ?? name)
    return onDisk === undefined ? capture : { ...capture, facts: { ...capture.facts, onDisk } }
  })
  return { ...result, captures }
}

/** Files of a case as they were before they were numbered. */
export function asOnDisk(files: readonly File[], result: CaseResult | null): File[] {
  const names = new Map(
    (result?.captures ?? []).flatMap(({ facts: { name, within, onDisk } }) =>
      onDisk === undefined ? [] : [[within?.file ?? name, onDisk] as const],
    ),
  )
  return files.map((file) => {
    const name = names.get(file.name)
    const { type, lastModified } = file
    return name === undefined ? file : new File([file], name, { type, lastModified })
  })
}
