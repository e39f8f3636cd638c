/**
 * Sequence numbers, acknowledgment numbers and windows as they are shown. What is expected is what
 * tshark 4.0.17 writes of the same segments.
 */
import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { openOctets } from '../../../workers/capture/octet-reader'
import { readOctets } from '../../../workers/capture/read-octets'
import type { Desk } from '../../../workers/desk/library'
import type { CapturedFrame } from '../../../workers/forge/capture-writer'
import { ethernet, icmpError, ipv4, PROTO, tcp } from '../../../workers/forge/packet'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { describeFrame } from '../../../workers/wire/layers'
import { analyse, captureOf, fileOf } from '../../support/analyse'
import { inVxlan, TcpScript, together } from '../../support/tcp-script'
import { freshProfile } from '../store/database'
import { newDesk } from './desk'

beforeEach(freshProfile)

interface Case {
  desk: Desk
  id: string
}

const ALL = { capture: 0, filter: '', from: null, to: null }
const TOOLS = { readOctets, openOctets, describeFrame }

async function caseOf(frames: readonly CapturedFrame[], earlier = false): Promise<Case> {
  const file = fileOf(captureOf(frames))
  const { result, lists } = packLists(await analyse(file))
  const desk = newDesk(TOOLS)
  await desk.start('persistent', '')
  if (earlier) delete lists.numbers
  const { id } = await desk.save(result, lists, [file])
  await desk.keepCaptures(id)
  return { desk, id }
}

/** Numbers in the Info column of each frame, by the names that Wireshark writes there. */
async function numbersOf({ desk, id }: Case): Promise<string[]> {
  const outcome = await desk.selectPackets(id, ALL, () => undefined)
  if (outcome.kind !== 'selected') throw new Error(outcome.kind)
  const rows = await desk.packetRows(id, 0, outcome.set, 0, 200)
  return rows.map(({ head }) => /Seq \d+.*(?= Len)/.exec(head?.info ?? '')?.[0] ?? '')
}

/** A handshake with window scaling, a request and its answer; sequence numbers wrap on the way. */
function conversation(spec: ConstructorParameters<typeof TcpScript>[0] = {}): TcpScript {
  const isns = { clientIsn: 0xffff_ffff, serverIsn: 4_000_000_000 }
  const script = new TcpScript({ ...isns, ...spec })
  script.handshake({ mss: 1460, windowScale: 7 }, { mss: 1460, windowScale: 3 })
  script.client({ flags: 'PA', length: 100 })
  script.server({ length: 1400 })
  script.client({ flags: 'R', window: 0 })
  return script
}

const CONVERSATION = [
  'Seq 0 Win 502',
  'Seq 0 Ack 1 Win 502',
  'Seq 1 Ack 1 Win 64256',
  'Seq 1 Ack 1 Win 64256',
  'Seq 1 Ack 101 Win 4016',
  'Seq 101 Win 0',
]

it('counts from the SYN, and scales windows', async () => {
  expect(await numbersOf(await caseOf(conversation().frames))).toEqual(CONVERSATION)
})

it.each([
  ['in a tunnel', { wrap: inVxlan(100) }],
  ['when the server has the lower address', { client: '10.0.0.2', server: '10.0.0.1' }],
  ['between two ports of one host', { client: '10.0.0.1', server: '10.0.0.1' }],
])('does so %s', async (_where, spec) => {
  expect(await numbersOf(await caseOf(conversation(spec).frames))).toEqual(CONVERSATION)
})

it('has the numbers of a case that is opened again', async () => {
  const { id } = await caseOf(conversation().frames)
  const desk = newDesk(TOOLS)
  await desk.start('persistent', '')
  expect(await numbersOf({ desk, id })).toEqual(CONVERSATION)
})

it('says that numbers are those on the wire in a case of an earlier version', async () => {
  const [syn, ...rest] = await numbersOf(await caseOf(conversation().frames, true))
  expect(syn).toBe('Seq 4294967295 (raw) Win 502')
  expect(rest[0]).toBe('Seq 4000000000 Ack 0 (raw) Win 502')
})

