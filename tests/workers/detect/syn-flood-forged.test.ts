/** Octets of a flood, and of a busy service, through the whole engine. */
import { describe, expect, it } from 'vitest'
import { type Bytes, ethernet, ipv4, PROTO, tcp } from '../../../workers/forge/packet'
import { Random } from '../../../workers/forge/random'
import { analyse, captureOf } from '../../support/analyse'
import { metric } from '../../support/replay'
import { TcpScript, type TimedFrame } from '../../support/tcp-script'
import { untold } from '../../support/untold'

const SERVER = '10.60.4.20'

interface Ends {
  address: string
  port: number
}

function packet(from: Ends, to: Ends, flags: string, seq: number, ack: number): Bytes {
  const ends = { src: from.address, dst: to.address, srcPort: from.port, dstPort: to.port }
  const segment = tcp({ ...ends, flags, seq, ack, window: 64_240, options: {} }, new Uint8Array())
  return ethernet({}, ipv4({ ...ends, proto: PROTO.tcp, id: seq & 0xffff, ttl: 52 }, segment))
}

/** SYNs of random addresses, each answered with SYN-ACK; every tenth of these with RST. */
function flood(from: number, until: number, every: number): TimedFrame[] {
  const random = new Random(5)
  const server = { address: SERVER, port: 443 }
  const frames: TimedFrame[] = []
  for (let time = from, index = 0; time < until; time += every, index++) {
    const octet = () => random.integer(1, 250)
    const client = {
      address: `${String(octet())}.${String(octet())}.${String(octet())}.${String(octet())}`,
      port: random.integer(1024, 65_000),
    }
    const seq = random.integer(1, 1e9)
    frames.push({ time, octets: packet(client, server, 'S', seq, 0) })
    frames.push({ time: time + 4e4, octets: packet(server, client, 'SA', 77, seq + 1) })
    if (index % 10 > 0) continue
    frames.push({ time: time + 3e7, octets: packet(client, server, 'R', seq + 1, 0) })
  }
  return frames
}

/** So many conversations, one after the other. */
function clients(count: number, apart: number): TimedFrame[] {
  return Array.from({ length: count }, (_, index) => {
    const ends = { client: `10.0.${String(index % 120)}.9`, clientPort: 20_000 + index }
    const script = new TcpScript({
      ...{ ...ends, server: SERVER, serverPort: 443, start: index * apart },
    })
    script.handshake()
    script.client({ flags: 'PA', length: 200 })
    script.server({ flags: 'PA', length: 900 })
    return script.frames
  }).flat()
}

const inOrder = (...frames: TimedFrame[][]) =>
  captureOf(frames.flat().sort((a, b) => a.time - b.time))

describe('a capture at a server', () => {
  it('of a flood amid healthy connections', async () => {
    const result = await analyse(inOrder(clients(60, 100), flood(2e9, 4e9, 1e6)))
    const [finding, ...others] = result.findings
    expect(others.map(({ detector, symptomOf }) => [detector, symptomOf])).toEqual([])
    expect(finding).toMatchObject({ detector: 'syn-flood', severity: 'warning' })
    if (finding === undefined) return
    expect(metric(finding, 'neverCompleted')).toBe(2000)
    expect(metric(finding, 'synsPerSecond')).toBe(1010)
    expect(finding.happened.join(' ')).toContain('200 SYN-ACKs drew a RST')
    expect(finding.happened.join(' ')).toContain('announce no MSS')
    expect(untold(result)).toEqual([])
  })

  it('of a service that is asked 500 times a second, and cut off', async () => {
    const load = clients(1500, 2)
    const { findings } = await analyse(captureOf(load.sort((a, b) => a.time - b.time).slice(0, -9)))
    expect(findings.filter(({ detector }) => detector === 'syn-flood')).toEqual([])
  })
})
