/**
 * Protocols that filters know by name alone: a message is told by its port, as Wireshark tells it, and
 * by how it begins where the port is not enough.
 */
import type { Packet } from '../../wire/packet'

const DATAGRAMS: ReadonlyMap<number, string> = new Map([
  [67, 'dhcp'],
  [68, 'dhcp'],
  [123, 'ntp'],
  [137, 'nbns'],
  [138, 'nbdgm'],
  [161, 'snmp'],
  [162, 'snmp'],
  [514, 'syslog'],
])

const STREAMS: ReadonlyMap<number, string> = new Map([
  [20, 'ftp-data'],
  [21, 'ftp'],
  [22, 'ssh'],
  [23, 'telnet'],
  [25, 'smtp'],
  [110, 'pop'],
  [139, 'nbss'],
  [143, 'imap'],
  [179, 'bgp'],
  [445, 'nbss'],
  [587, 'smtp'],
])

export const PORT_PROTOCOLS: readonly string[] = [
  ...new Set([...DATAGRAMS.values(), ...STREAMS.values()]),
  'smb',
  'smb2',
]

/** Where SMB begins: behind four octets of NBSS, or behind NBDGM with two names. RFC 1002 §4.3, §4.4. */
const SMB_AT: Readonly<Record<string, number>> = { nbss: 4, nbdgm: 82 }

/** Names of the protocols, outermost first; none: there is none that is told here. */
export function tellByPort(packet: Packet): string[] {
  const { payloadAt, payloadCaptured, transport, fault, view } = packet
  if (payloadCaptured === 0 || fault !== null) return []
  const ports = transport === 'udp' ? DATAGRAMS : transport === 'tcp' ? STREAMS : null
  if (ports === null) return []
  const { srcPort, dstPort } = transport === 'udp' ? packet.udp : packet.tcp
  const [low, high] = srcPort < dstPort ? [srcPort, dstPort] : [dstPort, srcPort]
  const name = ports.get(low) ?? ports.get(high)
  if (name === undefined) return []
  // A message of SNMP is a sequence of BER: RFC 3417 §8
  if (name === 'snmp' && view.getUint8(payloadAt) !== 0x30) return []
  const smbAt = SMB_AT[name]
  if (smbAt === undefined || payloadCaptured < smbAt + 4) return [name]
  // MS-SMB2 §2.2.1, MS-CIFS §2.2.3.1
  const mark = view.getUint32(payloadAt + smbAt)
  if (mark === 0xff534d42) return [name, 'smb']
  return mark === 0xfe534d42 || mark === 0xfd534d42 ? [name, 'smb2'] : [name]
}
