/** Sends records to detectors as the pipeline would, and asks for what tests look at. */
import { type Detector, type DetectorRun, runDetectors } from '../../workers/detect/detector'
import type { DnsRecord } from '../../workers/model/app-records'
import type { Finding } from '../../workers/model/finding'
import type {
  CaptureRecord,
  ConnRecord,
  EchoPathRecord,
  FragmentPathRecord,
  HostPairRecord,
  IcmpErrorRecord,
  NatPairRecord,
  NeighbourRecord,
  PassageRecord,
  RecordHandlers,
  TunnelWayRecord,
} from '../../workers/model/records'
import type { Sidecars } from '../../workers/model/sidecar'
import { captureRecord } from './records'

/** What one capture says, beside its `capture` record; the first may bring the side-cars of the case. */
export interface Told {
  sidecars?: Sidecars
  capture?: CaptureRecord
  fragmentPath?: FragmentPathRecord[]
  conn?: ConnRecord[]
  echoPath?: EchoPathRecord[]
  icmpError?: IcmpErrorRecord[]
  hostPair?: HostPairRecord[]
  dns?: DnsRecord[]
  /** Sent behind all captures. */
  natPair?: NatPairRecord[]
  passage?: PassageRecord[]
  tunnelWay?: TunnelWayRecord[]
  neighbour?: NeighbourRecord[]
}

/** Sends the records of the captures in the order of the pipeline. */
export function replayOf(...captures: Told[]): (handlers: RecordHandlers) => void {
  return (handlers) => {
    const sidecars = captures[0]?.sidecars
    if (sidecars !== undefined) handlers.sidecars?.(sidecars)
    captures.forEach((told, index) => {
      handlers.capture?.(told.capture ?? captureRecord({ capture: index }))
      for (const record of told.fragmentPath ?? []) handlers.fragmentPath?.(record)
      for (const record of told.conn ?? []) handlers.conn?.(record)
      for (const record of told.echoPath ?? []) handlers.echoPath?.(record)
      for (const record of told.icmpError ?? []) handlers.icmpError?.(record)
      for (const record of told.hostPair ?? []) handlers.hostPair?.(record)
      for (const record of told.tunnelWay ?? []) handlers.tunnelWay?.(record)
      for (const record of told.neighbour ?? []) handlers.neighbour?.(record)
      for (const record of told.dns ?? []) handlers.dns?.(record)
      handlers.captureEnd?.(index)
    })
    for (const told of captures) {
      for (const record of told.natPair ?? []) handlers.natPair?.(record)
      for (const record of told.passage ?? []) handlers.passage?.(record)
    }
    handlers.end?.()
  }
}

export function run(detector: Detector, ...captures: Told[]): DetectorRun {
  return runDetectors([detector], replayOf(...captures))
}

export function findings(detector: Detector, ...captures: Told[]): Finding[] {
  return run(detector, ...captures).findings
}

/** As `findings`, with side-cars beside the captures. */
export function findingsBeside(
  sidecars: Sidecars,
  detector: Detector,
  ...captures: Told[]
): Finding[] {
  const replay = replayOf(...captures)
  return runDetectors([detector], (handlers) => {
    handlers.sidecars?.(sidecars)
    replay(handlers)
  }).findings
}

/** The only finding; fails when there is another number of them. */
export function onlyFinding(detector: Detector, ...captures: Told[]): Finding {
  const found = findings(detector, ...captures)
  const [finding] = found
  if (!finding || found.length > 1) throw new Error(`${String(found.length)} findings`)
  return finding
}

/** Why the detector said nothing. */
export function silence(detector: Detector, ...captures: Told[]): string {
  const { uses } = run(detector, ...captures)
  return uses[0]?.silence ?? ''
}

export function metric(finding: Finding, name: string): number | undefined {
  return finding.metrics.find((entry) => entry.name === name)?.value
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
