/** Files to drop: captures made by the forge, and things that are none. */
import { healthyCase } from '../../../workers/forge/cases/healthy'
import { applicationCapture, objectsCapture, transferCapture, twoTapCapture } from './captures'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import { tailFirstCase } from '../../../workers/forge/cases/tail-first'

/** As Playwright's `setInputFiles` takes it. */
export interface TestFile {
  name: string
  mimeType: string
  buffer: Buffer
}

export const tailFirst = file('tail-first.pcap', tailFirstCase().octets)
export const blackHole = file('mtu-black-hole.pcap', mtuBlackHoleCase().octets)
export const healthy = file('healthy.pcap', healthyCase().octets)

export const applications = file('applications.pcap', applicationCapture())
export const objects = file('objects.pcap', objectsCapture())
export const transfer = file('transfer.pcap', transferCapture())
export const twoTaps = file('two-taps.pcap', twoTapCapture())

export const empty = file('empty.pcap', new Uint8Array(0))
export const plainText = file('notes.txt', new TextEncoder().encode('Ask the network team.\n'))
/** Names of the pods in `blackHole`, and a route of somebody else. */
export const pods = file(
  'pods.txt',
  new TextEncoder()
    .encode(`NAMESPACE   NAME       READY   STATUS    RESTARTS   AGE   IP           NODE
store       orders-0   1/1     Running   0          3d    10.42.0.31   node1
store       web-1      1/1     Running   0          3d    10.42.2.44   node2
`),
)
export const strangeRoute = file(
  'routes.txt',
  new TextEncoder().encode('198.51.100.0/24 dev eth7 mtu 1400\n'),
)
/** PNG signature and the start of its first chunk (PNG specification §5.2). */
export const picture = file(
  'screenshot.png',
  Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44),
)
/** Ends inside of a frame. */
export const cutShort = file('cut.pcap', tailFirst.buffer.subarray(0, 20_001))

export function file(name: string, octets: Uint8Array): TestFile {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(octets) }
}
