/** Address Resolution Protocol. RFC 826. */
import { ethertypeName } from '../names'
import { hex, ipv4, mac, named, u16, u8 } from './rows'
import type { Sheet } from './sheet'

const OPERATIONS = ['reserved', 'request', 'reply', 'reverse request', 'reverse reply']
const operation = named((value) => OPERATIONS[value])
const hardware = named((value) => (value === 1 ? 'Ethernet' : undefined))

const ARP = [
  u16('arp.hw.type', 'Hardware type', 0, hardware),
  u16('arp.proto.type', 'Protocol type', 2, named(ethertypeName, hex(4))),
  u8('arp.hw.size', 'Hardware size', 4),
  u8('arp.proto.size', 'Protocol size', 5),
  u16('arp.opcode', 'Opcode', 6, operation),
]
const ARP_ADDRESSES = [
  mac('arp.src.hw_mac', 'Sender MAC address', 8),
  ipv4('arp.src.proto_ipv4', 'Sender IP address', 14),
  mac('arp.dst.hw_mac', 'Target MAC address', 18),
  ipv4('arp.dst.proto_ipv4', 'Target IP address', 24),
]

/** Hardware addresses of another length, as those of ARCNET: RFC 1201 §2.3. */
const ipAddresses = (hardwareOctets: number) => [
  ipv4('arp.src.proto_ipv4', 'Sender IP address', 8 + hardwareOctets),
  ipv4('arp.dst.proto_ipv4', 'Target IP address', 12 + 2 * hardwareOctets),
]

export function describeArp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('arp', 'Address Resolution Protocol')
  sheet.rows(ARP)
  sheet.title(`Address Resolution Protocol, ${operation(octets.u16(6))}`)
  if (octets.u16(4) === 0x0604) sheet.rows(ARP_ADDRESSES)
  else if (octets.u8(5) === 4) sheet.rows(ipAddresses(octets.u8(4)))
}
