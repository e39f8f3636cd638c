/**
 * Protocols that are told by their ports, as Wireshark tells them, and by how a message begins where
 * the port is not enough. Of some the fields are told.
 */
import { Octets } from '../../wire/octets'
import type { Packet } from '../../wire/packet'
import { tellDhcp } from './dhcp-fields'
import { attempt, windowAt, type Tell } from './found'
import { tellFtp, tellSmtp } from './line-fields'
import { tellNtp } from './ntp-fields'
import { tellNbss, tellSmb } from './smb-fields'
import { tellSnmp } from './snmp-fields'
import { tellSsh } from './ssh-fields'

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
const NBDGM_HEADER = 82
const SMB_AT: Readonly<Record<string, number>> = { nbss: 4, nbdgm: NBDGM_HEADER }

/** Ports of a protocol that is told by them alone; null: it is not. */
export function portsOf(name: string): { udp: readonly number[]; tcp: readonly number[] } | null {
  if (!PORT_PROTOCOLS.includes(name)) return null
  const carriers = name === 'smb' || name === 'smb2' ? ['nbss', 'nbdgm'] : [name]
  const of = (ports: ReadonlyMap<number, string>) =>
    [...ports].filter(([, each]) => carriers.includes(each)).map(([port]) => port)
  return { udp: of(DATAGRAMS), tcp: of(STREAMS) }
}

/** Is it one of a protocol that has the port? */
export const hasPort = ({ srcPort, dstPort }: Packet['udp']): boolean =>
  DATAGRAMS.has(srcPort) || DATAGRAMS.has(dstPort)

/** Fields of messages, by the name of what they stand in. */
const DETAILS: Readonly<Record<string, (octets: Octets, fromServer: boolean, tell: Tell) => void>> =
  {
    dhcp: (octets, _, tell) => {
      tellDhcp(octets, tell)
    },
    ntp: (octets, _, tell) => {
      tellNtp(octets, tell)
    },
    snmp: (octets, _, tell) => {
      tellSnmp(octets, tell)
    },
    nbss: (octets, _, tell) => {
      tellNbss(octets, tell)
    },
    nbdgm: (octets, _, tell) => {
      tellSmb(windowAt(octets, NBDGM_HEADER), tell)
    },
    ftp: tellFtp,
    smtp: tellSmtp,
    ssh: tellSsh,
  }

/** Names of the protocols, outermost first; none: there is none that is told here. */
export function tellByPort(packet: Packet, tell: Tell): string[] {
  const { payloadAt, payloadCaptured, payloadLength, transport, fault, view } = packet
  if (payloadCaptured === 0 || fault !== null) return []
  const ports = transport === 'udp' ? DATAGRAMS : transport === 'tcp' ? STREAMS : null
  if (ports === null) return []
  const { srcPort, dstPort } = transport === 'udp' ? packet.udp : packet.tcp
  const [low, high] = srcPort < dstPort ? [srcPort, dstPort] : [dstPort, srcPort]
  const port = ports.has(low) ? low : high
  const name = ports.get(port)
  if (name === undefined) return []
  const names = namesOf(packet, name)
  const octets = new Octets(view)
  octets.aim(view, payloadAt, payloadCaptured, payloadLength)
  if (names.length > 0) attempt(() => DETAILS[name]?.(octets, dstPort !== port, tell))
  return names
}

function namesOf({ view, payloadAt, payloadCaptured }: Packet, name: string): string[] {
  // A message of SNMP is a sequence of BER: RFC 3417 §8
  if (name === 'snmp' && view.getUint8(payloadAt) !== 0x30) return []
  const smbAt = SMB_AT[name]
  if (smbAt === undefined || payloadCaptured < smbAt + 4) return [name]
  // MS-SMB2 §2.2.1, MS-CIFS §2.2.3.1
  const mark = view.getUint32(payloadAt + smbAt)
  if (mark === 0xff534d42) return [name, 'smb']
  return mark === 0xfe534d42 || mark === 0xfd534d42 ? [name, 'smb2'] : [name]
}
