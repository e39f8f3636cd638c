import { describe, expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { text } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { tcp, udp } from '../../../workers/forge/transport'
import { Cancelled, Unreadable } from '../../../workers/select/capture-access'
import { CaptureFacets } from '../../../workers/select/facet-store'
import { NO_REFERENCES } from '../../../workers/select/references'
import { selectFrames } from '../../../workers/select/select-frames'
import { compileFilter } from '../../../workers/filter/bind'
import { askedOf, UNHURRIED } from './capture-of'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
const macs = { src: '02:00:00:00:00:01', dst: '02:00:00:00:00:02', type: 0x0800 }

const segment = (srcPort: number, seq: number, payload = '', flags = 'PA') =>
  ethernet(
    macs,
    ipv4(
      { ...ends, proto: 6 },
      tcp({ ...ends, srcPort, dstPort: 80, seq, ack: 1, flags }, text(payload)),
    ),
  )

const datagram = (payload: string) =>
  ethernet(
    macs,
    ipv4({ ...ends, proto: 17 }, udp({ ...ends, srcPort: 9, dstPort: 99 }, text(payload))),
  )

const FRAMES = [
  segment(1000, 100, '', 'S'),
  segment(1000, 101, 'GET /index.html HTTP/1.1\r\nHost: www.example.com\r\n\r\n'),
  datagram('hello world'),
  segment(1001, 500, 'POST /form HTTP/1.1\r\nHost: other.example\r\nUser-Agent: curl\r\n\r\nx=1'),
  datagram('HELLO again'),
  segment(1000, 900, '', 'S'),
].map((octets, index) => ({ time: index * 1e6, octets }))

describe('filters that look into frames', () => {
  it.each([
    ['', [1, 2, 3, 4, 5, 6]],
    ['http', [2, 4]],
    ['http.request.method == "GET"', [2]],
    ['http.host contains "example"', [2, 4]],
    ['http.host matches "^OTHER"', [4]],
    ['http.user_agent', [4]],
    ['http.request.full_uri == "http://www.example.com/index.html"', [2]],
    ['udp contains "hello"', [3]],
    ['frame matches "hello"', [3, 5]],
    ['udp.payload[0:5] == "HELLO"', [5]],
    ['data.len == 11', [3, 5]],
    ['data', [3, 5]],
    ['len(tcp.payload) > 50 && tcp.srcport == 1000', [2]],
    ['not http && tcp', [1, 6]],
    ['tcp.seq == 1', [2, 4]],
    ['tcp.stream == 0', [1, 2]],
    ['tcp.stream == 2', [6]],
    ['tcp.checksum > 0 && tcp.flags.syn == 1', [1, 6]],
    ['_ws.malformed', []],
    ['frame[12:2] == 08:00 and udp', [3, 5]],
  ])('%s', async (filter, expected) => {
    const { frames } = await askedOf(FRAMES)
    expect(await frames(filter)).toEqual(expected)
  })

  it('know when a segment came within its stream', async () => {
    const { frames } = await askedOf(FRAMES)
    expect(await frames('tcp.time_relative')).toEqual([1, 2, 4, 6])
    expect(await frames('tcp.time_relative == 0.001')).toEqual([2])
    // The third stream has the ports of the first.
    expect(await frames('tcp.time_relative == 0 && tcp.time_delta == 0')).toEqual([1, 4, 6])
    const late = [...FRAMES, { time: 500e6, octets: segment(1001, 600, 'late') }]
    const more = await askedOf(late)
    expect(await more.frames('tcp.time_delta > 0.4')).toEqual([7])
    expect(await more.frames('tcp.time_delta > 0.4', { to: 400e6 })).toEqual([])
    expect(await more.frames('tcp.time_delta > 0.4 && tcp contains "late"')).toEqual([7])
  })

  it('know applications by their ports, and SMB by how it begins', async () => {
    const to = (dstPort: number, payload: Uint8Array<ArrayBuffer>) =>
      ethernet(
        macs,
        ipv4(
          { ...ends, proto: 6 },
          tcp({ ...ends, srcPort: 3000, dstPort, seq: 1, flags: 'PA' }, payload),
        ),
      )
    const octets = [
      to(22, text('SSH-2.0-OpenSSH_9.6\r\n')),
      to(22, text('')),
      to(445, Uint8Array.of(0, 0, 0, 4, 0xfe, 0x53, 0x4d, 0x42)),
      to(445, Uint8Array.of(0, 0, 0, 4, 0x6d, 0x6f, 0x72, 0x65)),
      to(4444, text('SSH-2.0-OpenSSH_9.6\r\n')),
    ]
    const { frames } = await askedOf(octets.map((each, index) => ({ time: index, octets: each })))
    expect(await frames('ssh')).toEqual([1])
    expect(await frames('nbss')).toEqual([3, 4])
    expect(await frames('smb2')).toEqual([3])
    expect(await frames('smb or ftp')).toEqual([])
    expect(await frames('frame.protocols == "eth:ethertype:ip:tcp:nbss:smb2"')).toEqual([3])
    expect(await frames('data')).toEqual([5])
  })

  it('know the requests of HTTP/0.9, which have no version', async () => {
    const octets = segment(1002, 1, 'GET /bad.html\r\n')
    const { frames } = await askedOf([...FRAMES, { time: 9e6, octets }])
    expect(await frames('http.request.method == "GET"')).toEqual([2, 7])
    expect(await frames('http.request.version')).toEqual([2, 4])
  })

  it('keep to a window of time, both ends inclusive', async () => {
    const { frames } = await askedOf(FRAMES)
    expect(await frames('', { from: 1e6, to: 3e6 })).toEqual([2, 3, 4])
    expect(await frames('http', { from: 2e6 })).toEqual([4])
    expect(await frames('frame.time_relative == 0.001', { to: 1e6 })).toEqual([2])
  })

  it('end when nobody waits for them', async () => {
    const { frames } = await askedOf(FRAMES)
    const pace = { cancelled: true, rest: () => Promise.resolve() }
    await expect(frames('udp contains "x"', {}, pace)).rejects.toBeInstanceOf(Cancelled)
  })

  it('need the octets, unless the index tells all', async () => {
    const { access } = await askedOf(FRAMES)
    const facets = new CaptureFacets(access.rows)
    const gone = { ...access, open: () => Promise.resolve(null) }
    const select = (filter: string) =>
      selectFrames(
        { test: compileFilter(filter), from: null, to: null, references: NO_REFERENCES },
        { access: gone, facets, facetRows: Infinity, pace: UNHURRIED },
      )
    expect((await select('frame.number > 4')).count).toBe(2)
    await expect(select('tcp')).rejects.toBeInstanceOf(Unreadable)
  })

  it('find nothing amiss where a file ends too early', async () => {
    const { access } = await askedOf(FRAMES)
    const reader = {
      read: () => Promise.resolve(new Uint8Array(3)),
      close: () => Promise.resolve(),
    }
    const cut = { ...access, open: () => Promise.resolve(reader) }
    const facets = new CaptureFacets(access.rows)
    const question = {
      test: compileFilter('tcp'),
      from: null,
      to: null,
      references: NO_REFERENCES,
    }
    const selecting = { access: cut, facets, facetRows: Infinity, pace: UNHURRIED }
    await expect(selectFrames(question, selecting)).rejects.toBeInstanceOf(Unreadable)
  })
})
