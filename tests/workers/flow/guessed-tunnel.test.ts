/** Tunnels on ports that Wireshark does not know: followed for the findings, not for its counts. */
import { describe, expect, it } from 'vitest'
import { writePcap } from '../../../workers/forge/capture-writer'
import { dns } from '../../../workers/forge/dns'
import { Scene } from '../../../workers/forge/scene'
import type { DnsRecord } from '../../../workers/model/app-records'
import { captureRun } from '../../support/analyse'

/** Look-ups in VXLAN to `port`, of which every third is never answered. */
async function lookUps(port: number) {
  const scene = new Scene({ seed: 3, tunnel: { kind: 'vxlan', port } })
  const near = scene.node({ address: '172.16.0.1' })
  const far = scene.node({ address: '172.16.0.2' })
  const [client, server] = [near.pod('10.42.0.15', { vni: 300 }), far.pod('10.42.1.53')]
  for (let i = 0; i < 9; i++) {
    const spec = { client, server, name: `web${String(i)}.example`, start: i * 1e9 }
    dns(scene, { ...spec, answer: '192.0.2.7', delay: i % 3 === 0 ? 60e9 : 2e6 })
  }
  scene.run(50e9)
  const run = await captureRun(writePcap(near.frames(), { epoch: scene.epoch, nanosecond: true }))
  while (await run.step());
  const said: DnsRecord[] = []
  run.replay({ dns: (record) => said.push(record) })
  return { said, counts: run.result(0).counts }
}

describe('DNS in a tunnel on a port of its own', () => {
  it('is told as on a known port, and not counted', async () => {
    const [known, own] = await Promise.all([lookUps(8472), lookUps(23_456)])
    const told = ({ said }: typeof known) =>
      said.map(({ query, latency, src, dst, tunnel }) => ({
        ...{ query, latency, src, dst, vni: tunnel?.vni },
      }))
    expect(own.said).toHaveLength(9)
    expect(own.said.filter(({ answerFrame }) => answerFrame === 0)).toHaveLength(3)
    expect(told(own)).toEqual(told(known))
    expect(known.counts['dns']).toMatchObject({ dns_queries: 9 })
    expect(own.counts['dns']).toEqual({})
    expect(own.counts['frames_with_protocol']).not.toHaveProperty('dns')
  })
})
