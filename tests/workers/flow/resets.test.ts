/** RSTs and what they meet: RFC 9293 §3.5.2 and §3.10.7. */
import { describe, expect, it } from 'vitest'
import type { ConnRecord, ConnReset } from '../../../workers/model/records'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { inVxlan, TcpScript } from '../../support/tcp-script'

const SECOND = 1e9
const MS = 1e6

async function connOf({ frames }: TcpScript): Promise<ConnRecord> {
  return only((await recordsOf(captureOf(frames))).conns)
}

async function resetOf(script: TcpScript): Promise<ConnReset> {
  const { reset } = await connOf(script)
  if (reset === null) throw new Error('no reset')
  return reset
}

/** Request and answer, both acknowledged: frames 4 to 7. */
function spoken(script = new TcpScript().handshake()): TcpScript {
  script.client({ length: 50 })
  script.server()
  script.server({ length: 70 })
  script.client()
  return script
}

describe('a reset', () => {
  it('is none where no RST was seen', async () => {
    expect(await connOf(spoken())).toMatchObject({ reset: null, silenceSurvived: 0 })
  })

  it('is told with everything that its frame says', async () => {
    const script = spoken()
    script.server({ flags: 'R', id: 4242, ttl: 61, window: 7, after: 5 })
    expect(await resetOf(script)).toEqual({
      from: 'resp',
      frame: 8,
      time: 11 * MS,
      total: 1,
      origTotal: 0,
      respTotal: 1,
      sentAfter: 0,
      ttl: 61,
      otherTtls: [64],
      ipId: 4242,
      window: 7,
      hasAck: false,
      sequence: 'expected',
      finBefore: 'none',
      lastData: 'resp',
      senderUnacked: 0,
      receiverUnacked: 0,
      silence: null,
      origBase: 1_000_000,
      respBase: 5_000_000,
    } satisfies ConnReset)
  })

  it('knows what was not acknowledged, and who sent data last', async () => {
    const asked = new TcpScript().handshake()
    asked.client({ length: 50 })
    asked.server({ flags: 'RA' })
    expect(await resetOf(asked)).toMatchObject({
      ...{ lastData: 'orig', senderUnacked: 0, receiverUnacked: 50, hasAck: true },
    })
    const gaveUp = new TcpScript().handshake()
    gaveUp.client({ length: 50 })
    gaveUp.client({ length: 50, seq: 1, after: 300 })
    gaveUp.client({ flags: 'RA' })
    expect(await resetOf(gaveUp)).toMatchObject({
      ...{ from: 'orig', lastData: 'orig', senderUnacked: 50, receiverUnacked: 0 },
    })
    const bare = new TcpScript().handshake()
    bare.client({ flags: 'RA' })
    expect(await resetOf(bare)).toMatchObject({ lastData: 'none' })
  })

  it('keeps the first RST and counts those of both sides', async () => {
    const script = spoken()
    script.client({ flags: 'RA' })
    script.server({ length: 10 })
    script.client({ flags: 'R' })
    script.server({ flags: 'R' })
    expect(await resetOf(script)).toMatchObject({
      ...{ from: 'orig', frame: 8, total: 3, origTotal: 2, respTotal: 1, sentAfter: 0 },
    })
  })

  it('counts what its sender says afterwards: a host that resets says no more', async () => {
    const script = spoken()
    script.server({ flags: 'RA', ttl: 20 })
    script.server({ length: 10 })
    script.server({ flags: 'RA', ttl: 20 })
    script.server({ length: 10 })
    expect(await resetOf(script)).toMatchObject({ total: 2, sentAfter: 2 })
  })

  it('has a sequence number that its receiver waits for, or not', async () => {
    const blind = spoken()
    blind.server({ flags: 'R', seq: 5000 })
    expect(await resetOf(blind)).toMatchObject({ sequence: 'elsewhere' })
    const behind = spoken()
    behind.server({ length: 100 })
    behind.server({ flags: 'R', seq: 71 })
    expect(await resetOf(behind)).toMatchObject({ sequence: 'expected' })
  })

  it.each([
    ['none', [] as const],
    ['orig', ['client'] as const],
    ['resp', ['server'] as const],
    ['both', ['server', 'client'] as const],
  ])('comes behind FIN of %s', async (finBefore, who) => {
    const script = spoken()
    for (const side of who) script[side]({ flags: 'FA' })
    script.client({ flags: 'RA' })
    expect(await resetOf(script)).toMatchObject({ finBefore })
    expect((await connOf(script)).closedBy).toBe('rst')
  })

  it('is one, though its frame was captured twice', async () => {
    const script = spoken()
    script.server({ flags: 'RA' })
    const last = script.frames.at(-1)
    if (last) script.frames.push({ ...last, time: last.time + 1000 })
    expect(await resetOf(script)).toMatchObject({ total: 1, respTotal: 1 })
  })

  it('is read inside of a tunnel', async () => {
    const script = spoken(new TcpScript({ wrap: inVxlan(5) }).handshake())
    script.server({ flags: 'R', id: 77, ttl: 63 })
    expect(await resetOf(script)).toMatchObject({ ipId: 77, ttl: 63, otherTtls: [64] })
  })

  it('that answers a SYN has no other segments beside it', async () => {
    const script = new TcpScript()
    script.client({ flags: 'S' })
    script.server({ flags: 'RA', seq: 0, ttl: 60 })
    expect(await resetOf(script)).toMatchObject({ ttl: 60, otherTtls: [], sequence: 'unknown' })
  })
})

