/** A capture of all interfaces tells them apart by ifindex alone, and is named so wherever it is shown. */
import { expect, it } from 'vitest'
import { flowRows } from '../../../workers/desk/flow-rows'
import { asSll2 } from '../../../workers/forge/link-header'
import { ethernet, ipv4, PROTO, tcp } from '../../../workers/forge/packet'
import { contextOf } from '../../../workers/select/capture-context'
import { analyse, captureOf, fileOf } from '../../support/analyse'

const LINUX_SLL2 = 276
const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
const packet = ethernet(
  {},
  ipv4(
    { ...ends, proto: PROTO.tcp },
    tcp({ ...ends, srcPort: 40_000, dstPort: 80, seq: 1, flags: 'S' }),
  ),
)
const capture = captureOf(
  [3, 5].map((ifindex, i) => ({ time: i * 10_000, octets: asSll2(packet, { ifindex }) })),
  LINUX_SLL2,
)

async function namesIn(...beside: string[]) {
  const texts = beside.map((text, i) => new File([text], `${String(i)}.txt`))
  const result = await analyse(fileOf(capture), ...texts)
  const [first] = result.captures
  return {
    taps: first?.taps.map(({ name }) => name),
    flows: flowRows(result.flows, result).map(({ tap }) => tap),
    packets: first && [3, 5].map((ifindex) => contextOf(first.facts).tapName(0, ifindex)),
  }
}

it('names taps by ifindex in flows and packets alike', async () => {
  const names = ['ifindex 3', 'ifindex 5']
  expect(await namesIn()).toEqual({ taps: names, flows: names, packets: names })
})

it('puts the name that a side-car knows before it, in flows too', async () => {
  const { flows, packets } = await namesIn('5: cilium_vxlan: <UP> mtu 1450 qdisc noqueue\n')
  expect(flows).toEqual(['ifindex 3', 'cilium_vxlan ifindex 5'])
  expect(packets).toEqual(['ifindex 3', 'ifindex 5'])
})
