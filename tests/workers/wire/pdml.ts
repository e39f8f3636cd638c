/** Frames as tshark's tree shows them: every field with the octets it stands in. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writePcap, type CapturedFrame } from '../../../workers/forge/capture-writer'

export interface PdmlField {
  at: number
  length: number
  /** As filters know it. */
  show: string
  /** As the tree shows it, with its label. */
  text: string
}

/** Fields by name. */
export type PdmlFrame = ReadonlyMap<string, readonly PdmlField[]>

const ALONE = ['ip.defragment', 'ipv6.defragment', 'tcp.desegment_tcp_streams']
const RAW = ['tcp.relative_sequence_numbers']
const OPTIONS = [...ALONE, ...RAW].flatMap((name) => ['-o', `${name}:FALSE`])

/** Every frame by itself: nothing is put together from several. */
export function pdmlOf(frames: readonly CapturedFrame[], linktype: number): PdmlFrame[] {
  const folder = mkdtempSync(join(tmpdir(), 'pdml-'))
  try {
    const file = join(folder, 'capture')
    writeFileSync(file, writePcap(frames, { linktype }))
    const args = ['-n', '-r', file, '-d', 'udp.port==8472,vxlan', ...OPTIONS, '-T', 'pdml']
    const stdio = ['ignore' as const, 'pipe' as const, 'ignore' as const]
    const text = execFileSync('tshark', args, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio })
    return text.split('<packet>').slice(1).map(parseFrame)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function parseFrame(packet: string): PdmlFrame {
  const fields = new Map<string, PdmlField[]>()
  for (const [, attributes = ''] of packet.matchAll(/<field ([^>]*)>/g)) {
    const named = new Map<string, string>()
    for (const [, name = '', value = ''] of attributes.matchAll(/(\w+)="([^"]*)"/g)) {
      named.set(name, value)
    }
    const read = (name: string) => named.get(name) ?? ''
    const field = {
      at: Number(read('pos')),
      length: Number(read('size')),
      show: read('show'),
      text: read('showname'),
    }
    const same = fields.get(read('name'))
    if (same === undefined) fields.set(read('name'), [field])
    else same.push(field)
  }
  return fields
}
