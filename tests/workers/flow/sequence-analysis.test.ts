/**
 * The decisions of Wireshark 4.0.17, one by one: each rule where it just applies, and where it
 * just does not. Where tshark is installed it is asked about the same captures.
 */
import { describe, expect, it } from 'vitest'
import { captureOf, compatibleFrames } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'
import { tsharkFrames } from '../../support/tshark-frames'
import { hasTshark } from '../forge/tshark'

/** Frame → its flags, in the order of `ANALYSIS_NAMES`. */
type Flags = Record<number, string[]>

interface Situation {
  says: string
  script: () => TcpScript
  flags: Flags
}

const SCALED = { mss: 1460, windowScale: 7 }
const opened = (options = {}) => new TcpScript(options).handshake()

/** `build` adds to a conversation whose handshake is frames 1 to 3. */
function situation(says: string, build: (script: TcpScript) => void, flags: Flags): Situation {
  const script = () => {
    const begun = opened()
    build(begun)
    return begun
  }
  return { says, script, flags }
}

const RETRANSMISSION = ['retransmission']
const FAST = ['retransmission', 'fast_retransmission']
const SPURIOUS = ['retransmission', 'spurious_retransmission']

const losses: Situation[] = [
  situation(
    'tells a segment that was not captured',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 201, length: 100 })
    },
    { 5: ['lost_segment'] },
  ),
  situation(
    'sees no gap where segments follow each other',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 101, length: 100 })
    },
    {},
  ),
  situation('lets a reset jump ahead', (s) => s.client({ flags: 'R', seq: 500 }), {}),
  situation(
    'tells an acknowledgement of octets that were not captured, and not twice',
    (script) => {
      script.server({ ack: 301 })
      script.server({ ack: 601 })
    },
    { 4: ['ack_lost_segment'] },
  ),
  situation(
    'accepts an acknowledgement of everything that was captured',
    (script) => {
      script.client({ length: 300 })
      script.server({ ack: 301 })
    },
    {},
  ),
  situation(
    'tells an acknowledgement across a gap',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 201, length: 100 })
      script.server({ ack: 301 })
    },
    { 5: ['lost_segment'], 6: ['ack_lost_segment'] },
  ),
]

const repetitions: Situation[] = [
  situation(
    'tells a segment that is sent again',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 1, length: 100, after: 200 })
    },
    { 5: RETRANSMISSION },
  ),
  situation(
    'tells a repeated SYN and FIN',
    (script) => {
      script.client({ flags: 'FA' })
      script.client({ flags: 'FA', seq: 1, after: 300 })
    },
    { 5: RETRANSMISSION },
  ),
  situation(
    'takes data again behind a probe of one octet for new',
    (script) => {
      script.client({ length: 1 })
      script.client({ seq: 1, length: 100, after: 200 })
    },
    {},
  ),
  situation(
    'calls a repetition spurious once all of it is acknowledged',
    (script) => {
      script.client({ length: 100 })
      script.server()
      script.client({ seq: 1, length: 100, after: 200 })
    },
    { 6: SPURIOUS },
  ),
  situation(
    'does not while its last octet is not',
    (script) => {
      script.client({ length: 100 })
      script.server({ ack: 100 })
      script.client({ seq: 1, length: 100, after: 200 })
    },
    { 6: RETRANSMISSION },
  ),
  situation(
    'calls it fast within 20 ms of the second duplicate acknowledgement',
    (script) => {
      script.client({ length: 100 })
      script.client({ length: 100 })
      script.server({ ack: 1 })
      script.server({ ack: 1 })
      script.server({ ack: 1 })
      script.client({ seq: 1, length: 100, after: 19.999 })
    },
    { 6: ['duplicate_ack'], 7: ['duplicate_ack'], 8: ['duplicate_ack'], 9: FAST },
  ),
  situation(
    'does not at 20 ms',
    (script) => {
      script.client({ length: 100 })
      script.client({ length: 100 })
      script.server({ ack: 1 })
      script.server({ ack: 1 })
      script.server({ ack: 1 })
      script.client({ seq: 1, length: 100, after: 20 })
    },
    { 6: ['duplicate_ack'], 7: ['duplicate_ack'], 8: ['duplicate_ack'], 9: RETRANSMISSION },
  ),
  situation(
    'does not after one duplicate acknowledgement',
    (script) => {
      script.client({ length: 100 })
      script.server({ ack: 1 })
      script.client({ seq: 1, length: 100, after: 19 })
    },
    { 5: ['duplicate_ack'], 6: RETRANSMISSION },
  ),
]

