/** Counted conversations as rows of a table. */
import { MAX_LISTED_CONVERSATIONS } from '../limits/flow-limits'
import { formatAddress } from '../model/address'
import type { ConversationKind, ConversationList, ConversationRow } from '../model/conversation'
import type { TunnelKind } from '../model/tunnel'
import { TUNNEL_KINDS } from '../wire/packet'
import { AFTER_IP, IP_WORDS, MAC_WORDS, type ConversationCounter } from './conversation-counter'
import type { ConversationTable } from './conversation-table'

/** What a key says, beside its ends. */
type Naming = (table: ConversationTable, row: number, higherFirst: boolean) => Named

type Named = Pick<ConversationRow, 'stream' | 'a' | 'b' | 'aPort' | 'bPort' | 'tunnel'>

/** `start`: of the capture in the case. */
export function conversationList(
  counter: ConversationCounter,
  kind: ConversationKind,
  capture: number,
  start: number,
): ConversationList {
  const table = counter[kind]
  const heard = Array.from({ length: table.index.size }, (_, row) => row).filter(
    (row) => table.frames(row, 0) + table.frames(row, 1) > 0,
  )
  const sum = (row: number) => table.octets(row, 0) + table.octets(row, 1)
  const most = heard.sort((a, b) => sum(b) - sum(a) || a - b).slice(0, MAX_LISTED_CONVERSATIONS)
  return {
    rows: most.map((row) => rowOf(table, row, NAMINGS[kind], capture, start)),
    total: heard.length,
    beyond: table.beyond,
  }
}

function rowOf(
  table: ConversationTable,
  row: number,
  naming: Naming,
  capture: number,
  start: number,
): ConversationRow {
  const higherFirst = table.higherFirst(row)
  const [a, b] = higherFirst ? ([1, 0] as const) : ([0, 1] as const)
  return {
    capture,
    ...naming(table, row, higherFirst),
    start: start + table.first(row),
    duration: table.last(row) - table.first(row),
    frames: [table.frames(row, a), table.frames(row, b)],
    octets: [table.octets(row, a), table.octets(row, b)],
  }
}

const PLAIN = { stream: -1, aPort: 0, bPort: 0, tunnel: null }

const NAMINGS: Record<ConversationKind, Naming> = {
  ethernet: (table, row, higherFirst) => {
    const mac = (end: number) => macOf(table, row, end * MAC_WORDS)
    return { ...PLAIN, a: mac(higherFirst ? 1 : 0), b: mac(higherFirst ? 0 : 1) }
  },
  ip: (table, row, higherFirst) => ({ ...PLAIN, ...ends(table, row, higherFirst) }),
  udp: (table, row, higherFirst) => {
    const ports = table.index.word(row, AFTER_IP)
    const [low, high] = [ports >>> 16, ports & 0xffff]
    return {
      ...PLAIN,
      ...ends(table, row, higherFirst),
      stream: row,
      aPort: higherFirst ? high : low,
      bPort: higherFirst ? low : high,
    }
  },
  tunnel: (table, row, higherFirst) => {
    const kind = table.index.word(row, AFTER_IP)
    return {
      ...PLAIN,
      ...ends(table, row, higherFirst),
      tunnel: {
        kind: TUNNEL_KINDS[kind >>> 16] as TunnelKind,
        udpPort: kind & 0xffff,
        vni: table.index.word(row, AFTER_IP + 1) - 1,
      },
    }
  },
}

function ends(table: ConversationTable, row: number, higherFirst: boolean) {
  const address = (end: number) => {
    const word = (n: number) => table.index.word(row, end * IP_WORDS + n)
    return formatAddress(word(0), word(1), word(2), word(3))
  }
  return { a: address(higherFirst ? 1 : 0), b: address(higherFirst ? 0 : 1) }
}

function macOf(table: ConversationTable, row: number, at: number): string {
  const high = table.index.word(row, at).toString(16).padStart(4, '0')
  const low = table.index
    .word(row, at + 1)
    .toString(16)
    .padStart(8, '0')
  return (high + low).replace(/..(?=.)/g, '$&:')
}
