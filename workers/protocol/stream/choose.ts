/** Which analyzer reads a stream: those of its ports are asked first, then all others. */
import { Fault } from '../../wire/fault'
import type { Octets } from '../../wire/octets'
import type { Context, StreamAnalyzer } from '../analyzer'

/** The first that says yes; `more` when one of them may do so later; null: nobody. */
export function choose(
  analyzers: readonly StreamAnalyzer[],
  head: Octets,
  context: Context,
): StreamAnalyzer | 'more' | null {
  const low = Math.min(context.srcPort, context.dstPort)
  const high = Math.max(context.srcPort, context.dstPort)
  let undecided = false
  for (let rank = 0; rank < 3; rank++) {
    for (const analyzer of analyzers) {
      if (rankOf(analyzer, low, high) !== rank) continue
      const claim = ask(analyzer, head, context)
      if (claim === 'yes') return analyzer
      if (claim === 'more') undecided = true
    }
  }
  return undecided ? 'more' : null
}

/** Wireshark asks the lower port's protocol first. */
function rankOf({ ports }: StreamAnalyzer, low: number, high: number): number {
  if (ports === undefined) return 2
  return ports.includes(low) ? 0 : ports.includes(high) ? 1 : 2
}

function ask(analyzer: StreamAnalyzer, head: Octets, context: Context) {
  const { view, base, captured, reported } = head
  try {
    return analyzer.claims(head, context)
  } catch (error) {
    if (error instanceof Fault) return 'no'
    throw error
  } finally {
    head.aim(view, base, captured, reported)
  }
}