const reordering: Situation[] = [
  situation(
    'calls a late segment out of order within the initial round trip of 2 ms',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 201, length: 100 })
      script.client({ seq: 101, length: 100, after: 1.999 })
    },
    { 5: ['lost_segment'], 6: ['out_of_order'] },
  ),
  situation(
    'calls it a retransmission from then on',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 201, length: 100 })
      script.client({ seq: 101, length: 100, after: 2 })
    },
    { 5: ['lost_segment'], 6: RETRANSMISSION },
  ),
  situation(
    'calls the segment that was sent last a retransmission, however soon',
    (script) => {
      script.client({ length: 100 })
      script.client({ length: 100 })
      script.client({ seq: 101, length: 100, after: 0.1 })
    },
    { 6: RETRANSMISSION },
  ),
  ...[
    { after: 2.999, flags: ['out_of_order'] },
    { after: 3, flags: RETRANSMISSION },
  ].map(({ after, flags }) => ({
    says: `waits 3 ms where no handshake was captured: ${String(after)} ms`,
    script: () => {
      const script = new TcpScript()
      script.client({ seq: 1, length: 100 })
      script.client({ seq: 201, length: 100 })
      script.client({ seq: 101, length: 100, after })
      return script
    },
    flags: { 2: ['lost_segment'], 3: flags },
  })),
]

const acknowledgements: Situation[] = [
  situation(
    'counts an acknowledgement without anything new',
    (script) => {
      script.client({ length: 100 })
      script.server({ ack: 1 })
    },
    { 5: ['duplicate_ack'] },
  ),
  situation(
    'takes a changed window for an update',
    (script) => {
      script.client({ length: 100 })
      script.server({ ack: 1, window: 503 })
    },
    { 5: ['window_update'] },
  ),
  situation(
    'takes neither for a repetition when there is data or progress',
    (script) => {
      script.client({ length: 100 })
      script.server({ window: 503 })
      script.server({ length: 10, window: 503 })
    },
    {},
  ),
  situation(
    'knows a keep-alive with and without its octet, and the answer',
    (script) => {
      script.client({ length: 100 })
      script.server()
      script.client({ seq: 100, after: 1000 })
      script.server()
      script.client({ seq: 100, length: 1, after: 1000 })
      script.server()
    },
    { 6: ['keep_alive'], 7: ['keep_alive_ack'], 8: ['keep_alive'], 9: ['keep_alive_ack'] },
  ),
  situation(
    'does not take two octets for a keep-alive, nor one earlier',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 99, length: 2, after: 1000 })
      script.client({ seq: 99, length: 1, after: 1000 })
    },
    { 5: RETRANSMISSION, 6: RETRANSMISSION },
  ),
]

