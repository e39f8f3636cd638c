/** Scan rate of display filters over generated rows. Bundled and run by `filter.js`. */
import { compileFilter } from '../../workers/filter/bind'
import { CHUNK_ROWS, newColumns, type FrameColumns } from '../../workers/model/frame-columns'
import { newFacetChunk } from '../../workers/select/facets'
import { CaptureFacets } from '../../workers/select/facet-store'
import { NO_REFERENCES } from '../../workers/select/references'
import { selectFrames } from '../../workers/select/select-frames'
import { HAS_TCP, OUTER_IPV4 } from '../../workers/select/header-table'
import { HeaderWords, IP, OUTER, TCP } from '../../workers/select/header-words'
import { Random } from '../../workers/forge/random'

const FILTERS = [
  'tcp',
  'ip.addr == 10.0.3.0/24',
  'tcp.port == 443 && ip.src == 10.0.1.7',
  'tcp.flags.syn == 1',
  'ip.len > 1400',
  'frame.len > 1000 && frame.len < 1400',
  'tcp.analysis.retransmission',
  'frame.time_relative > 100 && tcp.flags.reset == 1',
  '!(tcp.port in {80, 443}) || ip.ttl < 60',
]

export interface Rate {
  filter: string
  ms: number
  found: number
}

/** The best of three of each filter, over so many rows. */
export async function filterRates(rows: number): Promise<Rate[]> {
  const made = generated(rows)
  const pace = { cancelled: false, rest: () => Promise.resolve() }
  const rates: Rate[] = []
  for (const filter of FILTERS) {
    const question = {
      test: compileFilter(filter),
      from: null,
      to: null,
      references: NO_REFERENCES,
    }
    let ms = Infinity
    let found = 0
    for (let run = 0; run < 3; run++) {
      const begun = performance.now()
      found = (await selectFrames(question, { ...made, facetRows: Infinity, pace })).count
      ms = Math.min(ms, performance.now() - begun)
    }
    rates.push({ filter, ms, found })
  }
  return rates
}

function generated(rows: number) {
  const random = new Random(3)
  const facets = new CaptureFacets(rows)
  const kinds = Array.from({ length: 4000 }, () => headerKind(facets, random))
  const chunks: FrameColumns[] = []
  for (let first = 0; first < rows; first += CHUNK_ROWS) {
    const length = Math.min(CHUNK_ROWS, rows - first)
    const columns = newColumns(length)
    const own = newFacetChunk(length)
    for (let row = 0; row < length; row++) {
      const origLen = 54 + random.integer(0, 1460)
      columns.time[row] = (first + row) * 20_000
      columns.origLen[row] = origLen
      columns.flags[row] = random.chance(0.02) ? 1 : 0
      own.header[row] = random.pick(kinds)
      own.outerLen[row] = origLen - 14
      own.outerTtl[row] = random.integer(50, 65)
      own.tcpFlags[row] = random.chance(0.02) ? 2 : 16
    }
    chunks.push(columns)
    facets.chunks.push(own)
  }
  const access = {
    facts: FACTS,
    rows,
    chunk: (chunk: number) => Promise.resolve(chunks[chunk] ?? null),
    open: () => Promise.resolve(null),
    applications: () => Promise.resolve({ dns: [], http: [], tls: [] }),
  }
  return { access, facets }
}

/** IPv4 and TCP between two of 65,536 hosts. */
function headerKind({ headers }: CaptureFacets, random: Random): number {
  const host = () => 0x0a000000 + random.integer(0, 65_536)
  const port = random.pick([80, 443, 8080, 5432])
  const words = [
    IP | OUTER,
    6,
    host(),
    host(),
    TCP | OUTER,
    random.integer(30_000, 60_000) * 65_536 + port,
  ]
  const header = new HeaderWords()
  header.words.set(words)
  header.length = words.length
  return headers.numberOf(header, OUTER_IPV4 | HAS_TCP)
}

const FACTS = {
  name: 'generated',
  size: 0,
  sha256: '',
  header: {
    container: 'pcap' as const,
    endian: 'little' as const,
    nanosecond: true,
    linktypes: [1],
  },
  interfaces: [],
  packets: 0,
  firstTsNs: '0',
  lastTsNs: '0',
  caplenSum: 0,
  origlenSum: 0,
  truncatedFrames: 0,
  timestampStepsBack: 0,
  message: '',
  undecoded: [],
  comments: [],
  names: [],
  weirds: [],
  capped: [],
}
