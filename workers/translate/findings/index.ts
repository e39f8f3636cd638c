/** What each detector says, in simplified Chinese: its own entries, then those that several share. */
import type { Finding } from '../../model/finding'
import type { Language } from '../../model/language'
import { saidFinding } from '../../model/said-finding'
import { Catalogue, type Entry, type Translated } from '../catalogue'
import { FRAGMENT_ORDER } from './zh-fragment-order'
import { LOST_IN_NODE } from './zh-lost-in-node'
import { MTU_BLACK_HOLE } from './zh-mtu-black-hole'
import { MTU_ICMP_IGNORED } from './zh-mtu-icmp-ignored'
import { PACKET_LOSS } from './zh-packet-loss'
import { ROLES, SHARED } from './zh-shared'
import { SIDECAR_CONTRADICTION } from './zh-sidecar-contradiction'
import { TUNNEL_MISDELIVERY } from './zh-tunnel-misdelivery'
import { TUNNEL_SIZE_DROP } from './zh-tunnel-size-drop'

/** By detector. */
const ENTRIES: Readonly<Record<string, readonly Entry[]>> = {
  'fragment-order': FRAGMENT_ORDER,
  'lost-in-node': LOST_IN_NODE,
  'mtu-black-hole': MTU_BLACK_HOLE,
  'mtu-icmp-ignored': MTU_ICMP_IGNORED,
  'packet-loss': PACKET_LOSS,
  'sidecar-contradiction': SIDECAR_CONTRADICTION,
  'tunnel-misdelivery': TUNNEL_MISDELIVERY,
  'tunnel-size-drop': TUNNEL_SIZE_DROP,
}

/** Detectors that speak Chinese. */
export const TRANSLATED: readonly string[] = Object.keys(ENTRIES)

export const entriesOf = (detector: string): readonly Entry[] => [
  ...(ENTRIES[detector] ?? []),
  ...SHARED,
]

const OTHERS = new Catalogue(SHARED)
const CATALOGUES = new Map(TRANSLATED.map((id) => [id, new Catalogue(entriesOf(id))]))

const inChinese = (detector: string, sentence: string): Translated =>
  (CATALOGUES.get(detector) ?? OTHERS).paragraph(sentence)

/** A sentence, or a paragraph, of a finding; what is not known stays English. */
export function findingInChinese(detector: string, sentence: string): string {
  return inChinese(detector, sentence).said
}

/** What the role of an entity is called: `from`, `to`. */
export const roleInChinese = (role: string): string => ROLES[role] ?? role

/** A finding in one language. */
export interface ToldFinding {
  finding: Finding
  /** False: something in it could be said in English only. */
  whole: boolean
}

export function tellFinding(language: Language, finding: Finding): ToldFinding {
  if (language === 'en') return { finding, whole: true }
  let whole = true
  const told = saidFinding(finding, (sentence) => {
    const translated = inChinese(finding.detector, sentence)
    // Addresses, names and numbers are what they are in every language.
    if (!translated.whole && ENGLISH.test(sentence)) whole = false
    return translated.said
  })
  return { finding: told, whole }
}

/** Two words, and not names of anything. */
const ENGLISH = /(?<![\w.:/-])[a-z]{2,} [a-z]{2,}(?![\w.:/-])/
