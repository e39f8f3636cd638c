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
import { oneDirection, skewed, twice } from '../../../workers/forge/observe'
import { ping } from '../../../workers/forge/ping'
import { talk } from '../../../workers/forge/talk'
import { atBoth, atFar, atNear, type Injected, judge, LONG, SEEDS } from './injected'

const inTunnel = ({ octets, inner }: Parcel) => octets !== inner
const isSegment = ({ inner }: { inner: Uint8Array }) => inner[9] === 6

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
      ping(scene, { from, to, payload: 1472, count: 5, start: 1e9 })
      ping(scene, { from: to, to: from, payload: 1472, count: 5, start: 2e9 })
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
    faults: ({ random, far, podMtu }) => {
      Object.assign(far, { reassembly: 'head-first' })
      return [fragmentAt(random.integer(podMtu - 200, podMtu)), towards(far, tailFirst(0.85))]
    },
    captures: atFar,
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
  it.each(SEEDS)('is told for what it is, cluster %d', LONG, async (seed) => {
    await judge(seed, injected)
  })
})
