/**
 * Which analyzer reads a stream: as in Wireshark, the lower port's are asked first, then the higher
 * port's, then all others. Who is to be asked at a port, and about a first octet, is worked out once.
 */
import { Fault } from '../../wire/fault'
import type { Octets } from '../../wire/octets'
import type { Claim, Context, StreamAnalyzer } from '../analyzer'

/** Sets of analyzers are bits of a number. */
const MOST_ANALYZERS = 31

export class StreamChoice {
  private readonly analyzers: readonly StreamAnalyzer[]
  /** By port: those that name it. */
  private readonly atPort = new Map<number, number>()
  /** By first octet: those that go by content, and may claim a stream that begins with it. */
  private readonly byOctet = new Int32Array(256)
  private readonly byContent: number
  /** Choices that are none, by the name of the only analyzer. */
  private readonly single = new Map<string, StreamChoice>()

  constructor(analyzers: readonly StreamAnalyzer[]) {
    if (analyzers.length > MOST_ANALYZERS) throw new Error('too many stream analyzers')
    this.analyzers = analyzers
    let byContent = 0
    analyzers.forEach(({ ports, onlyAtPorts, mayBegin }, index) => {
      const bit = 1 << index
      for (const port of ports ?? []) this.atPort.set(port, (this.atPort.get(port) ?? 0) | bit)
      if (onlyAtPorts === true) return
      byContent |= bit
      for (let octet = 0; octet < 256; octet++) {
        if (mayBegin?.(octet) ?? true) this.byOctet[octet] = (this.byOctet[octet] as number) | bit
      }
    })
    this.byContent = byContent
  }

  /** The choice of the one analyzer of that name; of all of them where there is no name. */
  only(name?: string): StreamChoice {
    if (name === undefined) return this
    const known = this.single.get(name)
    if (known !== undefined) return known
    const choice = new StreamChoice(this.analyzers.filter((each) => each.name === name))
    this.single.set(name, choice)
    return choice
  }

  /** The first that says yes; `more` when one of them may do so later; null: nobody. */
  of(head: Octets, context: Context): StreamAnalyzer | 'more' | null {
    const { srcPort, dstPort } = context
    const low = this.atPort.get(Math.min(srcPort, dstPort)) ?? 0
    const high = (this.atPort.get(Math.max(srcPort, dstPort)) ?? 0) & ~low
    const others = head.captured === 0 ? this.byContent : (this.byOctet[head.u8(0)] as number)
    const first = this.among(low, head, context, null)
    if (isChosen(first)) return first
    const second = this.among(high, head, context, first)
    if (isChosen(second)) return second
    return this.among(others & ~low & ~high, head, context, second)
  }

  /** `soFar`: what the answer is unless somebody of `set` knows better. */
  private among(
    set: number,
    head: Octets,
    context: Context,
    soFar: 'more' | null,
  ): StreamAnalyzer | 'more' | null {
    let answer = soFar
    for (let left = set; left !== 0; left &= left - 1) {
      const analyzer = this.analyzers[31 - Math.clz32(left & -left)] as StreamAnalyzer
      const claim = ask(analyzer, head, context)
      if (claim === 'yes') return analyzer
      if (claim === 'more') answer = 'more'
    }
    return answer
  }
}

function isChosen(answer: StreamAnalyzer | 'more' | null): answer is StreamAnalyzer {
  return answer !== null && answer !== 'more'
}

function ask(analyzer: StreamAnalyzer, head: Octets, context: Context): Claim {
  const { view, base, captured, reported } = head
  let claim: Claim = 'no'
  try {
    claim = analyzer.claims(head, context)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
  }
  head.aim(view, base, captured, reported)
  return claim
}
