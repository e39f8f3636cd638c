/** Text beside the captures of a case: collected, told to detectors, and listed with what it gave. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it, test } from 'vitest'
import { MAX_LISTED_ENTRIES } from '../../../workers/limits/limits'
import type { Bytes } from '../../../workers/forge/packet'
import type { CaptureRecord } from '../../../workers/model/records'
import type { CaseResult } from '../../../workers/model/run'
import { analyseCase } from '../../../workers/pipeline/case-run'
import { CaseSidecars } from '../../../workers/pipeline/case-sidecars'
import { openIngest } from '../../../workers/pipeline/open-ingest'
import { serveIngest } from '../../../workers/pipeline/serve-ingest'
import { analyse, captureOf, fileOf } from '../../support/analyse'
import { captureRecord } from '../../support/records'
import { TcpScript } from '../../support/tcp-script'
import { tar, zip } from '../capture/bundle-bytes'

const ascii = (text: string): Bytes => new TextEncoder().encode(text)
const textFile = (name: string, text: string) => fileOf(ascii(text), name)

/** Between 10.0.0.1 and 10.0.0.2. */
function conversation(): Bytes {
  const script = new TcpScript().handshake()
  script.client({ length: 100 })
  script.server()
  return captureOf(script.frames)
}

const PODS = `NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   IP         NODE
store       web-1   1/1     Running   0          3d    10.0.0.1   worker-a
store       db-0    1/1     Running   0          3d    10.9.9.9   worker-b
`
const ROUTES = '172.31.0.0/16 dev eth7 mtu 1400\n'

const listOf = ({ sidecars }: CaseResult) =>
  sidecars.files.map(({ name, format, gave, named, seen }) => [name, format, gave, named, seen])

describe('side-cars', () => {
  const pods = 'kubectl get pods -o wide'
  const bundle = [
    { name: 'node1/pods.txt', octets: ascii(PODS) },
    { name: 'node1/eth0.pcap', octets: conversation() },
    { name: 'node1/readme.txt', octets: ascii('Nothing of use.\n') },
  ]

  it('are listed with what they gave and whether they fit, in the order of the files', async () => {
    const files = [
      textFile('pods.txt', PODS),
      fileOf(conversation(), 'a.pcap'),
      textFile('routes.txt', ROUTES),
      textFile('notes.txt', 'Ask the network team.\n'),
    ]
    const result = await analyse(...files)
    expect(result.others).toEqual([])
    expect(listOf(result)).toEqual([
      ['pods.txt', pods, '2 addresses of pods', 2, 1],
      ['routes.txt', 'ip route', '1 route', 1, 0],
      ['notes.txt', '', '', 0, 0],
    ])
    expect(result.sidecars.pods).toHaveLength(2)
  })

  test.each([
    ['ZIP', zip(bundle.map((entry) => ({ ...entry, method: 8 })))],
    ['tar', tar(...bundle)],
    ['tar, compressed', new Uint8Array(gzipSync(tar(...bundle)))],
  ])('are found in a bundle: %s', async (_, octets) => {
    const result = await analyse(fileOf(octets, 'b'))
    expect(listOf(result)).toEqual([
      ['b/node1/pods.txt', pods, '2 addresses of pods', 2, 1],
      ['b/node1/readme.txt', '', '', 0, 0],
    ])
    expect(result.sidecars.files[0]).toMatchObject({ file: 'b', size: octets.length })
  })

  it('may be compressed, and come through a thread of their own', async () => {
    const { port1, port2 } = new MessageChannel()
    serveIngest(port1)
    const files = [
      fileOf(conversation(), 'a.pcap'),
      fileOf(new Uint8Array(gzipSync(ascii(PODS))), 'pods.gz'),
      textFile('notes.txt', 'Nothing.\n'),
    ]
    const outcome = await analyseCase(files, () => undefined, openIngest([port2]))
    port1.close()
    if (outcome.kind !== 'analysed') throw new Error('not analysed')
    // Files lose their names on the way, here and not in browsers.
    expect(listOf(outcome.result).map(([, ...rest]) => rest)).toEqual([
      [pods, '2 addresses of pods', 2, 1],
      ['', '', 0, 0],
    ])
  })

  it('of the same name are told apart', async () => {
    const result = await analyse(
      ...[fileOf(conversation(), 'a.pcap'), textFile('r', ROUTES), textFile('r', ROUTES)],
    )
    expect(result.sidecars.files.map(({ name, file }) => [name, file])).toEqual([
      ['r', 'r'],
      ['r (2)', 'r'],
    ])
  })

  it('make no case of their own, and say what they are', async () => {
    const files = [textFile('pods.txt', PODS), textFile('notes.txt', 'Nothing.\n')]
    expect(await analyseCase(files, () => undefined)).toEqual({
      kind: 'unreadable',
      files: [
        {
          name: 'pods.txt',
          message: `“pods.txt” is no capture but goes with one (${pods}): drop both together`,
        },
        { name: 'notes.txt', message: '“notes.txt” is text, not a capture' },
      ],
    })
  })

  it('do not crowd out what could not be read', async () => {
    const texts = Array.from({ length: MAX_LISTED_ENTRIES + 5 }, (_, i) => {
      return { name: `${String(i)}.txt`, octets: ascii(ROUTES) }
    })
    const octets = tar({ name: 'a.pcap', octets: conversation() }, ...texts)
    const result = await analyse(fileOf(octets, 'b'))
    expect(result.others).toEqual([])
    expect(result.sidecars.files).toHaveLength(MAX_LISTED_ENTRIES + 5)
  })
})

describe('what side-cars add to the record of a capture', () => {
  const recordWith = (record: CaptureRecord, ...texts: string[]): CaptureRecord | undefined => {
    const sidecars = new CaseSidecars()
    for (const [i, text] of texts.entries()) {
      const name = String(i)
      sidecars.take({ name, file: name, size: text.length }, ascii(text), false)
    }
    const heard: CaptureRecord[] = []
    sidecars.replay({ capture: (told) => heard.push(told) }).capture?.(record)
    return heard[0]
  }
  const LINK = (name: string) => `7: ${name}: <UP> mtu 1450 qdisc noqueue\n`
  const COUNTERS =
    '40 packets captured\n44 packets received by filter\n4 packets dropped by kernel\n'

  it('names interfaces that are known by number', () => {
    const taps = [
      { capture: 0, tap: 0, name: 'ifindex 7' },
      { capture: 0, tap: 1, name: 'any ifindex 8' },
    ]
    const named = (...texts: string[]) =>
      recordWith(captureRecord({ taps }), ...texts)?.taps.map(({ name }) => name)
    expect(named(LINK('lxc12'))).toEqual(['lxc12 ifindex 7', 'any ifindex 8'])
    // Two nodes: it may be either.
    expect(named(LINK('lxc12'), LINK('lxc99'))).toEqual(['ifindex 7', 'any ifindex 8'])
  })

  it('takes what tcpdump lost from the one that wrote as many packets', () => {
    const dropped = (packets: number, told: number, ...texts: string[]) =>
      recordWith(captureRecord({ packets, dropped: told }), ...texts)?.dropped
    expect(dropped(40, -1, COUNTERS)).toBe(4)
    expect(dropped(41, -1, COUNTERS)).toBe(-1)
    expect(dropped(40, 9, COUNTERS)).toBe(9)
    expect(dropped(40, -1, COUNTERS, COUNTERS)).toBe(-1)
  })
})
