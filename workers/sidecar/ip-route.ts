/** `ip route`, also `ip -6 route`, `ip route show table all`, `ip route get`, and `ip -j route`. */
import type { FactSink, SidecarFormat } from './facts'
import { listOf, numberOf, objectOf, objectsOf, within, wordOf, type Json } from './json'
import { isNoise, linesOf } from './lines'
import type { RouteFact } from '../model/sidecar'
import { addressOf, integerOf, nameOf, prefixOf, type Prefix } from './values'

const KINDS = 'unicast|local|broadcast|multicast|anycast|blackhole|unreachable|prohibit|throw'
const LINE = new RegExp(
  `^(?:(${KINDS}) )?(default|[\\da-fA-F.:]+(?:/\\d{1,3})?)(?= (?:via|dev|proto|scope|metric|src|from|table|nhid)\\b)(.*)$`,
)
const MORE = /^\s+(?:nexthop|cache)\b/

type Route = Omit<RouteFact, 'file'>

export const ipRoute: SidecarFormat = {
  title: 'ip route',
  recognise(head) {
    const start = head.join('\n')
    if (/^\s*\[\s*\{/.test(start)) return start.includes('"dst"') && start.includes('"dev"')
    return head.some((line) => LINE.test(line) && / (?:dev|via) /.test(line))
  },

  parse(text, facts) {
    if (/^\s*\[/.test(text)) {
      for (const object of objectsOf(text)) takeObject(objectOf(object), facts)
      return
    }
    let route: Route | null = null
    for (const line of linesOf(text)) {
      const [, kind = '', destination = '', about = ''] = LINE.exec(line) ?? []
      const prefix = destinationOf(destination, about)
      if (prefix !== null) {
        if (route !== null) facts.add('routes', route)
        route = take(prefix, kind, about, facts)
      } else if (MORE.test(line)) {
        if (route?.mtu === -1) route.mtu = mtuOf(line)
      } else if (!isNoise(line)) facts.notUnderstood++
    }
    if (route !== null) facts.add('routes', route)
  },
}

/** `default` is of the family of its gateway. */
function destinationOf(text: string, about: string): Prefix | null {
  if (text !== 'default') return prefixOf(text)
  return { base: / via [\da-fA-F]*:/.test(about) ? '::' : '0.0.0.0', length: 0 }
}

const ELSEWHERE: ReadonlySet<string> = new Set(['local', 'broadcast', 'multicast', 'anycast'])

/** Null: its packets do not leave the node. */
function take(prefix: Prefix, kind: string, about: string, facts: FactSink): Route | null {
  facts.entries++
  if (ELSEWHERE.has(kind)) return null
  const word = (name: string) => new RegExp(` ${name} (?:inet6? )?(\\S+)`).exec(about)?.[1] ?? ''
  const device = nameOf(word('dev'))
  return { ...prefix, via: addressOf(word('via')), device, mtu: mtuOf(about) }
}

const mtuOf = (about: string) => integerOf(/ mtu (?:lock )?(\d{1,9})/.exec(about)?.[1] ?? '')

function takeObject(object: Json, facts: FactSink): void {
  const via = addressOf(wordOf(object, 'gateway'))
  const destination = wordOf(object, 'dst')
  const prefix = destinationOf(destination, via.includes(':') ? ` via ${via}` : '')
  if (prefix === null) {
    facts.notUnderstood++
    return
  }
  facts.entries++
  if (ELSEWHERE.has(wordOf(object, 'type'))) return
  const metrics = listOf(object['metrics']).map(objectOf)
  const mtu = [within(object, 'metrics'), ...metrics].map((each) => numberOf(each, 'mtu'))
  facts.add('routes', { ...prefix, via, device: wordOf(object, 'dev'), mtu: Math.max(...mtu) })
}
