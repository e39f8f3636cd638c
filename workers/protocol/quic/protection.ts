/** Takes packet protection off: RFC 9001 §5.3–5.4; packet numbers RFC 9000 §17.1, Appendix A.3. */
import { ecb } from '@noble/ciphers/aes.js'
import { chacha20 } from '@noble/ciphers/chacha.js'
import { openAead, xorCount } from '../tls/openers'
import type { PacketKeys } from './keys'

const SAMPLE = 16

export interface OpenPacket {
  number: number
  /** Key phase of a short header. */
  phase: 0 | 1
  /** Frames. */
  payload: Uint8Array
}

/**
 * Opens one packet, header included, whose packet number begins at `numberAt`. Null: the keys do
 * not fit, or it is too short. `keysOf` chooses by the key phase. `largest`: the largest packet
 * number seen before, −1: none.
 */
export function openPacket(
  packet: Uint8Array,
  numberAt: number,
  hp: PacketKeys,
  keysOf: (phase: 0 | 1) => PacketKeys,
  largest: number,
): OpenPacket | null {
  const sampleAt = numberAt + 4
  if (packet.length < sampleAt + SAMPLE) return null
  const mask = headerMask(hp, packet.subarray(sampleAt, sampleAt + SAMPLE))
  const first = (packet[0] ?? 0) ^ ((mask[0] ?? 0) & ((packet[0] ?? 0) >= 0x80 ? 0x0f : 0x1f))
  const length = (first & 3) + 1
  const header = packet.slice(0, numberAt + length)
  header[0] = first
  let truncated = 0
  for (let i = 0; i < length; i++) {
    const octet = (packet[numberAt + i] ?? 0) ^ (mask[i + 1] ?? 0)
    header[numberAt + i] = octet
    truncated = truncated * 256 + octet
  }
  const number = fullNumber(truncated, length, largest)
  const phase = first < 0x80 && (first & 4) !== 0 ? 1 : 0
  const { suite, key, iv } = keysOf(phase)
  const sealed = packet.subarray(numberAt + length)
  const payload = openAead(suite, key, xorCount(iv, number), header, sealed)
  return payload === null ? null : { number, phase, payload }
}

function headerMask({ suite, hp }: PacketKeys, sample: Uint8Array): Uint8Array {
  if (suite.cipher !== 'chacha') return ecb(hp, { disablePadding: true }).encrypt(sample)
  const counter = new DataView(sample.buffer, sample.byteOffset).getUint32(0, true)
  return chacha20(hp, sample.slice(4), new Uint8Array(5), undefined, counter)
}

/** The number nearest to the expected one that ends in these octets. */
function fullNumber(truncated: number, length: number, largest: number): number {
  const expected = largest + 1
  const window = 256 ** length
  const candidate = expected - (expected % window) + truncated
  if (candidate <= expected - window / 2) return candidate + window
  if (candidate > expected + window / 2 && candidate >= window) return candidate - window
  return candidate
}
