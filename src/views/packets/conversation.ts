/** The filter of one conversation, as Wireshark writes it. */
import type { PacketRow } from '../../../workers/model/packet-row'

/** Empty: the packet has no transport with ports. */
export function conversationFilter({ head }: PacketRow): string {
  if (head === null || head.srcPort < 0 || head.src === '') return ''
  const ip = head.src.includes('.') ? 'ip' : 'ipv6'
  const transport = / \[[A-Z, ]*\] Seq /.test(head.info) ? 'tcp' : 'udp'
  const ends = `${ip}.addr == ${head.src} && ${ip}.addr == ${head.dst}`
  const ports = [head.srcPort, head.dstPort].map((port) => `${transport}.port == ${String(port)}`)
  return `${ends} && ${ports.join(' && ')}`
}
