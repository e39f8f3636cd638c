/** Numbers of HTTP of one capture: ours, and tshark's in the same words. */
import type { Bytes } from '../../workers/forge/packet'
import { withTshark } from '../workers/forge/tshark'
import { analyse } from './analyse'

export interface HttpCounts {
  frames: Record<string, number>
  methods: Record<string, number>
  codes: Record<string, number>
  hosts: string[]
}

const SHOWN = ['http', 'http2', 'websocket']

export async function ourHttpCounts(octets: Bytes): Promise<HttpCounts> {
  const { captures } = await analyse(octets)
  const counts = captures[0]?.counts ?? {}
  const http = counts['http'] as Record<string, unknown>
  const frames = counts['frames_with_protocol'] as Record<string, number>
  return {
    frames: Object.fromEntries(Object.entries(frames).filter(([name]) => SHOWN.includes(name))),
    methods: (http['methods'] ?? {}) as Record<string, number>,
    codes: (http['response_codes'] ?? {}) as Record<string, number>,
    hosts: (http['hosts'] ?? []) as string[],
  }
}

/** By `tcp.stream`. */
export function tsharkHttpCounts(octets: Bytes): HttpCounts[] {
  const names = ['tcp.stream', 'frame.protocols']
  const values = ['http.request.method', 'http.response.code', 'http.host']
  const rows = withTshark(octets, ({ fields }) => fields('tcp', ...names, ...values))
  const streams: string[][][] = []
  for (const [stream = '', ...row] of rows) (streams[Number(stream)] ??= []).push(row)
  return streams.map(countsOf)
}

function countsOf(rows: readonly string[][]): HttpCounts {
  const column = (index: number) => rows.flatMap((row) => (row[index] ?? '').split(','))
  const protocols = rows.flatMap(([path = '']) => [...new Set(path.split(':'))])
  return {
    frames: counted(protocols.filter((name) => SHOWN.includes(name))),
    methods: counted(column(1)),
    codes: counted(column(2)),
    hosts: Object.keys(counted(column(3))).sort(),
  }
}

function counted(all: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of all) if (one !== '') counts[one] = (counts[one] ?? 0) + 1
  return counts
}
