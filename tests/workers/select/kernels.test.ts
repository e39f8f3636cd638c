import { describe, expect, it } from 'vitest'
import { compileFilter } from '../../../workers/filter/bind'
import { passes } from '../../../workers/filter/evaluate'
import { newColumns } from '../../../workers/model/frame-columns'
import { Random } from '../../../workers/forge/random'
import { contextOf } from '../../../workers/select/capture-context'
import { ChunkEvaluator } from '../../../workers/select/chunk-evaluator'
import { YES } from '../../../workers/select/masks'
import { planOf } from '../../../workers/select/plan'
import { NO_REFERENCES } from '../../../workers/select/references'
import { RowSource } from '../../../workers/select/row-source'
import { sampleFacts } from '../store/sample-case'
import { NO_STREAM_FACTS } from '../../../workers/select/streams/stream-facts'

const ROWS = 5000
const context = contextOf(sampleFacts('a.pcap', 1))

function randomRows() {
  const random = new Random(11)
  const columns = newColumns(ROWS)
  let time = 0
  for (let row = 0; row < ROWS; row++) {
    time += Math.floor(random.next() * 1e7)
    columns.time[row] = time
    columns.origLen[row] = Math.floor(random.next() * 1600)
    columns.capLen[row] = Math.min(columns.origLen[row] as number, 96)
    columns.flow[row] = Math.floor(random.next() * 20)
    columns.flags[row] = random.next() < 0.3 ? Math.floor(random.next() * 0x7fff) : 0
    if (random.next() < 0.1) columns.flags[row] = (1 << 16) | (3 << 22)
    if (random.next() < 0.1) columns.flags[row] = 1 << 21
  }
  return {
    columns,
    facets: null,
    headers: null,
    conversations: null,
    streamFacts: NO_STREAM_FACTS,
    first: 100,
    timeBefore: -5,
  }
}

describe('kernels say of random rows what the plain evaluator says', () => {
  const rows = randomRows()

  it.each([
    'frame.number > 2000',
    'frame.number == 2001',
    'frame.number != 2001',
    'frame.number in {101, 200..300, 5000..6000}',
    'frame.len >= 100 && frame.len < 200',
    'frame.len <= 99.0 or frame.len > 1500',
    'frame.len & 4',
    'frame.cap_len < frame.len',
    'frame.time_relative >= 0.5 and frame.time_relative < 1',
    'frame.time_delta > 0.005',
    'frame.time_delta <= 0.0001',
    'flow == 3',
    'flow != 3',
    '!(flow == 3)',
    'flow in {1, 5..9}',
    'flow',
    'tcp.analysis.flags',
    'tcp.analysis.retransmission',
    'tcp.analysis.out_of_order && !tcp.analysis.duplicate_ack',
    'copy',
    'copy == "same-tap"',
    'copy != "same-tap"',
    'copy in {"other-tap"}',
    'not (copy or tcp.analysis.flags) and frame.len > 700',
  ])('%s', (filter) => {
    if (filter.includes('99.0')) {
      expect(() => compileFilter(filter)).toThrow()
      return
    }
    const test = compileFilter(filter)
    if (test === null) throw new Error('empty')
    const evaluator = new ChunkEvaluator(context, NO_REFERENCES)
    const mask = evaluator.evaluate(planOf(test), rows)
    const source = new RowSource(context, NO_REFERENCES)
    const slow: number[] = []
    const fast: number[] = []
    for (let row = 0; row < ROWS; row++) {
      source.aim(rows, row)
      if (passes(test, source)) slow.push(row)
      if (mask[row] === YES) fast.push(row)
    }
    expect(fast).toEqual(slow)
  })
})
