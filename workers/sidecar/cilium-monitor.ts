/**
 * `cilium-dbg monitor --type drop`, one line an event, and what other events it prints. It tells no
 * time. Layout of Cilium 1.19, `pkg/monitor/dissect.go` and `datapath_drop.go`; older versions leave
 * out the hash of the flow, the interface or the line of the source.
 */
import type { FactSink, SidecarFormat } from './facts'
import { reasonOfText } from './drop-reasons'
import { isNoise, linesOf } from './lines'
import { endpointOf, integerOf, nameOf } from './values'
import { identityNamed } from '../model/cilium-identity'

const DROP = 'xx drop ('
/** Any other event of the monitor. */
const OTHER = /^(?:-> |<- |Policy verdict log: |>> |\[|CPU \d|: )/
/** Longer lines are none: the events are about 200 characters. */
const MAX_EVENT = 2000

export const ciliumMonitor: SidecarFormat = {
  title: 'cilium-dbg monitor --type drop',
  recognise: (head) =>
    head.some((line) => line.startsWith(DROP) && line.includes('identity ')) ||
    // Nothing was dropped while it ran.
    (head.some((line) => line.startsWith('Listening for events on ')) && head.every(isNoise)),

  parse(text, facts) {
    for (const line of linesOf(text)) {
      if (line.startsWith(DROP)) take(line.slice(0, MAX_EVENT), facts)
      else if (OTHER.test(line)) facts.entries++
      else if (!isNoise(line)) facts.notUnderstood++
    }
  },
}

function take(line: string, facts: FactSink): void {
  const flowAt = line.indexOf('identity ')
  const ends = /: (\S+) -> (\S+)(?: (\w+))?(?: ([A-Za-z, ]{1,60}))?$/.exec(line.slice(flowAt))
  const about = flowAt < 0 ? '' : line.slice(DROP.length, flowAt)
  // The reason may hold brackets of its own: it ends before what always follows it.
  const reasonEnd = Math.max(about.lastIndexOf(') flow '), about.lastIndexOf(') to endpoint '))
  const ids = /^identity ([^\s>]{1,80})->([^\s:]{1,80})/.exec(line.slice(flowAt))
  if (ends === null || ids === null || reasonEnd < 0) {
    facts.notUnderstood++
    return
  }
  facts.entries++
  const proto = (ends[3] ?? '').toLowerCase()
  const withPort = /^(?:tcp|udp|sctp)$/.test(proto)
  const src = endpointOf(ends[1] ?? '', withPort)
  const dst = endpointOf(ends[2] ?? '', withPort)
  const reason = reasonOfText(about.slice(0, reasonEnd))
  facts.addDrop({
    ...{ code: reason.code, reason: nameOf(reason.text), proto: nameOf(proto) },
    ...{ src: src.host, srcPort: src.port, dst: dst.host, dstPort: dst.port },
    srcIdentity: identityOf(ids[1] ?? ''),
    dstIdentity: identityOf(ids[2] ?? ''),
    endpoint: integerOf(/ to endpoint (\d+)/.exec(about)?.[1] ?? ''),
    source: nameOf(/ file ([\w./-]{1,60}:\d{1,6})/.exec(about)?.[1] ?? ''),
    ...{ node: '', time: '', verdict: false },
  })
}

function identityOf(text: string): number {
  const number = integerOf(text)
  return number >= 0 ? number : identityNamed(text)
}
