/** Key logs of a case: a text beside the capture, or secrets inside it. */
import { describe, expect, test } from 'vitest'
import { writePcap, writePcapng, type CapturedFrame } from '../../../workers/forge/capture-writer'
import { ethernet, ipv4, PROTO, tcp } from '../../../workers/forge/packet'
import { analyseCase } from '../../../workers/pipeline/case-run'
import { analyse, EPOCH } from '../../support/analyse'
import { recordTls, type Flight, type Recorded } from '../../support/tls-handshake'

const BANNER = 'SSH-2.0-inner\r\n'

async function session(): Promise<Recorded> {
  return recordTls({
    version: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    servername: 'inside.example',
    talk: [BANNER, BANNER],
  })
}

function frames(flights: readonly Flight[]): CapturedFrame[] {
  const next = { client: 1000, server: 5000 }
  return flights.map(({ client, octets }, i) => {
    const [from, to] = client ? (['client', 'server'] as const) : (['server', 'client'] as const)
    const ends = client
      ? { src: '10.0.0.1', dst: '10.0.0.2', srcPort: 40_000, dstPort: 9999 }
      : { src: '10.0.0.2', dst: '10.0.0.1', srcPort: 9999, dstPort: 40_000 }
    const segment = tcp({ ...ends, flags: 'PA', seq: next[from], ack: next[to] }, octets)
    next[from] += octets.length
    return {
      time: i * 1e6,
      octets: ethernet({}, ipv4({ ...ends, proto: PROTO.tcp, id: i }, segment)),
    }
  })
}

const captureOf = ({ flights }: Recorded): File =>
  new File([writePcap(frames(flights), { epoch: EPOCH })], 'a.pcap')

const handshake = async (...files: File[]) => {
  const { captures, others, sidecars } = await analyse(...files)
  const [record] = captures[0]?.applications.tls ?? []
  const beside = sidecars.files.map(({ name, format, gave }) => [name, format, gave])
  return { record, others, beside, counts: captures[0]?.counts }
}

describe('a key log beside the capture', () => {
  test('opens its connections, whatever the order of the files', async () => {
    const recorded = await session()
    const keyLog = new File([`# a comment\n${recorded.keyLog}`], 'keys.log')
    const capture = captureOf(recorded)
    for (const files of [
      [capture, keyLog],
      [keyLog, capture],
    ]) {
      const { record, others, beside, counts } = await handshake(...files)
      expect(record).toMatchObject({ sni: 'inside.example', decrypted: true })
      expect(others).toEqual([])
      expect(beside).toEqual([['keys.log', 'TLS key log', '4 secrets, 4 used']])
      // The plaintext goes to the analyzers of streams.
      expect(counts?.['frames_with_protocol']).toMatchObject({ ssh: 2 })
    }
  })

  test('that belongs to other connections says so', async () => {
    const [recorded, other] = [await session(), await session()]
    const { record, beside, counts } = await handshake(
      captureOf(recorded),
      new File([other.keyLog], 'other.txt'),
    )
    expect(record?.decrypted).toBe(false)
    expect(beside[0]?.[2]).toBe('4 secrets, 0 used')
    expect(counts?.['frames_with_protocol']).not.toHaveProperty('ssh')
  })

  test('alone makes no case', async () => {
    const { keyLog } = await session()
    const outcome = await analyseCase([new File([keyLog], 'keys.log')], () => undefined)
    expect(outcome).toEqual({
      kind: 'unreadable',
      files: [
        {
          name: 'keys.log',
          message: '“keys.log” is no capture but goes with one (TLS key log): drop both together',
        },
      ],
    })
  })

  test('a long one is read to its end', async () => {
    const recorded = await session()
    const filler = Array.from(
      { length: 200 },
      (_, i) => `CLIENT_RANDOM ${i.toString(16).padStart(64, '0')} ${'00'.repeat(48)}\n`,
    )
    const keyLog = new File([...filler, recorded.keyLog], 'keys.log')
    expect((await handshake(captureOf(recorded), keyLog)).record?.decrypted).toBe(true)
  })
})

test('secrets in the capture itself are used', async () => {
  const recorded = await session()
  const pcapng = writePcapng(frames(recorded.flights), { epoch: EPOCH })
  const [section, rest] = [pcapng.subarray(0, lengthOf(pcapng)), pcapng.subarray(lengthOf(pcapng))]
  const file = new File([section, secretsBlock(recorded.keyLog), rest], 'a.pcapng')
  const { record, others } = await handshake(file)
  expect(record?.decrypted).toBe(true)
  expect(others).toEqual([])
})

/** Length of the block at the start, little-endian. */
function lengthOf(octets: Uint8Array): number {
  return new DataView(octets.buffer, octets.byteOffset).getUint32(4, true)
}

/** Decryption secrets block, draft-ietf-opsawg-pcapng §4.7. */
function secretsBlock(keyLog: string): Uint8Array<ArrayBuffer> {
  const padded = Math.ceil(keyLog.length / 4) * 4
  const block = new Uint8Array(20 + padded)
  const view = new DataView(block.buffer)
  view.setUint32(0, 10, true)
  view.setUint32(4, block.length, true)
  view.setUint32(8, 0x544c534b, true)
  view.setUint32(12, keyLog.length, true)
  block.set(Buffer.from(keyLog), 16)
  view.setUint32(16 + padded, block.length, true)
  return block
}
