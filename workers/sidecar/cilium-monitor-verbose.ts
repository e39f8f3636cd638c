/**
 * `cilium-dbg monitor --type drop -v`, and `-vv`: events between rules of dashes, each a line
 * `CPU … DROP …` and the packet, layer by layer as gopacket prints it, before or behind it.
 */
import type { FactSink, SidecarFormat } from './facts'
import { reasonOfText } from './drop-reasons'
import { isNoise, linesOf } from './lines'
import { addressOf, integerOf, nameOf, portOf } from './values'

const RULE = /^-{20,}$/
const DROP = /^CPU \d+: MARK 0x[\da-f]+ FROM (\d+) DROP: \d+ bytes, reason (.{1,400})$/
const LAYER = /^(Ethernet|IPv4|IPv6|TCP|UDP|SCTP|ICMPv4|ICMPv6|ARP|DNS|VXLAN|Payload)\s+\{/
/** Longer ones hold payload that is not looked at. */
const MAX_EVENT = 4000

export const ciliumMonitorVerbose: SidecarFormat = {
  title: 'cilium-dbg monitor --type drop -v',
  recognise: (head) => head.some((line) => DROP.test(line.slice(0, MAX_EVENT))),

  parse(text, facts) {
    let event = newEvent()
    for (const whole of linesOf(text)) {
      const line = whole.slice(0, MAX_EVENT)
      if (RULE.test(line)) {
        keep(event, facts)
        event = newEvent()
      } else if (!event.take(line) && !isNoise(line)) facts.notUnderstood++
    }
    keep(event, facts)
  },
}

interface Event {
  drop: { endpoint: number; reason: string } | null
  fields: Map<string, string>
  proto: string
  take(line: string): boolean
}

function newEvent(): Event {
  return {
    drop: null,
    fields: new Map(),
    proto: '',
    take(line) {
      const drop = DROP.exec(line)
      const layer = LAYER.exec(line)?.[1]
      if (drop !== null) this.drop = { endpoint: integerOf(drop[1] ?? ''), reason: drop[2] ?? '' }
      else if (layer !== undefined) {
        if (/^(?:TCP|UDP|SCTP|ICMP)/.test(layer)) this.proto = layer.toLowerCase()
        for (const [, name = '', value = ''] of line.matchAll(/ (\w{1,20})=(\S{1,60})/g)) {
          // The innermost packet of a tunnel would come later: the outer one was dropped.
          if (!this.fields.has(name)) this.fields.set(name, value)
        }
      } else return /^(?:xx drop|->|<-|\s|[\da-f]{8} )/.test(line)
      return true
    },
  }
}

function keep({ drop, fields, proto }: Event, facts: FactSink): void {
  if (drop === null) return
  const src = addressOf(fields.get('SrcIP') ?? '')
  const dst = addressOf(fields.get('DstIP') ?? '')
  if (src === '' || dst === '') {
    facts.notUnderstood++
    return
  }
  facts.entries++
  const ids = /, identity (\d+)->(\d+)/.exec(drop.reason)
  const reason = reasonOfText(drop.reason.replace(/, (?:to ifindex|identity|file|, ).*$/, ''))
  facts.addDrop({
    ...{ code: reason.code, reason: nameOf(reason.text), proto, src, dst },
    srcPort: numberedPort(fields.get('SrcPort')),
    dstPort: numberedPort(fields.get('DstPort')),
    srcIdentity: integerOf(ids?.[1] ?? ''),
    dstIdentity: integerOf(ids?.[2] ?? ''),
    endpoint: drop.endpoint,
    source: nameOf(/ file ([\w./-]{1,60}:\d{1,6})/.exec(drop.reason)?.[1] ?? ''),
    ...{ node: '', time: '', verdict: false },
  })
}

/** gopacket adds the name of a known port: `80(http)`. */
function numberedPort(text = ''): number {
  return portOf(/^\d{1,5}/.exec(text)?.[0] ?? '')
}
