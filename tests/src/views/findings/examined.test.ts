import { expect, it } from 'vitest'
import { examinedOf } from '../../../../src/views/findings/examined'
import type { CaptureFacts } from '../../../../workers/model/capture'
import type { CaseResult, Counts } from '../../../../workers/model/run'
import { someFacts } from '../../support'

const caseOf = (...captures: { facts: CaptureFacts; counts: Counts }[]) =>
  ({ captures }) as unknown as CaseResult

const undecodedOf = (frames: number) => [{ reason: 'IEEE 802.11 management frame', frames }]

const heldOf = (frames: Record<string, number>): Counts => ({ frames_with_protocol: frames })

it('has nothing examined where no frame led to a packet', () => {
  const facts = someFacts({ packets: 225, undecoded: undecodedOf(225) })
  const examined = examinedOf(caseOf({ facts, counts: heldOf({ wlan: 225 }) }))
  expect(examined).toMatchObject({ extent: 'nothing', packets: 225, undecoded: 225 })
  expect(examined.reasons).toEqual(undecodedOf(225))
})

it('has nothing examined one frame below one in a hundred', () => {
  const of = (ip: number) =>
    examinedOf(
      caseOf({
        facts: someFacts({ packets: 1000, undecoded: undecodedOf(1000 - ip) }),
        counts: heldOf({ ip, wlan: 1000 }),
      }),
    ).extent
  expect(of(9)).toBe('nothing')
  expect(of(10)).toBe('partly')
})

it('has nothing examined in a capture without frames', () => {
  const examined = examinedOf(caseOf({ facts: someFacts({}), counts: heldOf({}) }))
  expect(examined).toMatchObject({ extent: 'nothing', packets: 0, undecoded: 0 })
})

it('takes packets whose contents are encrypted for examined in part', () => {
  const facts = someFacts({ packets: 50, undecoded: [{ reason: 'encrypted: ESP', frames: 50 }] })
  const examined = examinedOf(caseOf({ facts, counts: heldOf({ eth: 50, ip: 50, esp: 50 }) }))
  expect(examined.extent).toBe('partly')
})

it('takes a few frames that were not decoded for nothing to speak of', () => {
  const of = (frames: number) =>
    examinedOf(
      caseOf({
        facts: someFacts({ packets: 100, undecoded: undecodedOf(frames) }),
        counts: heldOf({ ipv6: 60, arp: 100 - 60 - frames }),
      }),
    ).extent
  expect(of(9)).toBe('whole')
  expect(of(10)).toBe('partly')
})

it('adds up the reasons of all captures, the most frequent first', () => {
  const examined = examinedOf(
    caseOf(
      { facts: someFacts({ packets: 2, undecoded: undecodedOf(2) }), counts: heldOf({}) },
      {
        facts: someFacts({
          packets: 9,
          undecoded: [{ reason: 'link type 195', frames: 4 }, ...undecodedOf(3)],
        }),
        counts: heldOf({}),
      },
    ),
  )
  expect(examined.reasons).toEqual([
    { reason: 'IEEE 802.11 management frame', frames: 5 },
    { reason: 'link type 195', frames: 4 },
  ])
})

it('lasts from the first frame of any capture to the last of any', () => {
  const at = (firstTsNs: string, lastTsNs: string) => ({
    facts: someFacts({ packets: 1, firstTsNs, lastTsNs }),
    counts: heldOf({ ip: 1 }),
  })
  const empty = at('', '')
  expect(examinedOf(caseOf(at('50', '70'), empty, at('20', '60'))).span).toBe(50)
  expect(examinedOf(caseOf(empty)).span).toBe(0)
})
