/** Connections and pings of one capture: which sides of them its taps saw, all taps together. */
import { MAX_FLOWS, MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord, EchoPathRecord } from '../model/records'
import type { FrameNumber, Nanos } from '../model/units'
import { BoundedMap } from './bounded-map'
import { portsOf } from './conn-log'
import { missingSide } from './one-way'
import { HostsMap } from './way-map'

export interface Conversation {
  label: string
  /** Whose packets are missing at some tap; empty: at none. */
  missing: string
  /** Whose packets are there. */
  seen: string[]
  frame: FrameNumber
  time: Nanos
}

export const isBothWays = ({ seen }: Conversation): boolean => seen.length > 1

export const isOneWay = ({ missing, seen }: Conversation): boolean =>
  missing !== '' && !seen.includes(missing)

export class Conversations {
  private readonly severalTaps: boolean
  /** Connections that need no joining, as there is one tap only: most of them go both ways. */
  private complete = 0
  private readonly incomplete: Conversation[] = []
  /** By hosts, the lower first, and ports: another interface may hold the other leg. */
  private readonly joined = new HostsMap<Map<number, Conversation>>(MAX_PATHS)
  private readonly pingPaths = new BoundedMap<string, Conversation>(MAX_PATHS)
  size = 0

  constructor(severalTaps: boolean) {
    this.severalTaps = severalTaps
  }

  conn(record: ConnRecord): void {
    const { origSide, respSide } = record
    if (this.severalTaps) {
      const conversation = this.joinedOf(record)
      if (conversation) addConn(conversation, record)
      return
    }
    this.size++
    if (origSide.frames > 0 && respSide.frames > 0) this.complete++
    else if (this.incomplete.length < MAX_PATHS) {
      const conversation = newConversation(record)
      addConn(conversation, record)
      this.incomplete.push(conversation)
    }
  }

  echoPath({ src, dst, requests, replies, unasked }: EchoPathRecord): void {
    const label = `ping ${src} → ${dst}`
    const known = this.pingPaths.get(label)
    if (!known) this.size++
    const path = this.pingPaths.upsert(label, () => empty(label))
    if (!path) return
    if (requests > 0) see(path, src)
    if (replies > 0 || unasked > 0) see(path, dst)
    if (requests === 0 && unasked > 0) path.missing = src
  }

  connsBothWays(): number {
    return this.complete + [...this.conns()].filter(isBothWays).length
  }

  /** Connections but for those that a single tap saw both ways. */
  *conns(): IterableIterator<Conversation> {
    yield* this.incomplete
    for (const byPorts of this.joined.values()) yield* byPorts.values()
  }

  pings(): Iterable<Conversation> {
    return this.pingPaths.values()
  }

  private joinedOf(record: ConnRecord): Conversation | null {
    const { orig, resp } = record
    const [low, high] =
      orig.address < resp.address || (orig.address === resp.address && orig.port < resp.port)
        ? [orig, resp]
        : [resp, orig]
    const byPorts = this.joined.upsert(low.address, high.address, () => new Map())
    const ports = portsOf(low.port, high.port)
    const known = byPorts?.get(ports)
    if (known || !byPorts || this.size >= MAX_FLOWS) return known ?? null
    const made = newConversation(record)
    byPorts.set(ports, made)
    this.size++
    return made
  }
}

function newConversation({ orig, resp }: ConnRecord): Conversation {
  return empty(
    `${formatEndpoint(orig.address, orig.port)} → ${formatEndpoint(resp.address, resp.port)}`,
  )
}

const empty = (label: string): Conversation => ({
  label,
  missing: '',
  seen: [],
  frame: 0,
  time: 0,
})

function addConn(conversation: Conversation, record: ConnRecord): void {
  const { orig, resp, origSide, respSide } = record
  if (origSide.frames > 0) see(conversation, orig.address)
  if (respSide.frames > 0) see(conversation, resp.address)
  const missing = missingSide(record)
  if (!missing) return
  conversation.missing = missing === 'orig' ? orig.address : resp.address
  conversation.frame = record.firstFrame
  conversation.time = record.firstTime
}

function see({ seen }: Conversation, address: string): void {
  if (!seen.includes(address)) seen.push(address)
}
