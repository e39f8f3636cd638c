/** UDP as fields. RFC 768. */
import { hex, named, u16 } from './rows'
import type { Sheet } from './sheet'

const checksum = named((value) => (value === 0 ? 'none' : undefined), hex(4))

const HEADER = [
  u16('udp.srcport', 'Source port', 0),
  u16('udp.dstport', 'Destination port', 2),
  u16('udp.length', 'Length', 4),
  u16('udp.checksum', 'Checksum', 6, checksum),
]

export function describeUdp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('udp', 'User Datagram Protocol')
  sheet.rows(HEADER)
  const ports = `Src Port: ${String(octets.u16(0))}, Dst Port: ${String(octets.u16(2))}`
  sheet.title(`User Datagram Protocol, ${ports}`)
}