it('counts from 1 where the capture begins in the middle', async () => {
  const script = conversation()
  const [, , , request, answer] = script.frames
  if (!request || !answer) throw new Error('no data')
  // The acknowledgment of the request tells where the other side stands
  expect(await numbersOf(await caseOf([request, answer]))).toEqual([
    'Seq 1 Ack 1 Win 502',
    'Seq 1 Ack 101 Win 502',
  ])
})

it('begins anew when the ports are used again', async () => {
  const second = conversation({ clientIsn: 77, serverIsn: 88, start: 50 })
  const numbers = await numbersOf(await caseOf(together(conversation(), second)))
  expect(numbers).toEqual([...CONVERSATION, ...CONVERSATION])
})

it('gives a copy the numbers of its original', async () => {
  const twice = conversation().frames.flatMap((frame) => [
    frame,
    { ...frame, time: frame.time + 1000 },
  ])
  const numbers = await numbersOf(await caseOf(twice))
  expect(numbers).toEqual(CONVERSATION.flatMap((each) => [each, each]))
})

it('leaves numbers in a packet that an ICMP error quotes as they are', async () => {
  const script = conversation()
  const ends = { src: '10.0.0.1', dst: '10.0.0.2', srcPort: 40_000, dstPort: 80 }
  const segment = tcp({ ...ends, seq: 0, ack: 7, flags: 'A' }, new Uint8Array(8))
  const about = ipv4({ ...ends, proto: PROTO.tcp }, segment)
  const error = icmpError({ type: 3, code: 4, mtu: 1400 }, about)
  const octets = ethernet({}, ipv4({ src: '10.0.0.9', dst: '10.0.0.1', proto: PROTO.icmp }, error))
  const { desk, id } = await caseOf([...script.frames, { time: 1e9, octets }])
  const outcome = await desk.selectPackets(id, ALL, () => undefined)
  if (outcome.kind !== 'selected') throw new Error(outcome.kind)
  const rows = await desk.packetRows(id, 0, outcome.set, 0, 200)
  expect(rows.at(-1)?.head?.info).toMatch(/\[ACK\] seq 0 ack 7 \(raw\) len 8$/)
  expect(await fieldsOf({ desk, id }, rows.length)).not.toHaveProperty('tcp.seq')
})

/** Fields of TCP in the layers of a frame. */
async function fieldsOf({ desk, id }: Case, frame: number): Promise<Record<string, string>> {
  const answer = await desk.frame(id, 0, frame)
  if (answer.kind === 'absent') throw new Error(answer.message)
  const { layers } = answer.frame
  const fields = layers.flatMap(({ protocol, fields }) => (protocol === 'tcp' ? fields : []))
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
}

it('has relative numbers in the layers of a frame, and filters find them', async () => {
  const own = await caseOf(conversation().frames)
  expect(await fieldsOf(own, 5)).toMatchObject({
    'tcp.seq': '1',
    'tcp.seq_raw': '4000000001',
    'tcp.ack': '101',
    'tcp.ack_raw': '100',
    'tcp.window_size': '4016',
    'tcp.window_size_value': '502',
  })
  const filter = 'tcp.seq == 1 && tcp.ack == 101 && tcp.window_size == 4016'
  const outcome = await own.desk.selectPackets(own.id, { ...ALL, filter }, () => undefined)
  if (outcome.kind !== 'selected') throw new Error(outcome.kind)
  expect([...(await own.desk.framesOf(outcome.set, 0, 9))]).toEqual([5])
})

it('writes them in the line about the frame, too', async () => {
  const { desk, id } = await caseOf(conversation().frames)
  const answer = await desk.frame(id, 0, 5)
  expect(answer.kind === 'frame' && answer.frame.summary).toMatch(/\[ACK\] seq 1 ack 101 len 1400$/)
})

it('count from the SYN where the snaplen cut the options of every segment, which tell the scale', async () => {
  const cut = conversation().frames.map(({ time, octets }) => ({
    ...{ time, octets: octets.slice(0, 14 + 20 + 20) },
    origLen: octets.length,
  }))
  expect(await numbersOf(await caseOf(cut))).toEqual([
    'Seq 0 Win 502',
    'Seq 0 Ack 1 Win 502',
    'Seq 1 Ack 1 Win 502',
    'Seq 1 Ack 1 Win 502',
    'Seq 1 Ack 101 Win 502',
    'Seq 101 Win 0',
  ])
})
