/** What tshark says of each frame, in the words of the compatible view. */
import { ANALYSIS_NAMES } from '../../workers/flow/tcp-flags'
import { withTshark } from '../workers/forge/tshark'
import type { CompatibleFrame } from './analyse'

/** Checksums are left alone: a segment with a wrong one would not be analysed. */
const OPTIONS = ['-o', 'tcp.check_checksum:FALSE', '-o', 'ip.check_checksum:FALSE']

export function tsharkFrames(octets: Uint8Array): CompatibleFrame[] {
  const names = ANALYSIS_NAMES.map((name) => `tcp.analysis.${name}`)
  const rows = withTshark(octets, ({ fields }) => fields('frame', 'tcp.stream', ...names), OPTIONS)
  return rows.map(([stream = '', ...flags]) => ({
    stream: stream === '' ? -1 : Number(stream.split(',')[0]),
    flags: ANALYSIS_NAMES.filter((_, bit) => (flags[bit] ?? '') !== ''),
  }))
}
