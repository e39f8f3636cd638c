/**
 * Ordinary packets are analysed from rows of numbers, all others from their headers: both ways must
 * come to the same.
 */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { healthyCase } from '../../../workers/forge/cases/healthy'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import { slowHandshakeCase } from '../../../workers/forge/cases/slow-handshake'
import { tailFirstCase } from '../../../workers/forge/cases/tail-first'
import { warmUpCapture } from '../../../workers/forge/cases/warm-up'
import { analyseCase } from '../../../workers/pipeline/case-run'
import { analysisDocument } from '../../../workers/report/document'
import { RowWriter } from '../../../workers/wire/encode'
import { GENERAL, SHAPE } from '../../../workers/wire/packet-rows'

async function documentOf(octets: Uint8Array<ArrayBuffer>): Promise<string> {
  const outcome = await analyseCase([new File([octets], 'case.pcap')], () => undefined)
  if (outcome.kind !== 'analysed') throw new Error('not analysed')
  return analysisDocument(outcome.result, 'test')
}

afterEach(() => vi.restoreAllMocks())

describe('rows and headers say the same of', () => {
  it.each([
    ['a healthy capture', healthyCase().octets],
    ['fragments out of order', tailFirstCase().octets],
    ['a black hole', mtuBlackHoleCase().octets],
    ['slow handshakes', slowHandshakeCase().octets],
    ['some of everything', warmUpCapture()],
  ])('%s', async (_, octets) => {
    const fast = await documentOf(octets)
    const write = vi.spyOn(RowWriter.prototype, 'write').mockImplementation((__, words, at) => {
      words[at + SHAPE] = GENERAL
    })
    expect(await documentOf(octets)).toBe(fast)
    expect(write).toHaveBeenCalled()
  })
})
