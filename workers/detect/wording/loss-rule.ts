/** What all findings of `packet-loss` say alike. */
import type { Step } from '../../model/finding'

export type LossLimits = Readonly<
  Record<
    | 'minLost'
    | 'minTogether'
    | 'warnPercent'
    | 'notePercent'
    | 'minOthers'
    | 'maxChance'
    | 'maxSeparate',
    number
  >
>

export const lossRule = (limits: LossLimits): string =>
  `At least ${String(limits.minLost)} segments from one host to another, or ${String(limits.minTogether)} of all together, sent again before they were acknowledged: a note from ${String(limits.notePercent)} % of the data segments on, a warning from ${String(limits.warnPercent)} %. Segments that were acknowledged never or after more than three transmissions, that had already arrived, or of connections whose packets ICMP called too big are left out, and so are handshakes.`

export function lossCounters(): Step[] {
  return [
    {
      say: 'These counters grow while it lasts.',
      command: 'nstat -az TcpRetransSegs TcpExtTCPLostRetransmit TcpExtTCPTimeouts',
    },
    {
      say: 'Drops at the interfaces and queues of the machines on the way.',
      command: 'ip -s link show; tc -s qdisc show',
    },
  ]
}
