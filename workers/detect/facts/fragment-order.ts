/** What `fragment-order` found out about the fragmented datagrams from one host to another. */
import type { FragmentPathRecord } from '../../model/records'
import type { Nanos, OctetCount } from '../../model/units'

/**
 * dropped: tail-first datagrams go unanswered, others do not. unrelated: both do.
 * harmless: both are answered. unknown: nothing tells what became of them.
 */
export type OrderVerdict = 'dropped' | 'unrelated' | 'harmless' | 'unknown'

export interface FragmentOrderFacts {
  verdict: OrderVerdict
  /** The tap with most tail-first datagrams. */
  path: FragmentPathRecord
  place: string
  /** Interface to capture on and what the same datagrams looked like elsewhere. */
  tapName: string
  elsewhere: { place: string; datagrams: number; tailFirst: number }[]
  /** Chance that order had no part in it (Fisher, one-sided); 1 without a comparison. */
  chance: number
  /** Packets that needed no fragmentation, between the same hosts, and how many were answered. */
  whole: { asked: number; answered: number }
  pathMtu: OctetCount
  overhead: OctetCount
  safeInnerMtu: OctetCount
  /** Largest inner packet that had to be fragmented; 0: unknown. */
  largestInner: OctetCount
  /** Percent. */
  goodputCost: number
  reorder: Nanos
}
