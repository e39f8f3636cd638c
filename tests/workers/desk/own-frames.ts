/** Datagrams, detectors that an analyst could have written, and what these find. */
import type { OwnTrial } from '../../../workers/api/own-detectors'
import { openOctets } from '../../../workers/capture/octet-reader'
import { writePcap, type CapturedFrame } from '../../../workers/forge/capture-writer'
import { dnsMessages } from '../../../workers/forge/dns'
import { ethernet, ipv4, ipv6, PROTO, udp } from '../../../workers/forge/packet'
import { NEW_DETECTOR, type OwnDetector } from '../../../workers/model/own-detector'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { analyse, EPOCH, fileOf } from '../../support/analyse'
import { newDesk } from './desk'

export const SECOND = 1_000_000_000
export const silent = () => undefined

interface Sent {
  at?: number
  src?: string
  dst?: string
  srcPort?: number
  dstPort?: number
  id?: number
  payload?: Uint8Array
}

/** A datagram from client to server; `at` in seconds. */
export function sent(parts: Sent = {}): CapturedFrame {
  const { at = 0, src = '10.0.0.1', dst = '10.0.0.9', srcPort = 5000, dstPort = 53, id } = parts
  const ports = { src, dst, srcPort, dstPort }
  const datagram = udp(ports, parts.payload ?? new Uint8Array(8))
  const packet = src.includes(':')
    ? ipv6({ src, dst, proto: PROTO.udp }, datagram)
    : ipv4({ src, dst, proto: PROTO.udp, ...(id !== undefined && { id }) }, datagram)
  return { time: at * SECOND, octets: ethernet({}, packet) }
}

/** A question for the A record of a name. */
export const asks = (at: number, name: string, src = '10.0.0.1') =>
  sent({ at, src, payload: dnsMessages(at + 1, name, 'A').query })

export const capture = (frames: readonly CapturedFrame[], name = 'a.pcap') =>
  fileOf(writePcap(frames, { nanosecond: true, linktype: 1, epoch: EPOCH }), name)

export const rule = (parts: Partial<OwnDetector>): OwnDetector => ({
  ...NEW_DETECTOR,
  ...{ id: 'own-a', title: 'Asked', filter: 'udp.dstport == 53' },
  ...parts,
})

export async function deskWith(...files: File[]) {
  const desk = newDesk({ openOctets })
  const { result, lists } = packLists(await analyse(...files))
  return { desk, result, lists, files }
}

export async function tried(detector: OwnDetector, ...files: File[]): Promise<OwnTrial> {
  const { desk, result, lists } = await deskWith(...files)
  const { id } = await desk.save(result, lists, files)
  return desk.tryDetector(id, detector, silent)
}

export async function found(detector: OwnDetector, ...files: File[]) {
  const trial = await tried(detector, ...files)
  if (trial.kind !== 'tried') throw new Error(JSON.stringify(trial))
  return trial
}

export const claims = async (parts: Partial<OwnDetector>, ...frames: CapturedFrame[]) =>
  (await found(rule(parts), capture(frames))).findings.map(({ claim }) => claim)
