import { describe, expect, it } from 'vitest'
import { eventColumns } from '../../../../src/views/latency/columns'
import { credentialColumns } from '../../../../src/views/objects/credential-columns'
import { httpColumns } from '../../../../src/views/objects/http-columns'
import { HostNames } from '../../../../workers/model/host-names'
import type { LatencyEvent } from '../../../../workers/model/latency'
import type { Credential, HttpObject } from '../../../../workers/model/objects'
import type { CaseResult } from '../../../../workers/model/run'
import { noSidecars } from '../../../../workers/model/sidecar'

const names = new HostNames({ sidecars: noSidecars(), captures: [] })
const caseOf = (...captures: string[]) =>
  ({
    captures: captures.map((name) => ({ facts: { name } })),
    spine: {
      startNs: '0',
      binNanos: 1,
      packets: new Uint32Array(1),
      captureStart: captures.map(() => 0),
    },
  }) as unknown as CaseResult

const PLACE = { capture: 1, frame: 1464, time: 0 }

interface Cells<Row> {
  id: string
  text: (row: Row) => string
}
const cell = <Row>(columns: readonly Cells<Row>[], id: string, row: Row) =>
  columns.find((column) => column.id === id)?.text(row)

describe('frames in tables', () => {
  const tables = {
    latency: (result: CaseResult, id: string) =>
      cell(eventColumns(result, { names, form: 'addresses' }), id, PLACE as LatencyEvent),
    http: (result: CaseResult, id: string) => cell(httpColumns(result), id, PLACE as HttpObject),
    credentials: (result: CaseResult, id: string) =>
      cell(credentialColumns(result), id, PLACE as Credential),
  }

  it.each(Object.entries(tables))('of %s say their capture where there are several', (_, of) => {
    expect(of(caseOf('node1.pcap', 'node\u202E2.pcap'), 'capture')).toBe('node<U+202E>2.pcap')
    expect(of(caseOf('node1.pcap'), 'capture')).toBeUndefined()
  })

  it.each(Object.entries(tables))('of %s are written as Wireshark does', (_, of) => {
    expect(of(caseOf('node1.pcap'), 'frame')).toBe('1464')
  })
})
