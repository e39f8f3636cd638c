/** Reads captures with tshark, where it is installed: a second opinion on what was written. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const CHECKSUMS = ['ip', 'udp', 'tcp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`])
const VXLAN = ['-d', 'udp.port==8472,vxlan']
const LARGE = 256 * 1024 * 1024 // octets of output

function run(...args: readonly string[]): string {
  const stdio = ['ignore', 'pipe', 'ignore'] as const
  return execFileSync('tshark', args, { encoding: 'utf8', maxBuffer: LARGE, stdio: [...stdio] })
}

export const hasTshark = ((): boolean => {
  try {
    return run('--version').startsWith('TShark')
  } catch {
    return false
  }
})()

/**
 * Everything that Wireshark finds wrong with a packet itself. It also checks what an ICMP error
 * quotes of a tunnel, although the quotation is cut.
 */
export const BROKEN =
  '_ws.malformed || ip.checksum.status == 0 || udp.checksum.status == 0 ||' +
  ' (tcp.checksum.status == 0 && !(icmp.type == 11)) ||' +
  ' icmp.checksum.status == 0 || icmpv6.checksum.status == 0'

/** Wireshark calls a repeated segment malformed when the message it belongs to was complete. */
export const BY_SEGMENT = ['-o', 'tcp.desegment_tcp_streams:FALSE']

export interface Reading {
  /** How many frames match a display filter. */
  count: (filter: string) => number
  /** Rows of fields, of the frames that match. */
  fields: (filter: string, ...names: readonly string[]) => string[][]
  /** What both sides of the first TCP streams said, in hex: the one that spoke first, the other. */
  follow: (streams: number) => [string, string][]
}

/** `options`: further ones of tshark, such as `-o ip.defragment:FALSE`. */
export function withTshark<T>(
  capture: Uint8Array,
  use: (reading: Reading) => T,
  options: readonly string[] = [],
): T {
  const folder = mkdtempSync(join(tmpdir(), 'forge-'))
  const file = join(folder, 'capture')
  writeFileSync(file, capture)
  const fields: Reading['fields'] = (filter, ...names) => {
    const columns = names.flatMap((name) => ['-e', name])
    const how = ['-T', 'fields', '-E', 'occurrence=a', ...columns]
    const text = run('-n', '-r', file, ...VXLAN, ...CHECKSUMS, ...options, '-Y', filter, ...how)
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split('\t'))
  }
  const follow: Reading['follow'] = (streams) => {
    const taps = Array.from({ length: streams }, (_, n) => ['-z', `follow,tcp,raw,${n}`])
    const text = run('-n', '-q', '-r', file, ...VXLAN, ...options, ...taps.flat())
    const both = text.matchAll(
      /Filter: tcp\.stream eq (\d+)\nNode 0: .*\nNode 1: .*\n([0-9a-f\t\n]*)/g,
    )
    const sorted = [...both].sort((a, b) => Number(a[1]) - Number(b[1]))
    return sorted.map(([, , lines = '']) => {
      const all = lines.split('\n')
      const of = (side: boolean) => all.filter((line) => line.startsWith('\t') === side)
      return [of(false).join(''), of(true).join('').replaceAll('\t', '')]
    })
  }
  try {
    return use({ follow, count: (filter) => fields(filter, 'frame.number').length, fields })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
