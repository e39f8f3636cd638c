/**
 * A capture of many short connections and what is said in them: HTTP/1.1, TLS 1.3, a protocol of
 * short messages that nobody knows, and look-ups, a third of all in a tunnel. With it the analyzers of
 * applications and the detectors are compiled before the first file comes.
 */
import { writePcap } from '../capture-writer'
import type { CapturedFrame } from '../captured-frame'
import { dnsMessages } from '../dns'
import { join, type Bytes } from '../fields'
import { httpExchange } from '../http'
import { EMPTY, ethernet, ipv4, PROTO, tcp, udp } from '../packet'
import { Random } from '../random'
import { applicationData, clientHello, serverFlight } from '../tls'
import { inTunnel, packet, ways, type Way } from './warm-up-packets'

const CONNECTIONS = 700
const STEP = 1_000_000 // ns from frame to frame
const MSS = 1348

/** What the client says, and what the server answers, in turn. */
type Talk = readonly (readonly [request: Bytes, response: Bytes])[]

export function warmUpTalks(): Bytes {
  const random = new Random(2)
  const frames: CapturedFrame[] = []
  for (let number = 0; number < CONNECTIONS; number++) {
    const said = number % 3 === 0 ? secret(random) : number % 3 === 1 ? web(random) : short(random)
    const service = number % 3 === 0 ? 443 : number % 3 === 1 ? 8080 : 6379
    const packets = [...lookUp(random, number), ...connection(20_000 + number, service, said)]
    for (const octets of packets) {
      const carried = number % 4 === 0 ? inTunnel(octets, number) : octets
      frames.push({ time: frames.length * STEP, octets: ethernet({}, carried) })
    }
  }
  return writePcap(frames)
}

function web(random: Random): Talk {
  return Array.from({ length: random.integer(1, 4) }, () => {
    const octets = random.pick([60, 700, 2500, 9000])
    const path = `/api/v1/items/${String(random.integer(0, 10_000))}`
    const { request, response } = httpExchange({ path, octets, host: 'web.shop.example' })
    return [join(request), join(response)] as const
  })
}

function secret(random: Random): Talk {
  return [
    [clientHello(random, `s${String(random.integer(0, 50))}.shop.example`), serverFlight(random)],
    [applicationData(random, 420), applicationData(random, random.pick([120, 3000, 9000]))],
  ]
}

function short(random: Random): Talk {
  return Array.from({ length: 6 }, () => {
    const message = () => Uint8Array.from({ length: random.integer(8, 80) }, (_, i) => 128 + i)
    return [message(), message()] as const
  })
}

function connection(port: number, service: number, talk: Talk): Bytes[] {
  const [there, back] = ways(port, service)
  const at = { there: 1000, back: 5000 }
  const sent: Bytes[] = []
  const send = (way: Way, flags: string, payload: Bytes, mss?: number) => {
    const [seq, ack] = way === there ? [at.there, at.back] : [at.back, at.there]
    const options = mss === undefined ? {} : { mss }
    sent.push(packet(way, sent.length, tcp({ ...way, seq, ack, flags, options }, payload)))
    if (way === there) at.there += payload.length
    else at.back += payload.length
  }
  const say = (way: Way, message: Bytes) => {
    for (let from = 0; from < message.length; from += MSS)
      send(way, 'PA', message.slice(from, from + MSS))
    send(way === there ? back : there, 'A', EMPTY)
  }
  send(there, 'S', EMPTY, 1460)
  at.there++
  send(back, 'SA', EMPTY, 1460)
  at.back++
  send(there, 'A', EMPTY)
  for (const [request, response] of talk) {
    say(there, request)
    say(back, response)
  }
  send(back, 'FA', EMPTY)
  at.back++
  send(there, 'FA', EMPTY)
  at.there++
  send(back, 'A', EMPTY)
  return sent
}

function lookUp(random: Random, number: number): Bytes[] {
  const [client, server] = ['10.42.0.7', '10.42.1.53']
  const name = `s${String(random.integer(0, 200))}.shop.svc.cluster.local`
  const answer = random.chance(0.8) ? '10.42.1.9' : undefined
  const { query, response } = dnsMessages(number, name, 'A', answer)
  const datagram = (src: string, dst: string, srcPort: number, dstPort: number, data: Bytes) =>
    ipv4({ src, dst, proto: PROTO.udp, id: number }, udp({ src, dst, srcPort, dstPort }, data))
  const port = 30_000 + number
  return [datagram(client, server, port, 53, query), datagram(server, client, 53, port, response)]
}
