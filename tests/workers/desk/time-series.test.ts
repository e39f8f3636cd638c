import { describe, expect, it } from 'vitest'
import type { BinWindow } from '../../../workers/api/time-series'
import { openOctets } from '../../../workers/capture/octet-reader'
import { ethernet, ipv4, PROTO, udp } from '../../../workers/forge/packet'
import type { CapturedFrame } from '../../../workers/forge/capture-writer'
import { writePcap } from '../../../workers/forge/capture-writer'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { analyse, EPOCH, fileOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'
import { newDesk } from './desk'

const silent = () => undefined

/** 42 octets of headers, and `size` of payload. */
function datagram(time: number, dstPort: number, size = 8): CapturedFrame {
  const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
  const payload = udp({ ...ends, srcPort: 5000, dstPort }, new Uint8Array(size))
  return { time, octets: ethernet({}, ipv4({ ...ends, proto: PROTO.udp }, payload)) }
}

const nanoCapture = (frames: readonly CapturedFrame[], name = 'a.pcap', epoch = EPOCH) =>
  fileOf(writePcap(frames, { nanosecond: true, linktype: 1, epoch }), name)

async function caseOf(files: File[], attached = files) {
  const desk = newDesk({ openOctets })
  const { result, lists } = packLists(await analyse(...files))
  const { captureStart } = result.spine
  const { id } = await desk.save(result, lists, attached)
  async function binsOf(filter: string, window: Partial<BinWindow> = {}) {
    const whole = { starts: captureStart, from: 0, binNanos: 100, bins: 4, ...window }
    const answer = await desk.timeSeries(id, filter, whole, silent)
    if (answer.kind !== 'counted') throw new Error(answer.kind)
    return answer.bins
  }
  return { desk, id, starts: captureStart, binsOf }
}

describe('packets over time', () => {
  it('stand in the bin that begins with them, to the nanosecond', async () => {
    const times = [0, 99, 100, 199, 200, 399, 400]
    const { binsOf } = await caseOf([nanoCapture(times.map((time) => datagram(time, 53)))])
    expect([...(await binsOf('')).packets]).toEqual([2, 2, 1, 1])
    expect([...(await binsOf('', { from: 1 })).packets]).toEqual([2, 2, 0, 2])
    expect([...(await binsOf('', { from: -100 })).packets]).toEqual([0, 2, 2, 1])
    expect([...(await binsOf('', { binNanos: 1, from: 98 })).packets]).toEqual([0, 1, 1, 0])
  })

  it('stay at their border where a bin is no sum of halves', async () => {
    // 0.3 / 0.1 is less than 3; so is 3 ms by the width of a bin turned over
    const times = Array.from({ length: 50 }, (_, ms) => ms * 1_000_000)
    const { binsOf } = await caseOf([nanoCapture(times.map((time) => datagram(time, 53)))])
    for (const binNanos of [1_000_000, 3_000_000, 7_000_000]) {
      const bins = Math.ceil(50_000_000 / binNanos)
      const { packets } = await binsOf('', { binNanos, bins })
      const most = binNanos / 1_000_000
      expect([...packets.subarray(0, -1)]).toEqual(Array.from({ length: bins - 1 }, () => most))
    }
  })

  it('are those that pass the filter, with their octets', async () => {
    const frames = [datagram(0, 53, 8), datagram(50, 80, 18), datagram(150, 53, 28)]
    const { binsOf } = await caseOf([nanoCapture(frames)])
    const all = await binsOf('')
    expect([...all.packets]).toEqual([2, 1, 0, 0])
    expect([...all.octets]).toEqual([50 + 60, 70, 0, 0])
    const dns = await binsOf('udp.dstport == 53')
    expect([...dns.packets]).toEqual([1, 1, 0, 0])
    expect([...dns.octets]).toEqual([50, 70, 0, 0])
    expect([...(await binsOf('frame.len > 55')).packets]).toEqual([1, 1, 0, 0])
  })

  it('tell how often TCP analysis had something to say', async () => {
    const script = new TcpScript().handshake() // 0 to 2 ms
    script.client({ length: 100 })
    script.client({ seq: 1, length: 100, after: 400 })
    script.server({ after: 1 })
    const { binsOf } = await caseOf([nanoCapture(script.frames)])
    const window = { binNanos: 100_000_000, bins: 5 }
    const { packets, events } = await binsOf('tcp', window)
    expect([...packets]).toEqual([4, 0, 0, 0, 2])
    expect([...events]).toEqual([0, 0, 0, 0, 1])
    expect([...(await binsOf('tcp.analysis.retransmission', window)).packets]).toEqual([
      ...[0, 0, 0, 0, 1],
    ])
  })

  it('of several captures lie where their clocks put them', async () => {
    const early = nanoCapture([datagram(0, 53), datagram(250, 80)], 'early.pcap', EPOCH + 300n)
    const late = nanoCapture([datagram(0, 53), datagram(50, 53)], 'late.pcap', EPOCH)
    const { binsOf, starts, desk, id } = await caseOf([early, late])
    expect(starts).toEqual([300, 0])
    expect([...(await binsOf('', { bins: 6 })).packets]).toEqual([2, 0, 0, 1, 0, 1])
    expect([...(await binsOf('udp.port == 53', { bins: 6 })).packets]).toEqual([2, 0, 0, 1, 0, 0])
    const first = (from: number, to: number, filter = '') =>
      desk.firstOfSeries(id, filter, starts, from, to)
    expect(await first(0, 600)).toEqual({ capture: 1, frame: 1 })
    expect(await first(50, 600)).toEqual({ capture: 1, frame: 2 })
    expect(await first(51, 600)).toEqual({ capture: 0, frame: 1 })
    expect(await first(51, 600, 'udp.port == 80')).toEqual({ capture: 0, frame: 2 })
    expect(await first(51, 300)).toBeNull()
  })

  it('are found although they do not stand in order', async () => {
    const frames = [datagram(300, 53), datagram(0, 53), datagram(120, 53)]
    const { binsOf, desk, id, starts } = await caseOf([nanoCapture(frames)])
    // Time 0 of a capture is its first frame, time 0 of the case its earliest
    expect(starts).toEqual([300])
    expect([...(await binsOf('')).packets]).toEqual([1, 1, 0, 1])
    expect(await desk.firstOfSeries(id, '', starts, 0, 400)).toEqual({ capture: 0, frame: 2 })
  })

  it('are none in an empty stretch, before the case or behind it', async () => {
    const { binsOf } = await caseOf([nanoCapture([datagram(0, 53), datagram(1000, 53)])])
    for (const from of [-5000, 100, 5000]) {
      expect([...(await binsOf('', { from })).packets]).toEqual([0, 0, 0, 0])
    }
    expect((await binsOf('', { bins: 0 })).packets).toHaveLength(1)
  })
})

describe('a series', () => {
  const frames = [datagram(0, 53), datagram(150, 80)]

  it('that is no filter is refused where it is wrong', async () => {
    const { desk, id, starts } = await caseOf([nanoCapture(frames)])
    const window = { starts, from: 0, binNanos: 100, bins: 4 }
    const answer = await desk.timeSeries(id, 'udp && ip.srcc == 1', window, silent)
    expect(answer).toMatchObject({ kind: 'refused', at: 7, length: 7 })
    expect(await desk.firstOfSeries(id, 'ip.srcc', starts, 0, 400)).toBeNull()
  })

  it('of a capture that is gone is known by its index alone', async () => {
    const { desk, id, starts, binsOf } = await caseOf([nanoCapture(frames)], [])
    expect([...(await binsOf('frame.number == 2')).packets]).toEqual([0, 1, 0, 0])
    const window = { starts, from: 0, binNanos: 100, bins: 4 }
    const answer = await desk.timeSeries(id, 'udp', window, silent)
    expect(answer.kind === 'absent' && answer.message).toContain('a.pcap')
    expect(await desk.timeSeries('other', 'udp', window, silent)).toMatchObject({ kind: 'absent' })
  })

  it('is asked beside the list of packets, and neither ends the other', async () => {
    const { desk, id, starts } = await caseOf([nanoCapture(frames)])
    const window = { starts, from: 0, binNanos: 100, bins: 4 }
    const reading = desk.timeSeries(id, 'frame contains "nothing"', window, silent)
    const query = { capture: 0, filter: 'udp', from: null, to: null }
    expect(await desk.selectPackets(id, query, silent)).toMatchObject({ count: 2 })
    expect(await reading).toMatchObject({ kind: 'counted', unindexed: 0 })
  })

  it('is not read on when nobody wants it', async () => {
    const { desk, id, starts } = await caseOf([nanoCapture(frames)])
    const window = { starts, from: 0, binNanos: 100, bins: 4 }
    const reading = desk.timeSeries(id, 'udp', window, silent)
    await desk.cancelSeries(id, 'udp')
    expect((await reading).kind).toMatch(/cancelled|counted/)
    expect(await desk.timeSeries(id, 'udp', window, silent)).toMatchObject({ kind: 'counted' })
  })
})
