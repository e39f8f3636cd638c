/** All that a connection said at once: as it stands in the capture, or opened with the secrets of its TLS. */
import type { FlowAnswer, OpenTls, SavedSpeech } from '../api/flows'
import { MAX_OPENED_OCTETS, SAID_PAGE_OCTETS } from '../limits/flow-limits'
import type { FlowRef, FlowSide, SaidPage, SaidPart, WholeSpeech } from '../model/flow-trace'
import type { ConnRecord } from '../model/records'
import type { TlsSecret } from '../model/tls-secret'
import type { CapturePlaceInCase, FlowReading } from './flow-places'
import type { FrameList } from '../trace/frame-list'
import { FlowReader } from './flow-reader'
import { SECRETS_NOT_KEPT } from './sentences'

/** A connection that was found. */
export interface OpenFlow {
  key: string
  conn: ConnRecord
  place: CapturePlaceInCase
  list: FrameList
  linktypes: number[]
}

export type Found = { kind: 'flow'; value: OpenFlow } | { kind: 'absent'; message: string }

export interface OpenedSpeech {
  page(id: string, ref: FlowRef, from: number, open: OpenTls): Promise<FlowAnswer<SaidPage>>
  saved(
    id: string,
    ref: FlowRef,
    side: FlowSide | null,
    open: OpenTls,
  ): Promise<FlowAnswer<SavedSpeech>>
  /** `open` null: as it stands. */
  whole(id: string, ref: FlowRef, open: OpenTls | null): Promise<FlowAnswer<WholeSpeech>>
}

/** `secretsOf`: those that are held of a case; undefined: none are. */
export function newOpenedSpeech(
  find: (id: string, ref: FlowRef) => Promise<Found>,
  secretsOf: (id: string) => readonly TlsSecret[] | undefined,
  reading: FlowReading,
): OpenedSpeech {
  /** Who reads one page asks for the next. */
  let last: { key: string; said: WholeSpeech } | null = null

  const whole: OpenedSpeech['whole'] = async (id, ref, open) => {
    const found = await find(id, ref)
    if (found.kind === 'absent') return found
    const key = `${found.value.key} ${open === null ? '' : 'opened'}`
    if (last?.key === key) return { kind: 'flow', value: last.said }
    const secrets = secretsOf(id)
    if (open !== null && secrets === undefined) return { kind: 'absent', message: SECRETS_NOT_KEPT }
    const said = await saidBy(found.value, reading)
    if (typeof said === 'string') return { kind: 'absent', message: said }
    const opened = open === null ? said : await open(said, secrets ?? [])
    last = { key, said: opened }
    return { kind: 'flow', value: opened }
  }

  return {
    whole,
    async page(id, ref, from, open) {
      const said = await whole(id, ref, open)
      if (said.kind === 'absent') return said
      const parts: SaidPart[] = []
      let [at, until] = [0, from]
      for (const part of said.value.parts) {
        if (at >= from && until - from < SAID_PAGE_OCTETS) {
          parts.push(part)
          until += part.octets.length
        }
        at += part.octets.length
      }
      return { kind: 'flow', value: { parts, until, done: until >= at } }
    },
    async saved(id, ref, side, open) {
      const said = await whole(id, ref, open)
      if (said.kind === 'absent') return said
      const own = said.value.parts.filter((part) => side === null || part.side === side)
      const octets = new Uint8Array(own.reduce((sum, part) => sum + part.octets.length, 0))
      let at = 0
      for (const part of own) {
        octets.set(part.octets, at)
        at += part.octets.length
      }
      const missing = own.reduce((sum, { gap }) => sum + gap, 0)
      return { kind: 'flow', value: { octets, missing, cut: said.value.more } }
    },
  }
}

/** A part for each segment: who looks for a message asks in which frame it came. */
async function saidBy(
  { key, conn, list, linktypes, place }: OpenFlow,
  reading: FlowReading,
): Promise<WholeSpeech | string> {
  const reader = new FlowReader(key, list, linktypes, conn.orig, true)
  const said: WholeSpeech = { parts: [], orig: conn.orig, more: false }
  try {
    while (!reader.done && reader.given < MAX_OPENED_OCTETS) {
      const parts = await reader.page(place, MAX_OPENED_OCTETS / 16, reading)
      if (typeof parts === 'string') return parts
      for (const part of parts) said.parts.push(part)
    }
    said.more = !reader.done
    return said
  } finally {
    await reader.close()
  }
}
