/** Each fault, put into healthy traffic, raises its finding and nothing else above a note. */
import { describe, it } from 'vitest'
import {
  during,
  dropAbove,
  fragmentAt,
  hold,
  lose,
  only,
  onSyn,
  sometimes,
  tailFirst,
  towards,
  type Parcel,
} from '../../../workers/forge/faults'
import { merged, oneDirection, skewed, twice } from '../../../workers/forge/observe'
import { ping } from '../../../workers/forge/ping'
import { talk } from '../../../workers/forge/talk'
import { mixed } from './observed'
import { atBoth, atFar, atNear, type Injected, judge, LONG, seedsOf } from './injected'

const inTunnel = ({ octets, inner }: Parcel) => octets !== inner
/** TCP over IPv4 or IPv6. */
const isSegment = ({ inner }: Parcel) => ((inner[0] ?? 0) >>> 4 === 4 ? inner[9] : inner[6]) === 6
/** DNS that comes from its server. */
const isAnswer = ({ inner }: Parcel) => {
  const at = (inner[0] ?? 0) >>> 4 === 4 ? 20 : 40
  return inner[at === 20 ? 9 : 6] === 17 && inner[at] === 0 && inner[at + 1] === 53
}

const INJECTED: Injected[] = [
  { name: 'nothing', finding: null, captures: atFar },
  { name: 'nothing, seen at both ends', finding: null, captures: atBoth },
  {
    name: 'a limit that nobody tells of',
    finding: ['mtu-black-hole', 'critical'],
    faults: ({ random, podMtu }) => [
      dropAbove(random.integer(podMtu - 300, podMtu - 20), { of: 'inner' }),
    ],
    captures: atFar,
  },
  {
    name: 'a limit on the tunnel alone',
    finding: ['tunnel-size-drop', 'critical'],
    faults: ({ scene, random, near, far, podMtu }) => {
      const [from, to] = [near.host(), far.host()]
      const payload = near.address.includes(':') ? 1452 : 1472 // 1500 with its headers
      ping(scene, { from, to, payload, count: 5, start: 1e9 })
      ping(scene, { from: to, to: from, payload, count: 5, start: 2e9 })
      const limit = random.integer(podMtu - 600, podMtu - 20)
      return [only(inTunnel, dropAbove(limit, { of: 'inner' }))]
    },
    captures: atFar,
  },
  {
    name: 'a tunnel that is filtered in one direction',
    finding: ['one-way-tunnel', 'critical'],
    faults: ({ scene, near, far }) => {
      ping(scene, { from: near.host(), to: far.host(), count: 5, start: 1e9 })
      const ends = { client: far.pod('192.168.254.1'), server: near.pod('192.168.253.1') }
      for (let at = 5; at < 60; at += 10) talk(scene, { ...ends, start: at * 1e9 })
      return [towards(far, only(inTunnel, lose()))]
    },
    captures: atBoth,
  },
  {
    name: 'tails that come first, at a receiver that wants heads first',
    finding: ['fragment-order', 'critical'],
    needs: { ipv4: true },
    faults: ({ random, far, podMtu }) => {
      Object.assign(far, { reassembly: 'head-first' })
      return [fragmentAt(random.integer(podMtu - 200, podMtu)), towards(far, tailFirst(0.85))]
    },
    captures: atFar,
  },
  {
    name: 'tails that come first, seen where whole packets are sent',
    finding: ['reassembly-timeout', 'warning'],
    needs: { ipv4: true },
    faults: ({ random, far, podMtu }) => {
      Object.assign(far, { reassembly: 'head-first' })
      return [fragmentAt(random.integer(podMtu - 200, podMtu)), towards(far, tailFirst(0.85))]
    },
    captures: atNear,
  },
  {
    name: 'answers of DNS that are late or lost',
    finding: ['dns-latency', 'warning'],
    faults: ({ random }) => [
      only(isAnswer, sometimes(0.2, hold(random.integer(200, 700) * 1e6), sometimes(0.1, lose()))),
    ],
    captures: atNear,
  },
  {
    name: 'SYNs held back or lost in bursts',
    finding: ['slow-handshake', 'warning'],
    faults: ({ random }) => [
      during(
        { period: 30e9, length: 9e9, start: 3e9 },
        onSyn(sometimes(0.7, hold(random.integer(300, 900) * 1e6), sometimes(0.5, lose()))),
      ),
    ],
    captures: atNear,
  },
  {
    name: 'segments lost at random',
    finding: ['packet-loss', 'warning'],
    faults: () => [only(isSegment, sometimes(0.04, lose()))],
    captures: atFar,
  },
  {
    name: 'packets lost between two captures',
    finding: ['packet-loss', 'warning'],
    faults: () => [only(isSegment, sometimes(0.04, lose()))],
    captures: atBoth,
  },
  {
    name: 'packets lost between two captures in one file',
    finding: ['packet-loss', 'warning'],
    faults: () => [only(isSegment, sometimes(0.04, lose()))],
    captures: ({ near, far, capture }) => [
      capture(merged(near.frames(), far.frames()), ['eth0', 'eth0']),
    ],
  },
  {
    name: 'nothing, seen at both ends and merged',
    finding: null,
    captures: ({ near, far, capture }) => [
      capture(merged(near.frames(), far.frames()), ['eth0', 'eth0']),
    ],
  },
  {
    name: 'nothing, seen at both ends as if they were one',
    finding: ['duplicate-capture', 'note'],
    captures: ({ near, far, capture }) => [capture(mixed(near.frames(), far.frames()))],
  },
  {
    name: 'every packet twice at both ends',
    finding: ['duplicate-capture', 'note'],
    captures: ({ near, far, capture }) => [
      capture(twice(near.frames())),
      capture(twice(far.frames())),
    ],
  },
  {
    name: 'packets lost between two captures that hold each of them twice',
    finding: ['packet-loss', 'warning'],
    faults: () => [only(isSegment, sometimes(0.04, lose()))],
    captures: ({ near, far, capture }) => [
      capture(twice(near.frames())),
      capture(twice(far.frames())),
    ],
  },
  {
    name: 'one direction that is not captured',
    finding: ['one-way-capture', 'note'],
    captures: ({ far, capture }) => [capture(oneDirection(far.frames(), 'sent'))],
  },
  {
    name: 'every packet twice',
    finding: ['duplicate-capture', 'note'],
    captures: ({ far, capture }) => [capture(twice(far.frames()))],
  },
  {
    name: 'clocks that differ and drift',
    finding: null,
    captures: ({ near, far, capture, random }) => [
      capture(near.frames()),
      capture(
        skewed(far.frames(), {
          offset: random.integer(-5_000, 5_000) * 1e6,
          ppm: random.integer(-80, 80),
        }),
      ),
    ],
  },
]

describe.each(INJECTED)('$name', (injected) => {
  it.each(seedsOf(injected.name))('is told for what it is, cluster %d', LONG, async (seed) => {
    await judge(seed, injected)
  })
})
