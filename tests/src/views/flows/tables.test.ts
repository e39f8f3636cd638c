import { describe, expect, it } from 'vitest'
import type { Period } from '../../../../workers/figure/flow/periods'
import { csvOf } from '../../../../src/ui/table-text'
import { tableOf } from '../../../../src/ui/table'
import { periodColumns } from '../../../../src/views/flows/period-columns'
import { recordsTable, type RecordRow } from '../../../../src/views/flows/record-rows'

const linesOf = (...[table]: Parameters<typeof csvOf>) => csvOf(table).trimEnd().split('\r\n')

describe('transactions of a connection in a spreadsheet', () => {
  const row: RecordRow = {
    ...{ frame: 22, time: 2_373_131_000, protocol: 'HTTP/1.1', what: 'GET a/b' },
    ...{ outcome: '204', answerFrame: 24, latency: 92_157_000, bad: false },
  }

  it('say their latency as a number, with its unit', () => {
    expect(linesOf(recordsTable([row]))).toEqual([
      'Packet,Time (s),Protocol,Transaction,Outcome,After (ns),Answer',
      '22,2.373131,HTTP/1.1,GET a/b,204,92157000,24',
    ])
  })

  it('leave empty what did not come, and say so', () => {
    const silent = { ...row, outcome: '', answerFrame: 0, latency: -1, bad: true }
    expect(linesOf(recordsTable([silent]))[1]).toBe('22,2.373131,HTTP/1.1,GET a/b,no answer,,')
  })
})

it('the graphs of a connection as a table count from their own beginning', () => {
  const period: Period = {
    ...{ from: 3_000_000_000, to: 3_500_000_000, segments: 1200, octets: [1460, 0] },
    ...{ repeated: [1, 0], rttMin: -1, rttMedian: -1, rttMax: -1 },
    ...{ flight: [-1, -1], window: [-1, -1] },
  }
  const { rows } = tableOf([period], periodColumns(2_000_000_000))
  expect(rows[0]).toEqual([1, 1.5, 1200, 1460, 0, '1 / 0', '–', '– / –', '– / –'])
})
