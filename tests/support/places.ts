/** Cases with several places: what journeys tell of them, and views that captures take. */
import { writePcap } from '../../workers/forge/capture-writer'
import type { CapturedFrame } from '../../workers/forge/captured-frame'
import { httpExchange } from '../../workers/forge/http'
import type { Node, SeenFrame } from '../../workers/forge/node'
import { ping } from '../../workers/forge/ping'
import { Scene, type SceneOptions } from '../../workers/forge/scene'
import { talk } from '../../workers/forge/talk'
import type { Fault } from '../../workers/forge/faults'
import type { Bytes } from '../../workers/forge/packet'
import { replayJourneys } from '../../workers/flow/journeys'
import type { ClockRecord, NatPairRecord, PassageRecord } from '../../workers/model/records'
import { CaptureRun } from '../../workers/pipeline/capture-run'
import { LocalIngest } from '../../workers/pipeline/ingest'
import { openCapture } from '../../workers/capture/open'

export interface Journeys {
  clocks: ClockRecord[]
  natPairs: NatPairRecord[]
  passages: PassageRecord[]
}

/** Journeys through captures that are one case. */
export async function journeysOf(...captures: readonly Bytes[]): Promise<Journeys> {
  const runs: CaptureRun[] = []
  for (const [capture, octets] of captures.entries()) {
    const opened = await openCapture(new Blob([octets]), 'capture.pcap')
    if (opened.kind !== 'capture') throw new Error(opened.message)
    const file = { name: 'capture.pcap', size: octets.length }
    const alone = captures.length === 1
    const ingest = new LocalIngest(opened.reader)
    const run = new CaptureRun(ingest, file, capture, { streams: false }, undefined, alone)
    while (await run.step());
    runs.push(run)
  }
  const zero = runs[0]?.state.epochNs ?? 0n
  const found: Journeys = { clocks: [], natPairs: [], passages: [] }
  replayJourneys(
    runs.map((run, capture) => run.sighted(capture, Number((run.state.epochNs ?? zero) - zero))),
    {
      clock: (record) => found.clocks.push(record),
      natPair: (record) => found.natPairs.push(record),
      passage: (record) => found.passages.push(record),
    },
  )
  return found
}

/** A client on one node that loads and pings a server on the other. */
export function twoNodes(options: SceneOptions = {}, ...faults: Fault[]) {
  const scene = new Scene({ seed: 21, ...options })
  const near = scene.node({ address: '172.16.16.121' })
  const far = scene.node({ address: '172.16.16.122' })
  const client = near.pod('10.42.0.15', { vni: 16_621 })
  const server = far.pod('10.42.1.23', { vni: 7_162 })
  scene.path.push(...faults)
  for (let i = 0; i < 6; i++) {
    talk(scene, {
      client,
      server,
      start: i * 0.3e9,
      exchanges: [httpExchange({ octets: 60_000 }), httpExchange({ octets: 200 })],
    })
  }
  ping(scene, { from: client, to: server, count: 12, interval: 0.2e9 })
  scene.run(20e9)
  return { scene, near, far, client, server }
}

export const pcapOf = (frames: readonly CapturedFrame[], { epoch }: Scene): Bytes =>
  writePcap(frames, { epoch, nanosecond: true })

/** The capture that a node's underlay interface gives. */
export const captureAt = (node: Node, scene: Scene): Bytes => pcapOf(node.frames(), scene)

/** Addresses and ports before and behind address translation. */
export interface Translation {
  client: [string, string]
  clientPort: (port: number) => number
  server: [string, string]
  serverPort: [number, number]
}

/** Frames of TCP over IPv4 without tunnel, as they are behind a router that translates addresses. */
export function translated(frames: readonly SeenFrame[], to: Translation): SeenFrame[] {
  return frames.map((frame) => {
    const octets = frame.octets.slice()
    const view = new DataView(octets.buffer)
    const header = 4 * (view.getUint8(14) & 15)
    if (view.getUint16(12) !== 0x0800 || view.getUint8(23) !== 6) return frame
    const tcp = 14 + header
    for (const [address, port] of [
      [26, tcp],
      [30, tcp + 2],
    ] as const) {
      const text = [0, 1, 2, 3].map((i) => String(view.getUint8(address + i))).join('.')
      const isClient = text === to.client[0]
      const changed = isClient ? to.client[1] : to.server[1]
      changed.split('.').forEach((part, i) => {
        view.setUint8(address + i, Number(part))
      })
      const old = view.getUint16(port)
      view.setUint16(port, isClient ? to.clientPort(old) : to.serverPort[1])
    }
    view.setUint8(22, view.getUint8(22) - 1)
    return { ...frame, octets }
  })
}

/** Packets that were lost between the places of a case. */
export const lossOf = (passages: readonly { lost: number }[]) =>
  passages.reduce((sum, { lost }) => sum + lost, 0)
