/** What the text forms of `hubble observe` have in common: the words of one event. */
import type { FactSink } from './facts'
import { reasonOfText } from './drop-reasons'
import { endpointOf, integerOf, nameOf } from './values'
import { identityNamed } from '../model/cilium-identity'

export const VERDICTS: ReadonlySet<string> = new Set([
  ...['FORWARDED', 'DROPPED', 'ERROR', 'AUDIT', 'AUDITED', 'REDIRECTED', 'TRACED', 'TRANSLATED'],
  ...['ALLOWED', 'DENIED'],
])

export interface EventWords {
  time: string
  node: string
  /** `10.0.0.1:80`, `shop/orders-0:80`; and `ID:4402` or the name of a reserved identity. */
  src: string
  srcId: string
  dst: string
  dstId: string
  /** A reason, a trace point, or `policy-verdict:…`. */
  type: string
  verdict: string
  /** `TCP Flags: SYN`, `UDP`, … */
  summary: string
}

export function takeEvent(words: EventWords, facts: FactSink): void {
  const { verdict, type } = words
  if (!VERDICTS.has(verdict) || words.src === '' || words.dst === '') {
    facts.notUnderstood++
    return
  }
  facts.entries++
  if (verdict !== 'DROPPED' && verdict !== 'DENIED') return
  const src = endpointOf(words.src)
  const dst = endpointOf(words.dst)
  const byVerdict = type.startsWith('policy-verdict')
  const reason = reasonOfText(byVerdict ? 'Policy denied' : type)
  facts.addDrop({
    ...{ code: reason.code, reason: nameOf(reason.text), proto: protocolOf(words.summary) },
    ...{ src: src.host, srcPort: src.port, dst: dst.host, dstPort: dst.port },
    srcIdentity: identityOf(words.srcId),
    dstIdentity: identityOf(words.dstId),
    ...{ endpoint: -1, source: '', node: nameOf(words.node), time: nameOf(words.time) },
    verdict: byVerdict,
  })
}

function protocolOf(summary: string): string {
  const [word = ''] = summary.split(/[ :]/, 1)
  return /^[A-Za-z\d]{2,8}$/.test(word) ? word.toLowerCase() : ''
}

function identityOf(text: string): number {
  const number = integerOf(text.replace(/^ID:/, ''))
  return number >= 0 ? number : identityNamed(text)
}
