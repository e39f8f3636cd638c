/**
 * Which fault of a capture weakens which detectors, and why: the one table of it. A detector that is
 * not named does not rest on what the fault takes away. Applied after all detectors have run.
 */
import type { QualityKind } from '../model/quality'

interface Effect {
  on: readonly string[]
  /** What follows from the fault for these findings: goes on behind `…: `. */
  why: string
}

/** What they say rests on packets that are not there. */
export const UNANSWERED: readonly string[] = [
  'connect-unanswered',
  'icmp-unanswered',
  'dead-peer',
  'half-open',
  'one-way-tunnel',
  'dns-latency',
]
const LATENCY = [
  ...['slow-handshake', 'slow-service', 'dns-latency', 'receiver-window'],
  ...['idle-reset', 'dead-peer'],
]
const SIZES = ['mtu-black-hole', 'tunnel-size-drop', 'mtu-icmp-ignored']

const LOST_BY_CAPTURE: readonly Effect[] = [
  { on: UNANSWERED, why: 'an answer that is missing here may have come' },
  {
    on: ['packet-loss', 'lost-in-node'],
    why: 'what is missing here may have been on the wire',
  },
  {
    on: SIZES,
    why: 'an ICMP error or an acknowledgement may be among them',
  },
  { on: ['fragment-order', 'reassembly-timeout'], why: 'fragments and answers may be among them' },
  { on: ['checksum-errors'], why: 'an acknowledgement of what was sent again may be among them' },
  { on: ['slow-handshake'], why: 'a SYN-ACK that is missing here may have come in time' },
  {
    on: ['tunnel-misdelivery', 'path-asymmetry'],
    why: 'answers of the right node may be among them',
  },
]

export const EFFECTS: Readonly<Record<QualityKind, readonly Effect[]>> = {
  dropped: LOST_BY_CAPTURE,
  missed: LOST_BY_CAPTURE,
  truncated: [
    { on: ['checksum-errors'], why: 'checksums of what is cut cannot be checked' },
    {
      on: ['dns-latency', 'dns-search-list'],
      why: 'questions or answers may be among them that cannot be read',
    },
    {
      on: ['mtu-icmp-ignored', 'fragment-order', 'tunnel-misdelivery'],
      why: 'packets inside of tunnels and ICMP errors may be cut before their addresses',
    },
  ],
  'one-way': [
    { on: UNANSWERED, why: 'that no answer is seen says little' },
    {
      on: ['packet-loss', 'receiver-window', 'slow-handshake', 'reset-storm', 'idle-reset'],
      why: 'what the other side said is not known',
    },
    { on: SIZES, why: 'what arrived is known only from the other direction' },
  ],
  copies: [
    {
      on: ['packet-loss'],
      why: 'copies are told from repetitions by identification and time stamp, and a device that rewrites these makes a copy look like a loss',
    },
  ],
  'super-packets': [
    {
      on: [...SIZES, 'fragment-order'],
      why: 'they are cut after the capture took them, so sizes on the wire are inferred from the MSS',
    },
  ],
  'clock-steps': [
    { on: LATENCY, why: 'a span that contains such a step is wrong by as much' },
    { on: ['fragment-order'], why: 'frames may stand in another order than on the wire' },
  ],
}

/** Why the fault weakens what the detector says; empty: it does not. */
export function effectOn(kind: QualityKind, detector: string): string {
  return EFFECTS[kind].find(({ on }) => on.includes(detector))?.why ?? ''
}
