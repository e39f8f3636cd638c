/** The connection of a frame, and those that Wireshark takes together with it. */
import { formatEndpoint } from '../model/address'
import type { ConnPlace, FrameConns } from '../model/frame-view'
import type { Note } from '../model/note'
import { unpack } from '../model/packed'
import type { ConnRecord, Endpoint } from '../model/records'
import type { Stores } from './stores'

/** What is not known, or nothing that is worth a look. */
export const NO_CONNS: FrameConns = { conn: null, tenant: null, elsewhere: null }

/** `number`: of the connection in its capture, from 1; 0: none. Those beyond the listed are not known. */
export function connsOf(flows: readonly ConnRecord[], capture: number, number: number): FrameConns {
  const conn = connOf(flows, capture, number)
  if (conn === undefined) return NO_CONNS
  const twins = flows.filter((other) => isTwin(conn, other))
  const tenant = twins.find(
    ({ tap, tunnel }) => tap === conn.tap && !sameTunnel(tunnel, conn.tunnel),
  )
  const elsewhere = twins.find(({ tap }) => tap !== conn.tap)
  return { conn: placeOf(conn), tenant: placeOf(tenant), elsewhere: placeOf(elsewhere) }
}

/** Connections of a case; the last list that was asked for is kept. */
export function newFlowLists(stores: Stores): (id: string) => Promise<readonly ConnRecord[]> {
  let last = { id: '', flows: [] as readonly ConnRecord[] }
  return async (id) => {
    if (last.id !== id) {
      const lists = await (await stores.holderOf(id))?.lists(id)
      last = { id, flows: lists ? unpack(lists.flows) : [] }
    }
    return last.flows
  }
}

/** The connection with this number in its capture: they are listed in order, up to a bound. */
export function connOf(
  flows: readonly ConnRecord[],
  capture: number,
  number: number,
): ConnRecord | undefined {
  if (number === 0) return undefined
  const first = flows.findIndex((conn) => conn.capture === capture)
  const conn = first < 0 ? undefined : flows[first + number - 1]
  return conn?.capture === capture ? conn : undefined
}

/** What connections that notes are on are called in the report, by id of the note. */
export function connectionNames(
  notes: readonly Note[],
  flows: readonly ConnRecord[],
): Map<string, string> {
  const names = new Map<string, string>()
  for (const { id, subject } of notes) {
    if (subject.kind !== 'flow') continue
    const conn = connOf(flows, subject.capture, subject.flow)
    if (conn === undefined) continue
    const ends = [conn.orig, conn.resp].map(({ address, port }) => formatEndpoint(address, port))
    names.set(id, `${ends.join(' → ')} (tcp.stream ${conn.stream})`)
  }
  return names
}

function placeOf(conn: ConnRecord | undefined): ConnPlace | null {
  return conn === undefined ? null : { tap: conn.tap, tunnel: conn.tunnel }
}

/** Another connection that Wireshark puts into the same stream. */
function isTwin(conn: ConnRecord, other: ConnRecord): boolean {
  if (other === conn || other.capture !== conn.capture || other.stream !== conn.stream) return false
  const straight = same(conn.orig, other.orig) && same(conn.resp, other.resp)
  return straight || (same(conn.orig, other.resp) && same(conn.resp, other.orig))
}

const same = (a: Endpoint, b: Endpoint) => a.address === b.address && a.port === b.port

const sameTunnel = (a: ConnRecord['tunnel'], b: ConnRecord['tunnel']) =>
  a?.kind === b?.kind && a?.vni === b?.vni
