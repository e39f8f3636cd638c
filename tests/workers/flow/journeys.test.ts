import { describe, expect, it } from 'vitest'
import { lose, only, sometimes } from '../../../workers/forge/faults'
import type { Fault, Parcel } from '../../../workers/forge/faults'
import { anyInterface, merged, oneDirection, skewed, twice } from '../../../workers/forge/observe'
import { writePcap } from '../../../workers/forge/capture-writer'
import { writePcapng } from '../../../workers/forge/pcapng-writer'
import { httpExchange } from '../../../workers/forge/http'
import { talk } from '../../../workers/forge/talk'
import type { SeenFrame } from '../../../workers/forge/node'
import { captureOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'
import type { SceneOptions } from '../../../workers/forge/scene'
import {
  captureAt,
  journeysOf,
  lossOf,
  pcapOf,
  translated,
  twoNodes,
  type Translation,
} from '../../support/places'

/** Loses packets with data, and counts them. */
function losing(share: number) {
  const lost: Parcel[] = []
  const take: Fault = (parcels) => {
    lost.push(...parcels)
    return []
  }
  const large = (parcel: Parcel) => parcel.inner.length > 500
  return { lost, fault: only(large, sometimes(share, take)) }
}

const options: SceneOptions[] = [
  { seed: 31, tunnel: { kind: 'vxlan', port: 8472 } },
  { seed: 32, tunnel: { kind: 'geneve' } },
  { seed: 33, tunnel: { kind: 'none' } },
  { seed: 34, tunnel: { kind: 'ipip' }, hops: 2 },
]

describe('packets between two captures', () => {
  it.each(options)('tells exactly those that were lost on the way: $tunnel.kind', async (given) => {
    const { lost, fault } = losing(0.05)
    const { scene, near, far } = twoNodes(given, fault)
    const { passages } = await journeysOf(captureAt(near, scene), captureAt(far, scene))
    expect(lost.length).toBeGreaterThan(5)
    expect(lossOf(passages)).toBe(lost.length)
    const [back] = passages.filter((passage) => passage.lost > 0)
    expect(back?.from).toMatchObject({ capture: 1, src: '10.42.1.23', dst: '10.42.0.15' })
    expect(back?.to).toMatchObject({ capture: 0 })
    expect(back?.smallestLost).toBe(Math.min(...lost.map(({ inner }) => inner.length)))
    expect(back?.missed).toBe(0)
  })

  it('loses nothing where nothing is lost', async () => {
    const { scene, near, far } = twoNodes()
    const { passages } = await journeysOf(captureAt(near, scene), captureAt(far, scene))
    expect(passages).toHaveLength(2)
    for (const { lost, missed, sent, passed } of passages) {
      expect({ lost, missed, sent }).toEqual({ lost: 0, missed: 0, sent: passed })
      expect(sent).toBeGreaterThan(100)
    }
  })

  it('does not call lost what one capture failed to see', async () => {
    const { scene, near, far } = twoNodes()
    const seen = near.frames()
    const holes = seen.filter(({ outgoing, octets }, i) => outgoing || octets.length < 600 || i % 9)
    const missed = seen.length - holes.length
    const { passages } = await journeysOf(pcapOf(holes, scene), captureAt(far, scene))
    expect(missed).toBeGreaterThan(3)
    expect(lossOf(passages)).toBe(0)
    expect(passages.reduce((sum, passage) => sum + passage.missed, 0)).toBe(missed)
  })

  it('sees in one capture what another one failed to see', async () => {
    const { scene, near, far } = twoNodes()
    const bare = ({ octets, outgoing }: SeenFrame) => outgoing && octets.length < 120
    const holes = near.frames().filter((frame, i) => i < 9 || !bare(frame) || i % 9)
    const { passages } = await journeysOf(pcapOf(holes, scene), captureAt(far, scene))
    const missing = near.frames().length - holes.length
    expect(missing).toBeGreaterThan(3)
    expect(lossOf(passages)).toBe(0)
    expect(passages.reduce((sum, { unseen }) => sum + unseen, 0)).toBe(missing)
  })

  it('counts packets that stand twice in both captures once', async () => {
    const { lost, fault } = losing(0.05)
    const { scene, near, far } = twoNodes({ seed: 31 }, fault)
    const [plain, doubled] = await Promise.all([
      journeysOf(captureAt(near, scene), captureAt(far, scene)),
      journeysOf(pcapOf(twice(near.frames()), scene), pcapOf(twice(far.frames()), scene)),
    ])
    expect(lossOf(doubled.passages)).toBe(lost.length)
    const sentOf = ({ passages }: typeof plain) => passages.map(({ sent }) => sent)
    expect(sentOf(doubled)).toEqual(sentOf(plain))
    const half = await journeysOf(captureAt(near, scene), pcapOf(twice(far.frames()), scene))
    expect(lossOf(half.passages)).toBe(lost.length)
  })

  it('holds nothing against a tap that was not running', async () => {
    const { scene, near, far } = twoNodes()
    const begin = near.frames().filter(({ time }) => time < 0.7e9)
    const { passages } = await journeysOf(pcapOf(begin, scene), captureAt(far, scene))
    expect(lossOf(passages)).toBe(0)
  })
})

describe('answers that reach a translator and never come out of it', () => {
  const MILLISECOND = 1e6
  const EARLIER = -50_000

  /** The same conversation before and behind the translation; `lost`: its answers are not passed on. */
  function conversation(port: number, lost: boolean) {
    const spec = { server: '203.0.113.9', clientPort: port, clientIsn: port * 1000, start: port }
    const [inside, outside] = ['10.42.0.15', '192.0.2.1'].map((client) => {
      const script = new TcpScript({ ...spec, client, serverIsn: port * 2000 })
      if (!lost) {
        script.handshake()
        script.client({ length: 300 })
        script.server({ length: 900 })
        return script.frames
      }
      for (const after of [1, 1000, 2000]) {
        script.client({ flags: 'S', seq: 0, options: { mss: 1460 }, after })
        script.server({ flags: 'SA', seq: 0, ack: 1, options: { mss: 1460 } })
      }
      return script.frames
    })
    const isAnswer = (index: number) => (lost ? index % 2 === 1 : index === 1 || index === 4)
    const before = (inside ?? []).map(({ time, octets }, index) => ({
      octets,
      time: time + (isAnswer(index) ? -EARLIER : EARLIER) + MILLISECOND,
    }))
    const behind = (outside ?? []).map(({ time, octets }) => ({ octets, time: time + MILLISECOND }))
    return { before: lost ? before.filter((_, index) => !isAnswer(index)) : before, behind }
  }

  it('are lost there, as the questions went that way', async () => {
    const all = [1, 2, 3, 4, 5].map((port) => conversation(1000 * port, port > 3))
    const sorted = (frames: { time: number; octets: Uint8Array<ArrayBuffer> }[]) =>
      captureOf(frames.sort((a, b) => a.time - b.time))
    const { passages } = await journeysOf(
      sorted(all.flatMap(({ before }) => before)),
      sorted(all.flatMap(({ behind }) => behind)),
    )
    const back = passages.find(({ from }) => from.src === '203.0.113.9')
    // The last of six comes when the capture inside has ended.
    expect(back).toMatchObject({ passed: 6, lost: 5, from: { capture: 1 }, to: { capture: 0 } })
  })
})

describe('clocks of two captures', () => {
  it.each([
    [0, 0],
    [3e9, 0],
    [-250e6, 0],
    [40e6, 500],
  ])('finds an offset of %d ns and a drift of %d ppm', async (offset, ppm) => {
    const { scene, near, far } = twoNodes({ latency: 200_000 })
    const other = skewed(far.frames(), { offset, ppm })
    const { clocks, passages } = await journeysOf(captureAt(near, scene), pcapOf(other, scene))
    const [clock] = clocks
    expect(clocks).toHaveLength(1)
    expect(clock?.refused).toBe('')
    if (ppm === 0) {
      expect(Math.abs((clock?.offset ?? NaN) - offset)).toBeLessThanOrEqual(clock?.uncertainty ?? 0)
      expect(clock?.uncertainty).toBeLessThan(300_000)
    } else expect(clock?.driftPpm).toBeCloseTo(ppm, -2)
    expect(lossOf(passages)).toBe(0)
    for (const { delayMedian } of passages) {
      expect(delayMedian).toBeGreaterThan(0)
      expect(delayMedian).toBeLessThan(600_000)
    }
  })

  it('refuses what one direction cannot tell', async () => {
    const { scene, near, far } = twoNodes()
    const half = pcapOf(oneDirection(far.frames(), 'sent'), scene)
    const { clocks } = await journeysOf(captureAt(near, scene), half)
    expect(clocks).toMatchObject([
      { offset: null, refused: 'packets of one direction alone were seen in both' },
    ])
  })
})

describe('address translation', () => {
  const nat: Translation = {
    client: ['10.42.0.15', '192.0.2.7'],
    clientPort: (port) => port - 3_111,
    server: ['10.42.1.23', '198.51.100.9'],
    serverPort: [80, 8080],
  }

  it('pairs each connection with itself behind the router', async () => {
    const { scene, near } = twoNodes({ tunnel: { kind: 'none' } })
    const frames = near.frames()
    const behind = translated(frames, nat).map((each) => ({ ...each, time: each.time + 40_000 }))
    const { natPairs, passages } = await journeysOf(pcapOf(frames, scene), pcapOf(behind, scene))
    expect(natPairs).toHaveLength(6)
    for (const { before, after } of natPairs) {
      expect(before).toMatchObject({ src: '10.42.0.15', dst: '10.42.1.23' })
      expect(after).toMatchObject({ src: '192.0.2.7', dst: '198.51.100.9', dstPort: 8080 })
      expect(after.srcPort).toBe(nat.clientPort(before.srcPort))
    }
    expect(lossOf(passages)).toBe(0)
  })

  it('tells what entered a router and never left it, at one tap', async () => {
    const { scene, near } = twoNodes({ tunnel: { kind: 'none' } })
    const frames = near.frames()
    const large = frames.filter(({ octets }) => octets.length > 1000)
    const left = translated(frames, nat)
      .map((each) => ({ ...each, time: each.time + 40_000 }))
      .filter(({ octets }) => octets.length <= 1000)
    const both = [...frames, ...left].sort((a, b) => a.time - b.time)
    const { passages } = await journeysOf(pcapOf(both, scene))
    const missing = passages.reduce((sum, passage) => sum + passage.lost + passage.missed, 0)
    expect(large.length).toBeGreaterThan(50)
    // Until the first connection shows itself twice, nothing was kept.
    expect(missing).toBe(large.length)
  })

  it('sees none where connections merely look alike', async () => {
    const { scene, near, far } = twoNodes()
    const { natPairs } = await journeysOf(captureAt(near, scene), captureAt(far, scene))
    expect(natPairs).toEqual([])
  })
})

describe('taps of one machine', () => {
  const interfaces = ['lxc8f2a', 'eth0'].map((name) => ({ name, linktype: 1, tsresol: 9 }))

  it('finds the interface behind which packets disappear', async () => {
    const toDatabase = ({ octets }: Pick<Parcel, 'octets'>, at: number) =>
      octets[at] === 5432 >>> 8 && octets[at + 1] === (5432 & 255)
    const { scene, near, client, server } = twoNodes(
      { tunnel: { kind: 'none' } },
      only((parcel) => toDatabase(parcel, 22), lose()),
    )
    talk(scene, { client, server, serverPort: 5432, start: 20e9, exchanges: [httpExchange({})] })
    talk(scene, { client, server, start: 30e9, exchanges: [httpExchange({})] })
    scene.run(40e9)
    const syns = near.frames('lxc').filter((frame) => toDatabase(frame, 36)).length
    const left = near.frames().filter((frame) => !toDatabase(frame, 36))
    const frames = merged(near.frames('lxc'), left)
    const file = writePcapng(frames, { interfaces, epoch: scene.epoch })
    const { passages } = await journeysOf(file)
    const [outwards] = passages.filter(({ lost }) => lost > 0)
    expect(syns).toBeGreaterThan(2)
    expect(outwards).toMatchObject({
      from: { tap: 0, src: '10.42.0.15', dst: '10.42.1.23' },
      to: { tap: 1 },
      lost: syns,
      flows: [{ proto: 'tcp', dstPort: 5432, sent: syns, lost: syns }],
    })
  })

  it('calls nothing lost that was acknowledged without a repetition', async () => {
    const { scene, near } = twoNodes()
    const isLarge = ({ octets }: SeenFrame) => octets.length > 1000
    const arrives = near.frames().filter((frame) => !frame.outgoing)
    const delivered = near.frames('lxc').filter((frame) => !isLarge(frame))
    const frames = merged(delivered, near.frames())
    const { passages } = await journeysOf(writePcapng(frames, { interfaces, epoch: scene.epoch }))
    const sum = (what: 'lost' | 'missed') => passages.reduce((all, each) => all + each[what], 0)
    expect(sum('lost')).toBe(0)
    expect(sum('missed')).toBe(arrives.filter(isLarge).length)
  })

  it('finds all packets again at the interfaces of "any"', async () => {
    const { scene, near } = twoNodes()
    const any = writePcap(anyInterface(near), { epoch: scene.epoch, linktype: 276 })
    const { passages } = await journeysOf(any)
    expect(passages).toHaveLength(2)
    expect(passages.map(({ lost, missed }) => lost + missed)).toEqual([0, 0])
  })
})
