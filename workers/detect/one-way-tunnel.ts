/**
 * A tunnel of which one direction is missing: datagrams leave one node and never arrive at the
 * other, or nothing ever comes back, although the capture sees other packets that way. The sign of
 * a filter that knows the tunnel's port in one direction only.
 *
 * Known innocents: captures of one direction, answers that come another way, traffic that asks for
 * no answer, and a single pod that is silent.
 */
import { MAX_FINDINGS_PER_DETECTOR } from '../limits/limits'
import type { Confidence, Severity } from '../model/finding'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { OneWayTunnelFacts } from './facts/one-way-tunnel'
import { count, formatList } from './format'
import { greatest, least } from './grouping'
import { OneWayTaps } from './one-way'
import { type OneWayLimits, OneWayTunnels } from './one-way-tunnels'
import { TunnelWayLog } from './tunnel-way-log'
import { Places } from './way'
import { drawOneWayTunnel, oneWayTunnelMetrics, sayOneWayTunnel } from './wording/one-way-tunnel'

const params = {
  minPackets: { value: 10, meaning: 'packets in the direction that is there' },
  minTargets: {
    value: 2,
    meaning: 'inner hosts asked in vain, where only one end of the tunnel was captured',
  },
} as const

export default defineDetector({
  id: 'one-way-tunnel',
  version: 1,
  title: 'Tunnel in one direction',
  looksAt: 'Packets of each tunnel by direction, at the taps where both should be seen.',
  params,

  start(limits, report) {
    const places = new Places()
    const log = new TunnelWayLog()
    const tunnels = new OneWayTunnels()
    const oneWay = new OneWayTaps()
    let pairs = 0
    return {
      capture: (record) => places.add(record),
      hostPair(record) {
        if (record.tunnel) pairs++
        log.hostPair(record)
        tunnels.hostPair(record)
      },
      tunnelWay: (record) => log.add(record),
      conn(record) {
        oneWay.conn(record)
        log.conn(record)
        tunnels.conn(record)
      },
      echoPath(record) {
        oneWay.echoPath(record)
        tunnels.echoPath(record)
      },
      end() {
        const found = tunnels.found(limits, log, places, oneWay)
        for (const facts of found.slice(0, MAX_FINDINGS_PER_DETECTOR)) {
          report(reportOf(facts, limits))
        }
      },
      uncounted: () => tunnels.turnedAway,
      silence: () =>
        pairs === 0
          ? 'No tunnels between nodes.'
          : `${count(pairs, 'tunnel')} between two nodes; none lacks a direction that should be seen.`,
    }
  },
})

function gravityOf({ missing, farPackets, plainBack }: OneWayTunnelFacts): [Severity, Confidence] {
  if (missing === 'arrival') return ['critical', farPackets > 1 ? 'certain' : 'likely']
  return ['warning', plainBack > 0 ? 'likely' : 'possible']
}

function reportOf(facts: OneWayTunnelFacts, limits: OneWayLimits): Report {
  const { tunnel, ways, packets } = facts
  const [severity, confidence] = gravityOf(facts)
  const evidence = new EvidenceList()
  for (const { capture, src, dst, first } of ways) {
    for (const { frame, time } of first) {
      evidence.add(capture, frame, time, 'to the tunnel', `${src} → ${dst}`)
    }
  }
  evidence.countAtLeast(packets)
  const distinct = (texts: readonly string[]) => formatList([...new Set(texts)], 10)
  return {
    ...sayOneWayTunnel(facts, limits),
    key: `${tunnel.kind} ${String(tunnel.udpPort)} ${tunnel.src} ${tunnel.dst}`,
    severity,
    confidence,
    metrics: oneWayTunnelMetrics(facts),
    entities: {
      from: distinct(ways.map(({ src }) => src)),
      to: distinct(ways.map(({ dst }) => dst)),
      tunnel: tunnel.kind,
      tunnelFrom: tunnel.src,
      tunnelTo: tunnel.dst,
    },
    capture: ways[0]?.capture ?? 0,
    time: ways.length === 0 ? 0 : least(ways.map(({ firstTime }) => firstTime)),
    until: greatest(ways.map(({ lastTime }) => lastTime)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: filterOf(facts),
    figures: [drawOneWayTunnel(facts)],
  }
}

function filterOf({ tunnel: { src, dst, udpPort } }: OneWayTunnelFacts): string {
  const ip = src.includes(':') ? 'ipv6' : 'ip'
  const port = udpPort > 0 ? ` && udp.dstport == ${String(udpPort)}` : ''
  return `${ip}.addr == ${src} && ${ip}.addr == ${dst}${port}`
}