describe('the TTLs of a side', () => {
  it('are told in order, without that of the RST', async () => {
    const script = new TcpScript()
    script.client({ flags: 'S' })
    script.server({ flags: 'SA', ttl: 250 })
    script.client()
    for (const ttl of [57, 58, 57]) script.server({ length: 10, ttl })
    script.server({ flags: 'RA', ttl: 64 })
    expect(await resetOf(script)).toMatchObject({ ttl: 64, otherTtls: [57, 58, 250] })
  })

  it('are not told when there are more than can be kept', async () => {
    const script = new TcpScript().handshake()
    for (const ttl of [1, 2, 3, 4, 5]) script.server({ length: 10, ttl })
    script.server({ flags: 'RA', ttl: 6 })
    expect(await resetOf(script)).toMatchObject({ otherTtls: [] })
  })
})

describe('a silence', () => {
  const after = 8000

  it('ends with what the RST answers', async () => {
    const script = spoken()
    script.client({ length: 10, after })
    script.server({ flags: 'R' })
    const { reset, silenceSurvived } = await connOf(script)
    expect(reset?.silence).toEqual({
      ...{ length: 8 * SECOND, from: 'orig', frame: 8, time: 8.006 * SECOND },
      ...{ fin: false, sent: 1 },
    })
    expect(silenceSurvived).toBe(0)
  })

  it('is the same when the segment at its end is sent again and again', async () => {
    const script = spoken()
    const again = { length: 10, seq: 51 }
    script.client({ ...again, after })
    for (const wait of [200, 1100, 2200, 4400]) script.client({ ...again, after: wait })
    script.server({ flags: 'R', after: 1500 })
    expect((await resetOf(script)).silence).toMatchObject({
      ...{ length: 8 * SECOND, frame: 8, sent: 5 },
    })
  })

  it('is survived when the other side answers', async () => {
    const script = spoken()
    script.client({ length: 10, after })
    script.server({ after: 1200 })
    script.client({ length: 10, after: 3000 })
    script.server({ flags: 'R', after: 1100 })
    const { reset, silenceSurvived } = await connOf(script)
    expect(silenceSurvived).toBe(8 * SECOND)
    expect(reset?.silence?.length).toBe(3 * SECOND)
  })

  it('is survived in a connection that goes on', async () => {
    const script = spoken()
    script.server({ length: 10, after })
    script.client()
    expect(await connOf(script)).toMatchObject({ silenceSurvived: 8 * SECOND, reset: null })
  })

  it('is not survived by what nobody answers, nor by an RST', async () => {
    const script = spoken()
    script.server({ length: 10, after })
    expect((await connOf(script)).silenceSurvived).toBe(0)
    script.client({ flags: 'R' })
    script.client({ flags: 'R' })
    expect((await connOf(script)).silenceSurvived).toBe(0)
  })

  it('may end with the RST itself', async () => {
    const script = spoken()
    script.server({ flags: 'RA', after })
    expect((await resetOf(script)).silence).toMatchObject({ from: 'resp', frame: 8, sent: 0 })
  })

  it('is told with the FIN that ends it', async () => {
    const script = spoken()
    script.client({ flags: 'FA', after })
    script.server({ flags: 'R' })
    expect((await resetOf(script)).silence).toMatchObject({ fin: true, sent: 1 })
  })

  it('is none below a second, and none while a connection is opened', async () => {
    const short = spoken()
    short.client({ length: 10, after: 999 })
    short.server({ flags: 'R' })
    expect((await resetOf(short)).silence).toBeNull()
    const refused = new TcpScript()
    refused.client({ flags: 'S' })
    refused.client({ flags: 'S', seq: 0, after: 3000 })
    refused.server({ flags: 'RA', seq: 0 })
    expect((await resetOf(refused)).silence).toBeNull()
  })
})
