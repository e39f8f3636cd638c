import { describe, expect, it } from 'vitest'
import { MAX_ANNOUNCEMENTS } from '../../../workers/limits/limits'
import { Announcements } from '../../../workers/protocol/announcements'

const MEDIA = { protocol: 'rtp', about: '' }

describe('announcements', () => {
  it('are found by transport, address and port', () => {
    const all = new Announcements()
    expect(all.at('udp', '10.0.0.1', 4000)).toBeUndefined()
    all.announce('udp', '10.0.0.1', 4000, MEDIA)
    expect(all.at('udp', '10.0.0.1', 4000)).toBe(MEDIA)
    expect(all.at('tcp', '10.0.0.1', 4000)).toBeUndefined()
    expect(all.at('udp', '10.0.0.1', 4001)).toBeUndefined()
    expect(all.generation).toBe(1)
  })

  it('of port 0 announce nothing', () => {
    const all = new Announcements()
    all.announce('udp', '10.0.0.1', 0, MEDIA)
    expect(all.generation).toBe(0)
  })

  it('beyond the bound take the place of the oldest, and are counted', () => {
    const all = new Announcements()
    for (let port = 1; port <= MAX_ANNOUNCEMENTS; port++) all.announce('udp', 'a', port, MEDIA)
    all.announce('udp', 'a', 1, MEDIA) // the oldest becomes the newest
    expect(all.forgotten).toBe(0)
    all.announce('udp', 'a', MAX_ANNOUNCEMENTS + 1, MEDIA)
    expect(all.forgotten).toBe(1)
    expect(all.at('udp', 'a', 1)).toBe(MEDIA)
    expect(all.at('udp', 'a', 2)).toBeUndefined()
  })
})
