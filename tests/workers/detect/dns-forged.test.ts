/** Captures of a cluster whose DNS is slow, loses questions, walks a search list, or does nothing of it. */
import { describe, expect, it } from 'vitest'
import { dns, type DnsSpec } from '../../../workers/forge/dns'
import { only, type Parcel } from '../../../workers/forge/faults'
import type { Node, Pod } from '../../../workers/forge/node'
import { Scene } from '../../../workers/forge/scene'
import type { Finding } from '../../../workers/model/finding'
import { analyse, captureOf } from '../../support/analyse'
import { metric } from '../../support/replay'

const MS = 1e6
const SECOND = 1e9
const DOMAINS = ['web.svc.cluster.local', 'svc.cluster.local', 'cluster.local']

class Cluster {
  readonly scene: Scene
  readonly near: Node
  readonly far: Node
  private readonly client: Pod
  private readonly server: Pod

  constructor(seed: number, kind: 'vxlan' | 'geneve' = 'vxlan') {
    this.scene = new Scene({ seed, tunnel: { kind } })
    this.near = this.scene.node({ address: '192.0.2.11' })
    this.far = this.scene.node({ address: '192.0.2.12' })
    this.client = this.near.pod('10.244.1.17', { vni: 300 })
    this.server = this.far.pod('10.244.2.2', { vni: 301 })
  }

  /** Both families at once from one port, as glibc asks. */
  lookUp(
    name: string,
    start: number,
    { exists = true, delay }: { exists?: boolean; delay?: number } = {},
  ) {
    const port = this.scene.port(this.client)
    const id = this.scene.random.integer(0, 60_000)
    const spec = { client: this.client, server: this.server, name, port }
    const late = delay === undefined ? {} : { delay }
    const answers = exists ? ['10.96.7.7', 'fd00::7'] : []
    const send = (type: NonNullable<DnsSpec['type']>, index: number, at: number) => {
      const answer = answers[index] === undefined ? {} : { answer: answers[index] }
      dns(this.scene, { ...spec, ...late, ...answer, type, id: id + index, start: at })
    }
    send('A', 0, start)
    send('AAAA', 1, start + 60_000)
    return { again: (at: number) => send('AAAA', 1, at) }
  }

  /** Loses what asks for the name in these nanoseconds. */
  lose(name: string, from: number, until: number): void {
    const [label = ''] = name.split('.')
    const octets = [...new TextEncoder().encode(label)]
    const asks = ({ inner }: { inner: Uint8Array }) =>
      inner.some((_, at) => octets.every((octet, index) => inner[at + index] === octet))
    const meant = ({ inner, to, time }: Parcel) =>
      to === this.far && time >= from && time < until && asks({ inner })
    this.scene.path.push(only(meant, () => []))
  }

  /** Sixty seconds of look-ups of which none is special. */
  usual(): this {
    for (let i = 0; i < 60; i++) this.lookUp(`svc${i % 9}.web.svc.cluster.local`, i * SECOND)
    return this
  }

  async findings(node: Node = this.near): Promise<Finding[]> {
    this.scene.run(75 * SECOND)
    const { findings } = await analyse(captureOf(node.frames()))
    return findings.filter(({ detector }) => detector.startsWith('dns-'))
  }
}

describe.each([5, 77])('DNS in a cluster (seed %i)', (seed) => {
  it('is nothing to speak of while it is quick', async () => {
    expect(await new Cluster(seed).usual().findings()).toEqual([])
  })

  it('takes long for one name: how often, how long, and which', async () => {
    const cluster = new Cluster(seed).usual()
    for (let i = 0; i < 6; i++) {
      cluster.lookUp('pay.web.svc.cluster.local', (3.5 + 8 * i) * SECOND, { delay: 150 * MS })
    }
    const [finding, ...others] = await cluster.findings()
    expect(others).toEqual([])
    expect(finding).toMatchObject({ detector: 'dns-latency', severity: 'warning' })
    if (!finding) return
    expect(metric(finding, 'slowAnswers')).toBe(12)
    expect(metric(finding, 'queries')).toBe(132)
    expect(metric(finding, 'retried')).toBe(0)
    expect(finding.alternatives[0]?.cause).toContain('certain names')
    expect(finding.happened.join()).toContain('VXLAN')
  })

  it('loses one of two questions and answers after five seconds', async () => {
    const cluster = new Cluster(seed, 'geneve').usual()
    for (let i = 0; i < 4; i++) {
      const start = (2.5 + 12 * i) * SECOND
      const name = `db${i}.web.svc.cluster.local`
      const lookUp = cluster.lookUp(name, start)
      cluster.lose(name, start + 50_000, start + SECOND)
      lookUp.again(start + 5 * SECOND)
    }
    const [finding, ...others] = await cluster.findings()
    expect(others).toEqual([])
    expect(finding).toMatchObject({ detector: 'dns-latency', severity: 'warning' })
    if (!finding) return
    expect(metric(finding, 'timedOut')).toBe(4)
    expect(metric(finding, 'slowAnswers')).toBe(0)
    expect(metric(finding, 'unanswered')).toBe(0)
    expect(metric(finding, 'longestWaitMs')).toBeGreaterThan(4999)
    expect(metric(finding, 'longestWaitMs')).toBeLessThan(5010)
  })

  it('is asked for names of the outside through the search list', async () => {
    const cluster = new Cluster(seed).usual()
    const names = ['api.partner.example', 'cdn.example']
    names.forEach((name, index) => {
      DOMAINS.forEach((domain, place) => {
        cluster.lookUp(`${name}.${domain}`, (10 + 9 * index) * SECOND + place * 3 * MS, {
          exists: false,
        })
      })
      cluster.lookUp(name, (10 + 9 * index) * SECOND + 9 * MS)
    })
    for (const node of [cluster.near, cluster.far]) {
      const found = await cluster.findings(node)
      expect(found).toMatchObject([{ detector: 'dns-search-list', severity: 'note' }])
      for (const finding of found) {
        expect(metric(finding, 'names')).toBe(2)
        expect(metric(finding, 'wasted')).toBe(12)
        expect(metric(finding, 'nxdomain')).toBe(12)
      }
    }
  })
})
