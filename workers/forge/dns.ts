/** A look-up as a resolver library makes it. Messages: RFC 1035 §4. */
import { ipAddress, join, text, u16, u32, u8, type Bytes } from './fields'
import { ipPacket } from './ip'
import { PROTO } from './ipv4'
import { type Pod } from './node'
import { type Scene } from './scene'
import { udp } from './transport'

const TYPE = { A: 1, AAAA: 28 } as const

export interface DnsSpec {
  client: Pod
  server: Pod
  name?: string
  type?: keyof typeof TYPE
  /** Address in the answer; none: the name does not exist (NXDOMAIN). */
  answer?: string
  start?: number
  /** Nanoseconds the server takes. */
  delay?: number
  /** Port of the client and identification of the question; default: new ones. */
  port?: number
  id?: number
}

export interface DnsResult {
  answered: boolean
}

export function dns(scene: Scene, spec: DnsSpec): DnsResult {
  const { client, server, name = 'web.default.svc.cluster.local', type = 'A' } = spec
  const result = { answered: false }
  const transaction = spec.id ?? scene.random.integer(0, 65_536)
  const port = spec.port ?? scene.port(client)
  const flow = scene.random.integer(0, 1 << 30)
  const packet = (from: Pod, to: Pod, ports: { srcPort: number; dstPort: number }, data: Bytes) => {
    const ends = { src: from.address, dst: to.address }
    const id = scene.random.integer(0, 65_536)
    return ipPacket({ ...ends, proto: PROTO.udp, id, df: true }, udp({ ...ends, ...ports }, data))
  }
  const { query, response } = dnsMessages(transaction, name, type, spec.answer)
  const respond = () => {
    const octets = packet(server, client, { srcPort: 53, dstPort: port }, response)
    const arrived = () => (result.answered = true)
    scene.send({ from: server, to: client, octets, flow: flow ^ 1, arrived })
  }
  scene.at(spec.start ?? 0, () => {
    const octets = packet(client, server, { srcPort: port, dstPort: 53 }, query)
    const arrived = () => scene.after(spec.delay ?? 90_000, respond)
    scene.send({ from: client, to: server, octets, flow, arrived })
  })
  return result
}

/** What is asked for and what comes back; without `answer`: NXDOMAIN. */
export function dnsMessages(
  transaction: number,
  name: string,
  type: keyof typeof TYPE,
  answer?: string,
): { query: Bytes; response: Bytes } {
  const question = join(dnsName(name), u16(TYPE[type], 1))
  const records = answer === undefined ? [] : [record(type, answer)]
  const flags = records.length > 0 ? 0x8580 : 0x8583 // authoritative
  return {
    query: join(u16(transaction, 0x0100, 1, 0, 0, 0), question),
    response: join(u16(transaction, flags, 1, records.length, 0, 0), question, ...records),
  }
}

const dnsName = (name: string): Bytes =>
  join(...name.split('.').map((label) => join(u8(label.length), text(label))), u8(0))

/** The name of an answer points back to the question (RFC 1035 §4.1.4). */
function record(type: keyof typeof TYPE, address: string): Bytes {
  const data = ipAddress(address)
  return join(u16(0xc00c, TYPE[type], 1), u32(30), u16(data.length), data)
}
