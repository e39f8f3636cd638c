import { describe, expect, it } from 'vitest'
import { TcpReceiver } from '../../../workers/forge/tcp-receiver'
import { TcpSender } from '../../../workers/forge/tcp-sender'

const MS = 1e6

describe('TcpReceiver', () => {
  it('reports what waits behind a hole, the newest block first', () => {
    const receiver = new TcpReceiver()
    receiver.next = 1
    expect(receiver.take([1, 101])).toBe('in-order')
    expect(receiver.take([201, 301])).toBe('ahead')
    expect(receiver.take([401, 501])).toBe('ahead')
    expect(receiver.sackBlocks()).toEqual([
      [401, 501],
      [201, 301],
    ])
    expect(receiver.take([301, 401])).toBe('ahead')
    expect(receiver.sackBlocks()).toEqual([[201, 501]])
    expect(receiver.take([101, 201])).toBe('in-order')
    expect(receiver.next).toBe(501)
    expect(receiver.sackBlocks()).toEqual([])
  })

  it('reports a duplicate before all else (RFC 2883 §4)', () => {
    const receiver = new TcpReceiver()
    receiver.take([0, 100])
    receiver.take([200, 300])
    expect(receiver.take([0, 100])).toBe('again')
    expect(receiver.sackBlocks([0, 100])).toEqual([
      [0, 100],
      [200, 300],
    ])
  })
})

describe('TcpSender', () => {
  /** Ten segments of 100 octets, sent at 0. */
  const filled = () => {
    const sender = new TcpSender()
    for (let from = 0; from < 1000; from += 100) sender.sent([from, from + 100], 0)
    return sender
  }

  it('sends ten segments at first (RFC 6928)', () => {
    const sender = filled()
    expect(sender.hasRoom).toBe(false)
    sender.acknowledged(100, [], MS)
    expect(sender.hasRoom).toBe(true)
  })

  it('waits a second for the first answer, then 200 ms beyond the round trip, then doubles', () => {
    const sender = filled()
    expect(sender.rto).toBe(1000 * MS)
    sender.acknowledged(100, [], 4 * MS)
    expect(sender.rto).toBe(204 * MS)
    sender.timedOut()
    expect(sender.rto).toBe(408 * MS)
    sender.timedOut()
    expect(sender.rto).toBe(816 * MS)
  })

  it('repeats one segment after a time-out', () => {
    const sender = filled()
    sender.timedOut()
    expect(sender.repeat(0)).toEqual([0, 100])
    expect(sender.repeat(0)).toBeUndefined()
  })

  it('repeats a hole when three later segments have arrived, not before', () => {
    const sender = filled()
    sender.acknowledged(100, [[200, 400]], MS)
    expect(sender.repeat(MS)).toBeUndefined()
    sender.acknowledged(100, [[200, 500]], MS)
    expect(sender.repeat(MS)).toEqual([100, 200])
    expect(sender.repeat(MS)).toBeUndefined()
    expect(sender.retransmissions).toBe(1)
  })

  it('does not measure the round trip of repeated segments (RFC 6298 §3)', () => {
    const sender = new TcpSender()
    sender.sent([0, 1], 0)
    sender.timedOut()
    sender.repeat(1000 * MS)
    sender.acknowledged(1, [], 1001 * MS)
    expect(sender.rto).toBe(1000 * MS)
  })
})
