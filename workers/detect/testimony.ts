/** What side-cars testify about dropped packets, put together from all of them. */
import type { DropFact } from '../model/sidecar'
import { append, sum } from './grouping'

export interface DropTestimony {
  /** Code of the datapath, 0: not told; and its words. */
  code: number
  reason: string
  /** Are they the very flows that were asked for? Else others, between the same hosts and port. */
  exact: boolean
  /** By the file that has most. */
  events: number
  files: string[]
  /** `16621 (app=frontend)`; empty: not told. */
  from: string
  to: string
  endpoint: number
  /** Line of the datapath, and name of the node; empty: not told. */
  source: string
  node: string
}

interface Names {
  fileOf(fact: { file: number }): string
  identity(id: number): string
}

/** Of the reason that is told most often. */
export function testimonyOf(
  drops: readonly DropFact[],
  exact: boolean,
  names: Names,
): DropTestimony | null {
  const byReason = new Map<string, DropFact[]>()
  for (const drop of drops) append(byReason, `${String(drop.code)} ${drop.reason}`, drop)
  const heard = [...byReason.values()].map((same) => ({ same, byFile: eventsByFile(same) }))
  heard.sort((a, b) => most(b.byFile) - most(a.byFile))
  const [first] = heard
  const [drop] = first?.same ?? []
  if (first === undefined || drop === undefined) return null
  const told = <K extends keyof DropFact>(key: K, nothing: DropFact[K]): DropFact[K] =>
    first.same.find((each) => each[key] !== nothing)?.[key] ?? nothing
  return {
    ...{ code: drop.code, reason: drop.reason, exact, events: most(first.byFile) },
    files: [...first.byFile.keys()].map((file) => names.fileOf({ file })),
    from: names.identity(told('srcIdentity', -1)),
    to: names.identity(told('dstIdentity', -1)),
    ...{ endpoint: told('endpoint', -1), source: told('source', ''), node: told('node', '') },
  }
}

/** The verdict of a policy comes beside the drop itself, and counts where that is not told. */
function eventsByFile(drops: readonly DropFact[]): Map<number, number> {
  const byFile = new Map<number, DropFact[]>()
  for (const drop of drops) append(byFile, drop.file, drop)
  const events = new Map<number, number>()
  for (const [file, own] of byFile) {
    const plain = own.filter(({ verdict }) => !verdict)
    events.set(file, sum((plain.length > 0 ? plain : own).map((drop) => drop.events)))
  }
  return events
}

const most = (events: ReadonlyMap<number, number>): number => Math.max(0, ...events.values())

/** Denied by a policy: by default, by a rule, or for want of authentication. */
export const isPolicy = ({ code }: DropTestimony): boolean => [133, 181, 189].includes(code)

/** No pod, tunnel or backend is known for the address. */
export const isGone = ({ code }: DropTestimony): boolean =>
  [150, 151, 152, 158, 160, 169].includes(code)

/** The packet was larger than what the datapath may send on. */
export const isTooBig = ({ code }: DropTestimony): boolean => code === 136

/** The table of connections took no new entry. */
export const isTableFull = ({ code }: DropTestimony): boolean => code === 155
