/** Fields of the application whose message a segment or datagram begins with. */
import type { Packet } from '../../wire/packet'
import { Octets } from '../../wire/octets'
import { tellDns } from './dns-fields'
import type { Tell } from './found'
import { tellHttp } from './http-fields'
import { tellQuic } from './quic-fields'
import { tellSip } from './sip-fields'
import { hasPort, PORT_PROTOCOLS } from './tell-by-port'
import { tellTls } from './tls-fields'

const OPENED = ['dns', 'mdns', 'llmnr', 'http', 'tls', 'sip', 'quic', 'ssdp']

/** Is it an application, of which the octets of a frame tell? `name`: first part of a field's name. */
export const isApplication = (name: string): boolean =>
  OPENED.includes(name) || PORT_PROTOCOLS.includes(name)

const DNS_PORTS: ReadonlyMap<number, 'dns' | 'mdns' | 'llmnr'> = new Map([
  [53, 'dns'],
  [5353, 'mdns'],
  [5355, 'llmnr'],
] as const)
const DNS_HEADER = 12
/** Heads of HTTP in datagrams: UPnP Device Architecture 2.0 §1. */
const SSDP_PORT = 1900
const SIP_PORT = 5060
/** As Wireshark has them. */
const HTTP_PORTS = new Set([80, 1900, 2710, 2869, 3128, 3132, 5985, 8080, 8088, 11_371])
const TLS_PORTS = new Set([443])

/** Name of the protocol, or several with a colon between; empty: none that is told here. */
export function tellApplication(packet: Packet, tell: Tell): string {
  const { view, payloadAt, payloadCaptured, payloadLength, transport } = packet
  if (payloadCaptured === 0 || packet.fragmentLevel >= 0 || packet.fault !== null) return ''
  const octets = new Octets(view)
  octets.aim(view, payloadAt, payloadCaptured, payloadLength)
  if (transport === 'udp') {
    const { srcPort, dstPort } = packet.udp
    const name =
      DNS_PORTS.get(Math.min(srcPort, dstPort)) ?? DNS_PORTS.get(Math.max(srcPort, dstPort))
    if (name !== undefined) {
      tellDns(octets, tell, name === 'mdns')
      return name
    }
    const discovery = srcPort === SSDP_PORT || dstPort === SSDP_PORT
    if (discovery && tellHttp(bytesOf(packet), tell)) return 'ssdp'
    if (hasPort(packet.udp)) return ''
    return tellSip(octets, tell) ? 'sip' : tellQuic(octets, tell)
  }
  if (transport !== 'tcp') return ''
  const { srcPort, dstPort } = packet.tcp
  if (DNS_PORTS.has(dstPort) || DNS_PORTS.has(srcPort)) return tellDnsStream(octets, tell)
  if (tellTls(octets, tell)) return 'tls'
  if ((srcPort === SIP_PORT || dstPort === SIP_PORT) && tellSip(octets, tell)) return 'sip'
  if (tellHttp(bytesOf(packet), tell)) return 'http'
  // The rest of a message that another segment began
  if (HTTP_PORTS.has(srcPort) || HTTP_PORTS.has(dstPort)) return 'http'
  return TLS_PORTS.has(srcPort) || TLS_PORTS.has(dstPort) ? 'tls' : ''
}

const bytesOf = ({ view, payloadAt, payloadCaptured }: Packet) =>
  new Uint8Array(view.buffer, view.byteOffset + payloadAt, payloadCaptured)

/** RFC 1035 §4.2.2: two octets of length before each message. */
function tellDnsStream(octets: Octets, tell: Tell): string {
  let told = false
  for (;;) {
    if (octets.captured < 2 + DNS_HEADER) break
    const length = octets.u16(0)
    if (length < DNS_HEADER || 2 + length > octets.reported) break
    const message = new Octets(octets.view)
    const captured = Math.min(length, octets.captured - 2)
    message.aim(octets.view, octets.base + 2, captured, length)
    tellDns(message, tell)
    told = true
    if (2 + length > octets.captured) break
    octets.skip(2 + length)
  }
  return told ? 'dns' : ''
}
