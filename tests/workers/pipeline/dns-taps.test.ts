/** DNS at several taps, inside and outside of a tunnel: octets in, records out. */
import { expect, it } from 'vitest'
import { writePcapng } from '../../../workers/forge/capture-writer'
import { hex, join } from '../../../workers/forge/fields'
import { dns } from '../../../workers/forge/dns'
import type { SeenFrame } from '../../../workers/forge/node'
import { Scene } from '../../../workers/forge/scene'
import type { DnsRecord } from '../../../workers/model/app-records'
import { analyse, captureOf, EPOCH } from '../../support/analyse'

/** Three questions of a pod, seen between the pod and its machine and, in VXLAN, behind it. */
function frames(): SeenFrame[] {
  const scene = new Scene({ seed: 11 })
  const [node1, node2] = ['172.16.0.1', '172.16.0.2'].map((address) => scene.node({ address }))
  if (node1 === undefined || node2 === undefined) throw new Error('no nodes')
  const client = node1.pod('10.42.0.15', { vni: 700 })
  const server = node2.pod('10.42.1.53', { vni: 104 })
  for (const start of [0, 1e9, 2e9]) dns(scene, { client, server, start, answer: '10.43.0.9' })
  scene.run(5e9)
  return node1.allFrames()
}

async function recordsOf(octets: Uint8Array<ArrayBuffer>): Promise<DnsRecord[]> {
  const { captures } = await analyse(octets)
  return captures[0]?.applications.dns ?? []
}

const tunnel = { kind: 'vxlan', src: '172.16.0.1', dst: '172.16.0.2', vni: 700 }

it('a question at two interfaces is one, with the tunnel that it came in at the second', async () => {
  const seen = frames().map((frame) => ({ ...frame, iface: frame.point === 'lxc' ? 0 : 1 }))
  const interfaces = [
    { name: 'lxc1', tsresol: 9 },
    { name: 'eth0', tsresol: 9 },
  ]
  const records = await recordsOf(writePcapng(seen, { interfaces, epoch: EPOCH }))
  expect(records).toHaveLength(3)
  for (const { tap, elsewhere, ...record } of records) {
    expect(record).toMatchObject({ tunnel: null, asked: 1, repeats: [], rcode: 0 })
    expect(elsewhere).toMatchObject([{ tap: 1 - tap, tunnel, asked: 1, repeats: [], rcode: 0 }])
    expect(elsewhere[0]?.latency).toBeGreaterThan(0)
    expect(elsewhere[0]?.latency).toBeLessThan(record.latency)
  }
})

it('a question seen twice without any word of interfaces is one as well', async () => {
  const records = await recordsOf(captureOf(frames()))
  expect(records).toHaveLength(3)
  for (const record of records) {
    expect(record).toMatchObject({ tunnel: null, asked: 1, repeats: [], elsewhere: [], rcode: 0 })
  }
})

it('the tunnel is told where nothing else is seen', async () => {
  const records = await recordsOf(captureOf(frames().filter(({ point }) => point === 'eth0')))
  expect(records).toHaveLength(3)
  for (const record of records) expect(record).toMatchObject({ src: '10.42.0.15', tunnel })
})

it('copies behind two VLAN tags are copies too', async () => {
  const tags = hex('88a8 0001 8100 0002')
  const tagged = frames()
    .filter(({ point }) => point === 'lxc')
    .map(({ time, octets }) => ({
      time,
      octets: join(octets.slice(0, 12), tags, octets.slice(12)),
    }))
  const copies = tagged.map(({ time, octets }) => ({ time: time + 50e6, octets }))
  const all = [...tagged, ...copies].sort((a, b) => a.time - b.time)
  expect(await recordsOf(captureOf(all))).toMatchObject(Array(3).fill({ asked: 1, repeats: [] }))
})
