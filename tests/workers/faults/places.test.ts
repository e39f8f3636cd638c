/** Faults of places, of devices between them and of the capturing itself: as in `injected.test.ts`. */
import { describe, expect, it } from 'vitest'
import { only } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import { talk } from '../../../workers/forge/talk'
import type { QualityKind } from '../../../workers/model/quality'
import { fileOf } from '../../support/analyse'
import type { Cluster } from './cluster'
import { atBoth, atFar, type Injected, judge, LONG, seedsOf } from './injected'
import { astray, damaged, forgotten, mixed, stepped, thinned, translated } from './observed'

/** Hosts of two nodes talk outside of the tunnel. */
function talkOfHosts({ scene, near, far }: Cluster): void {
  for (let at = 3; at < 60; at += 8) {
    talk(scene, {
      ...{ client: near.host(), server: far.host(), serverPort: 30_170 },
      start: at * 1e9,
      exchanges: [httpExchange({ octets: 4000 })],
    })
  }
}

const TEXT = (captured: number, lost: number) =>
  fileOf(
    new TextEncoder().encode(
      `${String(captured)} packets captured\n${String(captured + lost)} packets received by filter\n${String(lost)} packets dropped by kernel\n`,
    ),
    'tcpdump.log',
  )

const INJECTED: (Injected & { lacks?: QualityKind })[] = [
  {
    name: 'address translation between two captures',
    needs: { ipv4: true },
    finding: ['nat-pairs', 'note'],
    faults: (made) => {
      talkOfHosts(made)
      return []
    },
    captures: ({ near, far, capture, random }) => {
      const service = { address: `203.0.113.${String(random.integer(1, 250))}`, port: 443 }
      const real = { address: far.address, port: 30_170 }
      return [capture(translated(near.frames(), real, service)), capture(far.frames())]
    },
  },
  {
    name: 'packets that a tunnel brings to the wrong node',
    needs: { ipv4: true },
    finding: ['tunnel-misdelivery', 'critical'],
    faults: ({ scene, random, near, far }) => {
      const third = scene.node({ address: far.address.replace(/\d+$/, '254') })
      const lost = third.pod('192.168.240.9', { vni: random.integer(256, 60_000) })
      const [client, other] = [near.pod('192.168.241.1'), far.pod('192.168.242.1')]
      for (let at = 4; at < 60; at += 11) {
        talk(scene, { client, server: lost, start: at * 1e9, patience: 9e9 })
        const exchanges = [httpExchange({ octets: 900 })]
        talk(scene, { client: other, server: lost, start: (at + 1) * 1e9, exchanges })
      }
      return [only(({ from, to }) => from === near && to === third, astray(far))]
    },
    captures: atFar,
  },
  {
    name: 'octets that change on the way',
    needs: { ipv4: true, whole: true },
    finding: ['checksum-errors', 'warning'],
    faults: () => [damaged(0.05)],
    captures: atFar,
  },
  {
    name: 'a device that forgets what is silent',
    needs: { ipv4: true },
    finding: ['idle-reset', 'warning'],
    captures: ({ near, capture, random }) => {
      const ends = { client: near.address, server: '198.51.100.7' }
      return [
        capture(mixed(near.frames(), forgotten(ends, random.integer(12_000, 40_000), random))),
      ]
    },
  },
  {
    name: 'a clock that is set back while capturing',
    finding: null,
    lacks: 'clock-steps',
    captures: ({ far, capture, random }) => [
      capture(stepped(far.frames(), 40e9, random.integer(200, 4000) * 1e6)),
    ],
  },
  {
    name: 'a capture that loses packets',
    finding: null,
    lacks: 'dropped',
    captures: ({ far, capture, random }) => {
      const [all, kept] = [far.frames(), thinned(far.frames(), random, 0.03)]
      return [capture(kept), TEXT(kept.length, all.length - kept.length)]
    },
  },
  {
    name: 'a capture that loses packets and does not say so',
    finding: null,
    lacks: 'missed',
    captures: ({ far, capture, random }) => [capture(thinned(far.frames(), random, 0.03))],
  },
  {
    name: 'two captures that lose packets and do not say so',
    finding: null,
    lacks: 'missed',
    captures: ({ near, far, capture, random }) => [
      capture(near.frames()),
      capture(thinned(far.frames(), random, 0.02)),
    ],
  },
  {
    name: 'two captures of which one loses packets',
    finding: null,
    lacks: 'dropped',
    captures: ({ near, far, capture, random }) => {
      const [all, kept] = [far.frames(), thinned(far.frames(), random, 0.03)]
      return [capture(near.frames()), capture(kept), TEXT(kept.length, all.length - kept.length)]
    },
  },
  {
    name: 'hosts that talk beside a tunnel, seen at both ends',
    finding: null,
    faults: (made) => {
      talkOfHosts(made)
      return []
    },
    captures: atBoth,
  },
]

describe.each(INJECTED)('$name', (injected) => {
  it.each(seedsOf(injected.name))('is told for what it is, cluster %d', LONG, async (seed) => {
    const { result } = await judge(seed, injected)
    const { lacks } = injected
    const kinds = result.quality?.map(({ kind }) => kind) ?? []
    expect(kinds.filter((kind) => kind === lacks).length).toBe(lacks === undefined ? 0 : 1)
  })
})
