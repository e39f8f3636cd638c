/** `cilium-dbg monitor -o json`: one object a line; drops, and the live feed of names of the agent. */
import type { FactSink, SidecarFormat } from './facts'
import { reasonOfText } from './drop-reasons'
import { numberOf, objectsOf, within, wordOf, type Json } from './json'
import { isNoise, linesOf } from './lines'
import { addressOf, nameOf, portOf, prefixOf } from './values'

/** Names of the datapath's source files by number, `bpf/source_names_to_ids.h` of Cilium 1.19. */
const SOURCES: Readonly<Record<number, string>> = {
  ...{ 1: 'bpf_host.c', 2: 'bpf_lxc.c', 3: 'bpf_overlay.c', 4: 'bpf_xdp.c', 5: 'bpf_sock.c' },
  ...{ 6: 'bpf_network.c', 7: 'bpf_wireguard.c', 101: 'drop.h', 102: 'srv6.h', 103: 'icmp6.h' },
  ...{ 104: 'nodeport.h', 105: 'lb.h', 106: 'mcast.h', 107: 'ipv4.h', 108: 'conntrack.h' },
  ...{ 109: 'local_delivery.h', 110: 'trace.h', 111: 'encap.h', 112: 'host_firewall.h' },
  ...{ 113: 'nodeport_egress.h', 114: 'ipv6.h', 115: 'classifiers.h' },
}

const EVENT = /^\{.*"type":"(?:drop|trace|agent|debug|capture|policy-verdict|l7|trace-sock)"/

export const ciliumMonitorJson: SidecarFormat = {
  title: 'cilium-dbg monitor -o json',
  recognise: (head) => head.some((line) => EVENT.test(line) && !line.startsWith('{"flow"')),

  parse(text, facts) {
    const plain = [...linesOf(text)].filter((line) => !isNoise(line)).join('\n')
    for (const object of objectsOf(plain)) {
      const type = object === undefined ? '' : wordOf(object, 'type')
      if (object === undefined || type === '') facts.notUnderstood++
      else if (type === 'drop') takeDrop(object, facts)
      else {
        facts.entries++
        if (type === 'agent') takeAgent(object, facts)
      }
    }
  },
}

function takeDrop(object: Json, facts: FactSink): void {
  const summary = within(object, 'summary')
  const l3 = within(summary, 'l3')
  const l4 = within(summary, 'l4')
  const src = addressOf(wordOf(l3, 'src'))
  const dst = addressOf(wordOf(l3, 'dst'))
  if (src === '' || dst === '') {
    facts.notUnderstood++
    return
  }
  facts.entries++
  const reason = reasonOfText(wordOf(object, 'reason'))
  const proto = ['tcp', 'udp', 'sctp', 'icmpv4', 'icmpv6'].find((name) => name in summary) ?? ''
  const file = SOURCES[numberOf(object, 'File')]
  const line = numberOf(object, 'Line')
  facts.addDrop({
    ...{ code: reason.code, reason: nameOf(reason.text), proto, src, dst },
    srcPort: portOf(wordOf(l4, 'src')),
    dstPort: portOf(wordOf(l4, 'dst')),
    srcIdentity: numberOf(object, 'srcLabel'),
    dstIdentity: numberOf(object, 'dstLabel'),
    endpoint: numberOf(object, 'source'),
    source: file === undefined || line < 0 ? '' : `${file}:${String(line)}`,
    ...{ node: '', time: '', verdict: false },
  })
}

/** `ipcache upserted` names the identity, the node and the pod of an address. */
function takeAgent(object: Json, facts: FactSink): void {
  const message = within(object, 'message')
  const prefix = prefixOf(wordOf(message, 'cidr'))
  if (prefix === null || !wordOf(object, 'subtype').includes('upserted')) return
  const node = addressOf(wordOf(message, 'host-ip'))
  facts.add('tunnels', { ...prefix, lengthTold: true, node, identity: numberOf(message, 'id') })
  const name = wordOf(message, 'pod-name')
  if (name === '') return
  const namespace = wordOf(message, 'namespace')
  facts.add('pods', { address: prefix.base, name, namespace, node: '' })
}
