/**
 * Which frames count as malformed: as a table says, and, where it is installed, as tshark says of
 * the same frames.
 */
import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../workers/forge/fields'
import { hasTshark, withTshark } from '../workers/forge/tshark'
import { analyse, captureOf, only } from './analyse'

/** What is the matter, the frame, and is it malformed? */
export type Suspect = readonly [says: string, octets: Bytes, malformed: boolean]

export function describeMalformed(name: string, suspects: readonly Suspect[], linktype = 1): void {
  const capture = (frames: readonly Bytes[]) =>
    captureOf(
      frames.map((octets, index) => ({ time: index * 1e6, octets })),
      linktype,
    )
  describe(name, () => {
    it.each(suspects)('%s', async (_says, octets, malformed) => {
      const { captures } = await analyse(capture([octets]))
      expect(only(captures).counts['malformed_frames']).toBe(malformed ? 1 : 0)
    })

    it.skipIf(!hasTshark)('has tshark on its side', { timeout: 60_000 }, () => {
      const rows = withTshark(capture(suspects.map(([, octets]) => octets)), ({ fields }) =>
        fields('frame', 'frame.number', '_ws.malformed'),
      )
      const told = suspects.map(([says], index) => [says, (rows[index]?.[1] ?? '') !== ''])
      expect(told).toEqual(suspects.map(([says, , malformed]) => [says, malformed]))
    })
  })
}
