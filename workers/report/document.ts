/**
 * The analysis document `tailfirst.analysis/1`: the result of a case as JSON, described in the README.
 * Keys stand in one order (`counts`, `metrics` and `entities` in the order of their making), and
 * nothing but `app` tells which build made it, and nothing when: the same capture, application and
 * settings of detectors give the same octets.
 */
import { settingsOfRun } from '../model/detector-settings'
import type { QualityFault } from '../model/quality'
import type { FullResult } from '../model/run'
import type { SidecarFile } from '../model/sidecar'
import { captureDocument } from './document-capture'
import { findingDocument } from './document-finding'
import { flowDocument } from './document-flow'
import { clockDocument, passageDocument } from './document-journey'
import { placeDocument } from './document-places'

function qualityDocument({ kind, capture, count, say, weakens }: QualityFault) {
  return { kind, capture, count, say, weakens }
}

function sidecarDocument(file: SidecarFile) {
  const { name, size, sha256, format, entries, notUnderstood, gave, named, seen, message } = file
  return { name, size, sha256, format, entries, notUnderstood, gave, named, seen, message }
}

/** Absent where every detector ran with its documented parameters. */
function settingsDocument({ detectors }: FullResult) {
  const { off, changed } = settingsOfRun(detectors)
  if (off.length === 0 && Object.keys(changed).length === 0) return {}
  const parameters = detectors.flatMap(({ id, documented }) =>
    Object.entries(changed[id] ?? {}).map(([parameter, value]) => ({
      ...{ detector: id, parameter, value, documented: documented?.[parameter]?.value ?? null },
    })),
  )
  return { settings: { off, parameters } }
}

/** The whole of what the analyst wrote; absent where nobody did. */
function ownDocument({ detectors }: FullResult) {
  const own = detectors.flatMap((use) => (use.own === undefined ? [] : [use.own]))
  return own.length === 0 ? {} : { ownDetectors: own }
}

/** One line of JSON, with a line feed at its end. */
export function analysisDocument(result: FullResult, appVersion: string): string {
  const document = {
    schema: 'tailfirst.analysis/1',
    app: { name: 'tailfirst', version: appVersion },
    captures: result.captures.map(captureDocument),
    flows: result.flows.map(flowDocument),
    flowsTotal: result.flowTotal,
    findings: result.findings.map(findingDocument),
    quality: (result.quality ?? []).map(qualityDocument),
    clocks: (result.topology?.clocks ?? []).map(clockDocument),
    places: (result.topology?.places ?? []).map(placeDocument),
    passages: (result.passages ?? []).map(passageDocument),
    sidecars: result.sidecars.files.map(sidecarDocument),
    ...settingsDocument(result),
    ...ownDocument(result),
  }
  return `${JSON.stringify(document)}\n`
}
