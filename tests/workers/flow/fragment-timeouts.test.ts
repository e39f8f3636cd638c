/** How long datagrams wait, and how many: RFC 791 §3.2, RFC 8200 §4.5; Linux waits 30 s for IPv4. */
import { describe, expect, it } from 'vitest'
import { isComplete, outcomeOf } from '../../../workers/flow/fragments'
import {
  MAX_DATAGRAM_OCTETS,
  MAX_FRAGMENTS,
  MAX_OPEN_DATAGRAMS,
} from '../../../workers/limits/limits'
import { type Piece, Receiver, TOTAL } from './fragment-pieces'

const SECOND = 1e9
const HEAD: Piece = { from: 0, to: 24 }
const TAIL: Piece = { from: 24, to: TOTAL }

describe.each([
  [4, 30],
  [6, 60],
] as const)('an IPv%i datagram', (version, seconds) => {
  const limit = seconds * SECOND

  it.each([0, limit - 1, limit])('waits: its tail may come after %i ns', (time) => {
    const receiver = new Receiver()
    receiver.take(HEAD, { version })
    expect(isComplete(receiver.take(TAIL, { version, time }))).toBe(true)
    expect(receiver.abandoned).toEqual([])
  })

  it(`is given up a nanosecond after ${String(seconds)} s`, () => {
    const receiver = new Receiver()
    receiver.take(HEAD, { version })
    const late = receiver.take(TAIL, { version, time: limit + 1 })
    expect(receiver.abandoned.map(outcomeOf)).toEqual(['missing-last'])
    expect(outcomeOf(late)).toBe('missing-first')
  })

  it('counts from its first fragment, not from its newest', () => {
    const receiver = new Receiver()
    receiver.take(TAIL, { version })
    receiver.take({ from: 8, to: 24 }, { version, time: limit })
    const late = receiver.take({ from: 0, to: 8 }, { version, time: limit + 1 })
    expect(receiver.abandoned.map(outcomeOf)).toEqual(['missing-first'])
    expect(outcomeOf(late)).toBe('missing-last')
  })

  it('is given up by whatever comes later', () => {
    const receiver = new Receiver()
    receiver.take(HEAD, { version })
    receiver.take(HEAD, { key: 'other', time: limit + 1 })
    expect(receiver.abandoned).toHaveLength(1)
  })
})

describe('an identification that is used again', () => {
  it('begins a new datagram when the one before is complete', () => {
    const receiver = new Receiver()
    const first = receiver.takeAll(HEAD, TAIL)
    const second = receiver.takeAll({ ...HEAD, fill: 1 }, { ...TAIL, fill: 1 })
    expect([first, second].map(outcomeOf)).toEqual(['complete', 'complete'])
    expect(second).not.toBe(first)
  })

  it('begins a new datagram when the one before has expired', () => {
    const receiver = new Receiver()
    receiver.take(HEAD)
    receiver.take({ ...HEAD, fill: 1 }, { time: 60 * SECOND })
    const second = receiver.take({ ...TAIL, fill: 1 }, { time: 60 * SECOND })
    expect(receiver.abandoned.map(outcomeOf)).toEqual(['missing-last'])
    expect([outcomeOf(second), second.octets[0]]).toEqual(['complete', 1])
  })

  it('does so even behind an IPv6 datagram that still waits', () => {
    const receiver = new Receiver()
    receiver.take(HEAD, { key: 'six', version: 6 })
    receiver.take(HEAD)
    const second = receiver.take(TAIL, { time: 31 * SECOND })
    expect(receiver.abandoned.map(outcomeOf)).toEqual(['missing-last'])
    expect(outcomeOf(second)).toBe('missing-first')
  })

  it('is joined with the one before where time does not count, as in Wireshark', () => {
    const receiver = new Receiver(false)
    receiver.take(HEAD)
    expect(outcomeOf(receiver.take(TAIL, { time: 3600 * SECOND }))).toBe('complete')
  })
})

describe('the end of a capture', () => {
  it('gives up what is still open, oldest first', () => {
    const receiver = new Receiver()
    receiver.take(TAIL, { key: 'a' })
    receiver.take(HEAD, { key: 'b' })
    receiver.engine.end()
    receiver.engine.end()
    expect(receiver.abandoned.map(outcomeOf)).toEqual(['missing-first', 'missing-last'])
  })
})

describe('bounds', () => {
  it('hold on to the newest datagrams', () => {
    const receiver = new Receiver()
    for (let i = 0; i < MAX_OPEN_DATAGRAMS + 3; i++) receiver.take(HEAD, { key: String(i) })
    expect(receiver.abandoned.map(({ key }) => key)).toEqual(['0', '1', '2'])
    expect(receiver.engine.evicted).toBe(3)
    expect(isComplete(receiver.take(TAIL, { key: '3' }))).toBe(true)
  })

  it('hold octets, not promises of octets', () => {
    const receiver = new Receiver()
    const far: Piece = { from: 65_528, to: 65_536, more: true }
    const fitting = Math.floor(MAX_DATAGRAM_OCTETS / far.to)
    for (let i = 0; i < fitting; i++) receiver.take(far, { key: String(i) })
    expect(receiver.engine.evicted).toBe(0)
    receiver.take(far, { key: 'one more' })
    expect(receiver.abandoned.map(({ key }) => key)).toEqual(['0'])
  })

  it('end thousands of overlapping fragments quickly', { timeout: 10_000 }, () => {
    const receiver = new Receiver()
    for (let i = 0; i < 20_000; i++) {
      const from = 8 * ((i * 7919) % 8000)
      receiver.take({ from, to: from + 1480, more: true })
    }
    receiver.engine.end()
    const [datagram] = receiver.abandoned
    expect(datagram?.fragmentTotal).toBe(20_000)
    expect(datagram?.fragments).toHaveLength(MAX_FRAGMENTS)
    expect(datagram?.overlap).toBe(true)
  })

  it('end thousands of fragments with holes between them quickly', { timeout: 10_000 }, () => {
    const receiver = new Receiver()
    for (let i = 0; i < 4096; i++) receiver.take({ from: 16 * i, to: 16 * i + 8, more: true })
    for (let i = 4095; i >= 0; i--) receiver.take({ from: 16 * i, to: 16 * i + 8, more: true })
    receiver.engine.end()
    expect(receiver.abandoned.map(outcomeOf)).toEqual(['missing-last'])
  })
})
