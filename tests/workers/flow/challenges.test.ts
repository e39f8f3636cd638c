/** SYNs that are answered for an older connection: RFC 5961 §4.2, RFC 9293 §3.10.7.3. */
import { describe, expect, it } from 'vitest'
import type { Handshake } from '../../../workers/model/records'
import { captureOf, recordsOf } from '../../support/analyse'
import { again, older } from '../../support/challenged'
import { TcpScript, together } from '../../support/tcp-script'

const MS = 1e6

async function lastHandshake(...scripts: TcpScript[]): Promise<Handshake | undefined> {
  return (await recordsOf(captureOf(together(...scripts)))).conns.at(-1)?.handshake
}

describe('an ACK instead of a SYN-ACK', () => {
  it('tells of the older connection, and so does the RST in return', async () => {
    const handshake = await lastHandshake(older(), again())
    expect(handshake?.outcome).toBe('complete')
    expect(handshake?.challenge).toEqual({
      frame: 7,
      time: 1001 * MS,
      total: 1,
      resetFrame: 8,
      resetTime: 1002 * MS,
      older: 'none',
      olderFrame: 5,
      olderTime: 4 * MS,
    })
  })

  it('counts ACKs that come again', async () => {
    const next = again({ reset: null })
    const script = new TcpScript({ clientIsn: 90_000_000, start: 1000 })
    script.client({ flags: 'S' })
    script.server({ seq: 1, ack: 5 })
    script.client({ flags: 'S', seq: 0, after: 1000 })
    script.server({ seq: 1, ack: 5 })
    expect((await lastHandshake(script))?.challenge).toMatchObject({ total: 2, resetFrame: 0 })
    expect((await lastHandshake(older(), next))?.challenge).toMatchObject({ resetTime: -1 })
  })

  it('knows how the older connection had been closed, or that it was not seen', async () => {
    const closed = older()
    closed.client({ flags: 'FA' })
    closed.server({ flags: 'FA' })
    closed.client()
    const aborted = older()
    aborted.client({ flags: 'RA' })
    const olderOf = async (...scripts: TcpScript[]) =>
      (await lastHandshake(...scripts))?.challenge?.older
    expect(await olderOf(closed, again())).toBe('fin')
    expect(await olderOf(aborted, again())).toBe('rst')
    expect(await olderOf(again())).toBe('unseen')
  })

  it('is none when it acknowledges the SYN: the SYN-ACK was not captured', async () => {
    const script = new TcpScript()
    script.client({ flags: 'S' })
    script.server({ seq: 1 })
    expect((await lastHandshake(script))?.challenge).toBeNull()
  })

  it('is none once the connection is open, and a refusal is none', async () => {
    expect((await lastHandshake(older()))?.challenge).toBeNull()
    const refused = new TcpScript()
    refused.client({ flags: 'S' })
    refused.server({ flags: 'RA', seq: 0 })
    expect((await lastHandshake(refused))?.challenge).toBeNull()
  })

  it('is denied only by a RST that fits it', async () => {
    const next = again({ reset: { seq: 1 } })
    expect((await lastHandshake(older(), next))?.challenge).toMatchObject({ resetFrame: 0 })
  })
})
