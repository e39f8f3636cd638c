/** `fragment-order` where side-cars tell of dropped fragments, in English. */
import type { FragmentPathRecord } from '../../model/records'
import { count, formatList } from '../format'
import { type Said, sentences } from '../said'
import type { Witnesses } from '../witnesses'
import { reasonOf, sayDrops } from './testimony'

const HEAD_MISSING = 175
/** Of the kernel, which reassembles: time ran out, or it failed. */
const COUNTERS = ['IpReasmTimeout', 'IpReasmFails'] as const

export function tellFragments(said: Said, path: FragmentPathRecord, witnesses: Witnesses): Said {
  // A fragment has no ports; the datapath names the ends of the outer packet, or of the inner one.
  const inner = path.samples.flatMap((each) => (each.inner ? [each.inner] : []))
  const drops = witnesses.dropsOf(
    [path, ...inner].map(({ src, dst }) => ({ src, srcPort: 0, dst, dstPort: 0 })),
  )
  const traced = witnesses.traces('fragment', path.src, path.dst)
  const counted = COUNTERS.flatMap((name) =>
    witnesses
      .counters('kernel', name)
      .filter(({ value }) => value > 0)
      .map(({ value, file }) => `${name} ${String(value)} (${file})`),
  )
  const [trace] = traced
  const says = sentences(
    drops && sayDrops(drops, 'fragments'),
    trace &&
      `${witnesses.fileOf(trace)} traced ${count(traced.length, 'fragment')} between the two on a node.`,
    counted.length > 0 &&
      `A kernel counts datagrams that it could not put together, since it was started: ${formatList(counted)}.`,
  )
  if (says.length === 0) return said
  const named = drops?.code === HEAD_MISSING
  return {
    ...said,
    happened: [...said.happened, ...says],
    confidenceReasons: [
      ...sentences(named && `The datapath itself says so: ${reasonOf(drops)}.`),
      ...said.confidenceReasons,
    ],
  }
}
