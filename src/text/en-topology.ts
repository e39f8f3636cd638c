/** What the Topology screen says. */
import type { HostKind } from '../../workers/model/topology'

const kind: Record<HostKind, string> = { node: 'node', pod: 'pod', host: 'host' }

interface Ends {
  capture: string
  reference: string
}

export const topology = {
  title: 'Topology',
  lead: 'Drawn from the captures: what is behind a node is what speaks out of its tunnel, and what only a side-car places there. What several taps saw counts once.',
  unknown:
    'This case was kept by an earlier version, which drew no topology. Drop its files again.',
  none: 'No two hosts talk to each other in these captures.',
  map: 'Map of nodes, pods and tunnels',
  kind,
  box: (kindName: string, address: string, pods: number) =>
    pods === 0 ? `${kindName} ${address}` : `${kindName} ${address}, ${pods} behind it`,
  more: (count: string) => `and ${count} more`,
  left: (count: string) =>
    `${count} more hosts have no room on the map; their ways stand in the table.`,
  beyond: (count: string) => `${count} more hosts and ways are beyond what is kept.`,
  only: (address: string) => `Only ways of ${address} and what is behind it.`,
  showAll: 'Show all',
  from: 'From',
  to: 'To',
  tunnel: 'Tunnel',
  packets: 'Packets',
  loss: 'Loss',
  rtt: 'Shortest round trip',
  ways: 'Ways',
  delivered: 'Largest delivered, octets',
  atMostHint: 'The largest that was seen; a tunnel does not say what of it arrived.',
  smallestLost: 'Smallest lost, octets',
  saved: {
    lost: 'Lost',
    segments: 'Segments',
    repeated: 'Sent again',
    rttMs: 'Shortest round trip, ms',
    pings: 'Pings',
    unanswered: 'Pings without answer',
  },
  lost: (lost: string, of: string) => `${lost} lost of ${of}`,
  repeated: (repeated: string, of: string) => `${repeated} of ${of} segments sent again`,
  unanswered: (unanswered: string, of: string) => `${unanswered} of ${of} pings without answer`,
  noneLost: 'none between the taps',
  /** Of a pod that only a side-car places: it sent nothing, or nothing that tells its node. */
  silent: 'silent',
  silentHint: 'it sent nothing that was captured; a side-car places it here',
  placed: 'by side-car',
  placedHint: 'its packets do not tell its node; a side-car places it here',
  legend: {
    name: 'Legend of the map',
    node: 'node, with the pods behind its tunnel',
    host: 'host or pod of its own',
    unseen: 'seen in no packet; a side-car names it',
    tunnel: 'packets in a tunnel',
    direct: 'packets in no tunnel',
    lossy: 'much is lost on the way',
    width: 'Lines: the thicker, the more packets; their number stands at the line.',
    vni: 'Number beside a pod: VNI it sends with.',
  },
  unseen: (kindName: string) => `${kindName}, seen in no packet`,
  places: {
    title: 'Where pods live',
    lead: 'Observed: the narrowest prefix around addresses that speak out of this node’s tunnels, and of no other node’s. The cluster may give the node more.',
    node: 'Node',
    prefixes: 'Observed pod prefixes',
    pods: 'Pods',
    identities: 'Identities (VNI of the sender)',
    restsOn: (pods: readonly string[], total: string) =>
      `rests on ${total}: ${pods.slice(0, 3).join(', ')}${pods.length > 3 ? ' …' : ''}`,
    moved: (count: string) => `moved here: ${count}`,
    disputed: (count: string) => `at several nodes: ${count}`,
    others: (count: string) => `not pods: ${count}`,
  },
  clocks: 'Clocks of the captures',
  clock: ({ capture, reference }: Ends, by: string, ahead: boolean) =>
    `${capture} is ${by} ${ahead ? 'ahead of' : 'behind'} ${reference}`,
  drift: (ppm: string) => `, and gains ${ppm} ppm`,
  clockRefused: ({ capture, reference }: Ends, why: string) =>
    `${capture} and ${reference} cannot be compared: ${why}`,
  compared: (pairs: string) => `${pairs} pairs of the same packet compared`,
}
