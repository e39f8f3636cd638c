/** Files that FTP carried; expected hashes are those of `sha256sum`. */
import { describe, expect, it } from 'vitest'
import { only } from '../../support/analyse'
import { TcpScript, type TimedFrame } from '../../support/tcp-script'
import { deskWith } from './views'

const PLANS = 'the quick brown fox '.repeat(300)
const SHA256 = '15748fc11716b4cc2bfd0245eaa5ec664e021eecc31ac1dff9c8045ec746b750'
const PORT = 40_000

/** PASV to port 40,000, then `command`. */
function control(command: string): TimedFrame[] {
  const talk = new TcpScript({ serverPort: 21 }).handshake()
  talk.client({ flags: 'PA', data: 'PASV\r\n' })
  talk.server({ flags: 'PA', data: '227 Entering Passive Mode (10,0,0,2,156,64).\r\n' })
  talk.client({ flags: 'PA', data: `${command}\r\n` })
  talk.server({ flags: 'PA', data: '150 Here it comes\r\n' })
  return talk.frames
}

function data(
  sender: 'client' | 'server',
  { lost = -1, end = true, acked = true } = {},
): TimedFrame[] {
  const talk = new TcpScript({ clientPort: 40_100, serverPort: PORT, start: 100 }).handshake()
  for (let at = 0; at < PLANS.length; at += 1000) {
    talk[sender]({ flags: 'PA', data: PLANS.slice(at, at + 1000) })
    if (acked) talk[sender === 'client' ? 'server' : 'client']({ flags: 'A' })
  }
  if (end) talk[sender]({ flags: 'FA' })
  return talk.frames.filter((_, index) => index !== lost)
}

async function carved(frames: readonly TimedFrame[]) {
  const { desk, id } = await deskWith(frames)
  const file = only((await desk.transfers(id)).rows)
  const answer = await desk.transferred(id, file)
  if (answer.kind === 'absent') throw new Error(answer.message)
  return { file, body: answer.body }
}

describe('a file that FTP carried', () => {
  it('is listed with who sent it, and put together from its connection', async () => {
    const { file, body } = await carved([...control('RETR docs/plans.txt'), ...data('server')])
    expect(file).toMatchObject({
      command: 'RETR docs/plans.txt',
      ...{ src: '10.0.0.2', srcPort: PORT, dst: '10.0.0.1', octets: PLANS.length, whole: true },
    })
    expect(Buffer.from(body.octets).toString('latin1')).toBe(PLANS)
    expect(body).toMatchObject({ sha256: SHA256, missing: 0, cut: false, contentType: '' })
    expect(body.name).toMatch(/^frame-\d+-plans_txt\.\w+$/)
  })

  it('may be sent by the client', async () => {
    const { file, body } = await carved([...control('STOR plans.txt'), ...data('client')])
    expect(file).toMatchObject({ src: '10.0.0.1', dst: '10.0.0.2', dstPort: PORT })
    expect(body.sha256).toBe(SHA256)
  })

  it('says what the capture does not hold', async () => {
    const { body } = await carved([...control('RETR plans.txt'), ...data('server', { lost: 7 })])
    expect(body).toMatchObject({ missing: 1000, cut: false })
    expect(body.octets).toHaveLength(PLANS.length)
    expect(body.octets.subarray(2000, 3000).every((octet) => octet === 0)).toBe(true)
  })

  it('says that there is more behind a hole of which nobody tells how it ended', async () => {
    const alone = data('server', { lost: 5, acked: false })
    const { body } = await carved([...control('RETR plans.txt'), ...alone])
    expect(body).toMatchObject({ missing: 0, cut: true })
    expect(body.octets).toHaveLength(2000)
  })

  it('says that it goes on where its end was not captured', async () => {
    const { body } = await carved([...control('RETR a.txt'), ...data('server', { end: false })])
    expect(body).toMatchObject({ sha256: SHA256, cut: true })
  })

  it('is none where only the control connection was captured', async () => {
    const { desk, id } = await deskWith(control('RETR plans.txt'))
    expect((await desk.transfers(id)).rows).toEqual([])
  })
})
