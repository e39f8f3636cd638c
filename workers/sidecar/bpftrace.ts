/**
 * Tables that bpftrace and the tools of bcc write: retransmissions (`tcpretrans`), connect latency
 * (`tcpconnlat`), look-ups of names (`gethostlatency`), fragments; and maps printed at the end,
 * `@retransmits[10.0.0.1, 10.0.0.2]: 12`. There is no one layout: columns are known by their names.
 */
import type { TraceKind } from '../model/sidecar'
import type { FactSink, SidecarFormat } from './facts'
import { isNoise, linesOf } from './lines'
import { addressOf, endpointOf, integerOf, portOf } from './values'

const BEGIN = /^Attaching \d{1,6} probes?\.\.\.$/
const MAP = /^@(\w{0,60})\[([^\]]{1,300})\]:(?: (\d{1,15}))?$/
const BUCKET = /^\[(\d{1,12})([KMG]?)(?:, \d{1,12}[KMG]?\))?\]?\s+(\d{1,15}) \|[@ ]{1,80}\|$/
const ANY_MAP = /^@\w{0,60}(?:\[[^\]]{0,300}\])?:/
const TITLE = /(?:Hit|Press) Ctrl-C/i

const SOURCES = ['SADDR', 'LADDR', 'SRC', 'SOURCE', 'SADDR:SPORT', 'LADDR:LPORT', 'SRC:PORT']
const TARGETS = ['DADDR', 'RADDR', 'DST', 'DESTINATION', 'DADDR:DPORT', 'RADDR:RPORT', 'DST:PORT']

interface Table {
  columns: readonly string[]
  kind: TraceKind
}

export const bpftrace: SidecarFormat = {
  title: 'bpftrace',
  recognise: (head) =>
    head.some((line) => BEGIN.test(line) || tableOf(line) !== null || mapOf(line) !== null),

  parse(text, facts) {
    let table: Table | null = null
    let map: TraceMap | null = null
    for (const line of linesOf(text)) {
      const header = tableOf(line)
      const bucket = BUCKET.exec(line)
      if (header !== null) table = header
      else if (bucket !== null) map?.add(bucket)
      else if (line.startsWith('@')) {
        map?.keep(facts)
        map = mapOf(line)
        if (map === null && !ANY_MAP.test(line)) facts.notUnderstood++
      } else if (table !== null && /^\s*\d/.test(line)) takeRow(line, table, facts)
      else if (!isNoise(line) && !BEGIN.test(line) && !TITLE.test(line)) facts.notUnderstood++
    }
    map?.keep(facts)
  },
}

function tableOf(line: string): Table | null {
  const columns = line.trim().split(/\s+/, 24)
  const some = (names: readonly string[]) => names.some((name) => columns.includes(name))
  const latency = columns.some((name) => LATENCY.test(name))
  if (latency && columns.includes('HOST')) return { columns, kind: 'dns' }
  if (!some(SOURCES) || !some(TARGETS)) return null
  if (columns.some((name) => /^(?:FRAG\w*|OFF(?:SET)?|MF)$/.test(name))) {
    return { columns, kind: 'fragment' }
  }
  if (latency) return { columns, kind: columns.includes('QUERY') ? 'dns' : 'connect' }
  return columns.includes('STATE') ? { columns, kind: 'retransmission' } : null
}

const LATENCY = /^LAT(?:ENCY)?[_(]?(ns|us|ms|s)?\)?$/i
const MILLIS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3 }

function takeRow(line: string, { columns, kind }: Table, facts: FactSink): void {
  const words = line.trim().split(/\s+/, 32)
  // bcc marks what was sent again with a sign that has no heading.
  const cells =
    words.length === columns.length + 1 ? words.filter((word) => !/^\w>$/.test(word)) : words
  const cell = (names: readonly string[]) =>
    cells[columns.findIndex((name) => names.includes(name))] ?? ''
  const at = columns.findIndex((name) => LATENCY.test(name))
  const unit = LATENCY.exec(columns[at] ?? '')?.[1]?.toLowerCase() ?? 'ms'
  const time = at < 0 ? -1 : Number(cells[at])
  const src = endpointOf(cell(SOURCES))
  const dst = endpointOf(cell(TARGETS))
  const ends = kind === 'dns' || (addressOf(src.host) !== '' && addressOf(dst.host) !== '')
  if (cells.length !== columns.length || !ends || Number.isNaN(time)) {
    facts.notUnderstood++
    return
  }
  facts.entries++
  facts.add('traces', {
    kind,
    src: addressOf(src.host),
    dst: addressOf(dst.host),
    srcPort: src.port || portOf(cell(['SPORT', 'LPORT'])),
    dstPort: dst.port || portOf(cell(['DPORT', 'RPORT'])),
    millis: time < 0 ? -1 : time * (MILLIS[unit] ?? 1),
    events: 1,
  })
}

interface TraceMap {
  add(bucket: readonly string[]): void
  keep(facts: FactSink): void
}

const KINDS: readonly (readonly [RegExp, TraceKind])[] = [
  [/retrans/i, 'retransmission'],
  [/frag/i, 'fragment'],
  [/dns|gethost|lookup/i, 'dns'],
  [/conn|syn|handshake/i, 'connect'],
]

const SCALES: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 }

/** Of a map whose keys are two addresses; null: another one. */
function mapOf(line: string): TraceMap | null {
  const [, name = '', keys = '', value = ''] = MAP.exec(line) ?? []
  const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1]
  const ends = keys.split(', ').map((key) => endpointOf(key))
  const [src, dst] = ends.filter(({ host }) => addressOf(host) !== '')
  if (kind === undefined || src === undefined || dst === undefined) return null
  const unit = /(ns|us|ms)$/i.exec(name)?.[1]?.toLowerCase() ?? 'us'
  let events = integerOf(value)
  let slowest = -1
  return {
    add([, from = '', scale = '', many = '']) {
      const count = Math.max(0, integerOf(many))
      events = Math.max(0, events) + count
      if (count > 0) slowest = Number(from) * (SCALES[scale] ?? 1) * (MILLIS[unit] ?? 1)
    },
    keep(facts) {
      if (events < 0) return
      facts.entries++
      const ports = { srcPort: src.port, dstPort: dst.port }
      facts.add('traces', { kind, src: src.host, dst: dst.host, ...ports, millis: slowest, events })
    },
  }
}
