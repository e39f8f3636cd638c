/**
 * One decision of the sequence analysis, as a conversation and the flags that Wireshark 4.0.17
 * gives its frames. Where tshark is installed it is asked about the same segments.
 */
import { describe, expect, it } from 'vitest'
import { captureOf, type CompatibleFrame, compatibleFrames } from '../../support/analyse'
import { type ScriptSpec, TcpScript, together } from '../../support/tcp-script'
import { tsharkFrames } from '../../support/tshark-frames'
import { hasTshark } from '../forge/tshark'

export interface Situation {
  says: string
  script: (spec?: ScriptSpec) => TcpScript
  /** Frame → its flags, in the order of `ANALYSIS_NAMES`. */
  flags: Record<number, string[]>
}

/** `build` adds to a conversation whose handshake is frames 1 to 3. */
export function situation(
  says: string,
  build: (script: TcpScript) => void,
  flags: Situation['flags'],
): Situation {
  const script = (spec?: ScriptSpec) => {
    const begun = new TcpScript(spec).handshake()
    build(begun)
    return begun
  }
  return { says, script, flags }
}

export const RETRANSMISSION = ['retransmission']
export const FAST = ['retransmission', 'fast_retransmission']
export const SPURIOUS = ['retransmission', 'spurious_retransmission']

export function describeRules(name: string, situations: readonly Situation[]): void {
  describe(name, () => {
    it.each(situations)('$says', async ({ script, flags }) => {
      const { frames } = script()
      const seen = await compatibleFrames(captureOf(frames))
      expect(inWords(seen)).toEqual(inWords(expected(frames.length, flags)))
    })

    it.skipIf(!hasTshark)('has tshark on its side', { timeout: 60_000 }, () => {
      // One capture for all, since starting tshark takes long: ten seconds and a port for each.
      const scripts = situations.map(({ script }, index) =>
        script({ clientPort: 40_000 + index, start: 10_000 * index }),
      )
      const wanted = situations.flatMap(({ flags }, index) =>
        expected(scripts[index]?.frames.length ?? 0, flags),
      )
      const told = tsharkFrames(captureOf(together(...scripts)))
      expect(inWords(told)).toEqual(inWords(wanted))
    })
  })
}

const expected = (frames: number, flags: Situation['flags']) =>
  Array.from({ length: frames }, (_, index) => ({ flags: flags[index + 1] ?? [] }))

const inWords = (frames: readonly Pick<CompatibleFrame, 'flags'>[]) =>
  frames.map(({ flags }) => flags.join(' '))
