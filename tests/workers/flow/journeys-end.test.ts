/** Packets between two captures, of which one ends while some are on their way. */
import { describe, expect, it } from 'vitest'
import type { SeenFrame } from '../../../workers/forge/node'
import { journeysOf, lossOf, pcapOf, twoNodes } from '../../support/places'

describe('when a capture ends', () => {
  const MILLISECOND = 1e6
  /** In the middle of the transfer that begins at 300 ms. */
  const END = 302.8 * MILLISECOND
  const { scene, near, far } = twoNodes()
  const until = (frames: readonly SeenFrame[], end: number) =>
    frames.filter(({ time }) => time < end)
  const arrives = ({ outgoing, time }: SeenFrame) => !outgoing && time > END - 2 * MILLISECOND
  const lossWith = async (seen: readonly SeenFrame[], end = END) => {
    const sent = pcapOf(until(near.frames(), end), scene)
    return lossOf((await journeysOf(sent, pcapOf(seen, scene))).passages)
  }

  it('does not call lost what stands in a queue then', async () => {
    const queued = far
      .frames()
      .map((frame) => (arrives(frame) ? { ...frame, time: frame.time + 9 * MILLISECOND } : frame))
      .sort((a, b) => a.time - b.time)
    const seen = until(queued, END + 8 * MILLISECOND)
    expect(seen.filter(arrives).length).toBeGreaterThan(3)
    expect(until(far.frames(), END).length - seen.length).toBeGreaterThan(3)
    expect(await lossWith(seen)).toBe(0)
  })

  it('calls lost what did not come while something sent later came', async () => {
    const seen = until(far.frames(), END)
    const gone = seen.find(arrives)
    expect(seen.filter(arrives).length).toBeGreaterThan(3)
    expect(await lossWith(seen.filter((frame) => frame !== gone))).toBe(1)
  })

  it('calls lost what nothing came after, if the capture went on', async () => {
    const seen = until(far.frames(), END)
    // Data that was acknowledged arrived, whoever saw it.
    const gone = seen.filter((frame) => arrives(frame) && frame.octets.length < 120)
    const [last] = far.frames().filter(({ time }) => time > END + 25 * MILLISECOND)
    const quiet = last === undefined ? [] : [{ ...last, time: END + 40 * MILLISECOND }]
    expect(await lossWith([...seen.filter((frame) => !gone.includes(frame)), ...quiet])).toBe(
      gone.length,
    )
  })
})
