/** Packets that tcpdump says it lost, by the text that tells it. */
import type { Sidecars } from '../model/sidecar'

const LOST = ['dropped by kernel', 'dropped by interface']

/** Sorted as the files are; only those that lost some. */
export function droppedByTcpdump({ counters, files }: Sidecars): {
  name: string
  dropped: number
}[] {
  const byFile = new Map<number, number>()
  for (const { source, name, value, file } of counters) {
    if (source !== 'tcpdump' || !LOST.includes(name) || value <= 0) continue
    byFile.set(file, (byFile.get(file) ?? 0) + value)
  }
  return [...byFile].map(([file, dropped]) => ({ name: files[file]?.name ?? '', dropped }))
}