const windows: Situation[] = [
  situation(
    'knows a closed window, the probe into it, and its answer',
    (script) => {
      script.client({ length: 100 })
      script.server({ window: 0 })
      script.client({ length: 1, after: 200 })
      script.server({ ack: 101, window: 0 })
    },
    { 5: ['zero_window'], 6: ['zero_window_probe'], 7: ['zero_window', 'zero_window_probe_ack'] },
  ),
  situation(
    'takes one octet into an open window for data, and two into a closed one',
    (script) => {
      script.client({ length: 1 })
      script.server({ window: 0 })
      script.client({ length: 2 })
    },
    { 5: ['zero_window'] },
  ),
  situation('lets a reset have no window', (s) => s.server({ flags: 'RA', window: 0 }), {}),
  situation(
    'tells when the window of 502 octets is full',
    (script) => {
      script.server({ window: 502 })
      script.client({ length: 502 })
    },
    { 4: ['duplicate_ack'], 5: ['window_full'] },
  ),
  situation('does not one octet below', (script) => script.client({ length: 501 }), {}),
  ...[
    { length: 501, flags: {} },
    { length: 502, flags: { 5: ['window_full'] } },
  ].map(({ length, flags }) => ({
    says: `never scales the window of a SYN-ACK: ${String(length)} octets`,
    script: () => {
      const script = new TcpScript().handshake(SCALED)
      script.client({ length: 0, seq: 1, window: 503 })
      script.client({ length })
      return script
    },
    flags: { 4: ['window_update'], ...flags },
  })),
  ...[
    { from: 1280 - 501, flags: {} },
    { from: 1280 - 500, flags: { 7: ['window_full'] } },
  ].map(({ from, flags }) => ({
    says: `scales the window once the connection is open: ${String(from + 500)} octets`,
    script: () => {
      const script = new TcpScript().handshake(SCALED)
      script.server({ window: 10 })
      script.client({ length: 400 })
      script.client({ length: from - 400 })
      script.client({ length: 500 })
      return script
    },
    flags: { 4: ['window_update'], ...flags },
  })),
  ...[
    { length: 10, flags: { 5: ['window_full'] } },
    { length: 9, flags: {} },
  ].map(({ length, flags }) => ({
    says: `scales no window when only the client offered it: ${String(length)} octets`,
    script: () => {
      const script = new TcpScript().handshake(SCALED, { mss: 1460 })
      script.client({ window: 10 })
      script.server({ length })
      return script
    },
    flags: { 4: ['window_update'], ...flags },
  })),
  {
    says: 'says nothing about a full window when the handshake was not captured',
    script: () => {
      const script = new TcpScript()
      script.server({ seq: 1, ack: 1 })
      script.client({ seq: 1, ack: 1, length: 502 })
      return script
    },
    flags: {},
  },
]

const ports: Situation[] = [
  situation(
    'sees a new connection in a SYN with another sequence number',
    (script) => script.client({ flags: 'S', seq: 70_000, options: { mss: 1460 } }),
    { 4: ['reused_ports'] },
  ),
  {
    says: 'sees a repetition in a SYN with the same one',
    script: () => {
      const script = new TcpScript()
      script.client({ flags: 'S', options: { mss: 1460 } })
      script.client({ flags: 'S', seq: 0, options: { mss: 1460 }, after: 1000 })
      return script
    },
    flags: { 2: RETRANSMISSION },
  },
]

const wrapped: Situation[] = [
  {
    says: 'goes on across 2^32',
    script: () => {
      const script = opened({ clientIsn: 2 ** 32 - 151 })
      script.client({ length: 100 })
      script.client({ length: 100 })
      script.server()
      return script
    },
    flags: {},
  },
  {
    says: 'knows gaps, repetitions and reordering across 2^32',
    script: () => {
      const script = opened({ clientIsn: 2 ** 32 - 151 })
      script.client({ length: 100 })
      script.client({ seq: 201, length: 100 })
      script.client({ seq: 101, length: 100, after: 1 })
      script.client({ seq: 201, length: 100, after: 200 })
      script.server()
      script.client({ seq: 101, length: 100, after: 200 })
      return script
    },
    flags: {
      5: ['lost_segment'],
      6: ['out_of_order'],
      7: RETRANSMISSION,
      8: ['ack_lost_segment'],
      9: SPURIOUS,
    },
  },
]

const rules = { losses, repetitions, reordering, acknowledgements, windows, ports, wrapped }

const expected = (frames: number, flags: Flags) =>
  Array.from({ length: frames }, (_, index) => flags[index + 1] ?? [])

describe.each(Object.entries(rules))('sequence analysis: %s', (_, situations) => {
  it.each(situations)('$says', async ({ script, flags }) => {
    const { frames } = script()
    const seen = await compatibleFrames(captureOf(frames))
    expect(seen.map((frame) => frame.flags)).toEqual(expected(frames.length, flags))
  })

  it.skipIf(!hasTshark)('has tshark on its side', () => {
    // One capture for all, so that tshark is started once: a port and an hour for each situation.
    for (const { says, script, flags } of situations) {
      const { frames } = script()
      const seen = tsharkFrames(captureOf(frames)).map((frame) => frame.flags)
      expect(seen, says).toEqual(expected(frames.length, flags))
    }
  })
})
