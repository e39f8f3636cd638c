import 'fake-indexeddb/auto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PacketChoice, PacketExportOutcome } from '../../../workers/api/packet-export'
import { openCapture } from '../../../workers/capture/open'
import { readOctets } from '../../../workers/capture/read-octets'
import type { Desk } from '../../../workers/desk/library'
import { LINKTYPE, type CapturedFrame } from '../../../workers/forge/captured-frame'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import { writePcap } from '../../../workers/forge/pcap-writer'
import { writePcapng } from '../../../workers/forge/pcapng-writer'
import { newRecordBatch } from '../../../workers/model/record-batch'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { analyse, EPOCH, fileOf, only } from '../../support/analyse'
import { hasTshark, withTshark } from '../forge/tshark'
import { freshProfile } from '../store/database'
import { persistentDesk, WHOLE_REPORT } from './desk'

beforeEach(freshProfile)

const report = vi.fn(() => '')

const ON_WIRE = 120
/** Frame n: 14 octets and n more, cut from 120; at two places, not all commented, one earlier. */
const FRAMES: CapturedFrame[] = Array.from({ length: 9 }, (_, i) => ({
  time: i === 5 ? 4_000_000_003 : i * 1_000_000_007,
  octets: new Uint8Array(15 + i).fill(i + 1),
  origLen: ON_WIRE,
  iface: i % 2,
  ...(i % 3 === 0 && { comment: `comment ${i + 1}: größer` }),
}))
const CAPTURE = writePcapng(FRAMES, {
  epoch: EPOCH,
  comment: 'of the file',
  interfaces: [
    { name: 'eth0', tsresol: 9, snaplen: 100 },
    { name: 'cilium_vxlan', tsresol: 9, linktype: LINKTYPE.raw, snaplen: 200 },
  ],
})

interface Opened {
  desk: Desk
  id: string
  save: (choice: PacketChoice, notes?: boolean) => Promise<PacketExportOutcome>
}

async function opened(...files: File[]): Promise<Opened> {
  const desk = await persistentDesk({ readOctets, renderReport: report })
  const { result, lists } = packLists(await analyse(...files))
  const { id } = await desk.save(result, lists, files)
  return reopened(desk, id)
}

function reopened(desk: Desk, id: string): Opened {
  const save: Opened['save'] = (choice, notes = true) =>
    desk.exportPackets(id, choice, notes, () => undefined)
  return { desk, id, save }
}

const frames = (...numbers: number[]): PacketChoice => ({
  kind: 'frames',
  capture: 0,
  frames: Uint32Array.from(numbers),
})

async function octetsOf(outcome: PacketExportOutcome): Promise<Uint8Array<ArrayBuffer>> {
  if (outcome.kind !== 'packets') throw new Error(JSON.stringify(outcome))
  return new Uint8Array(await outcome.file.arrayBuffer())
}

/** What our own reader finds in it. */
async function readBack(octets: Uint8Array<ArrayBuffer>) {
  const outcome = await openCapture(new Blob([octets]), 'saved.pcapng')
  if (outcome.kind !== 'capture') throw new Error(outcome.kind)
  const { reader } = outcome
  const batch = newRecordBatch()
  const found: { octets: number[]; origLen: number; at: bigint; iface: string }[] = []
  while (await reader.next(batch)) {
    for (let row = 0; row < batch.count; row++) {
      const from = batch.at[row] ?? 0
      found.push({
        octets: [...batch.octets.slice(from, from + (batch.capLen[row] ?? 0))],
        origLen: batch.origLen[row] ?? 0,
        at: (reader.epochNs ?? 0n) + BigInt(batch.time[row] ?? 0),
        iface: reader.interfaces[batch.iface[row] ?? 0]?.name ?? '',
      })
    }
  }
  const { comments, interfaces, message, details } = reader
  return { found, comments, interfaces, message, details }
}

const expected = (number: number) => {
  const { time, octets, iface } = FRAMES[number - 1] as CapturedFrame
  const name = ['eth0', 'cilium_vxlan'][iface ?? 0]
  return { octets: [...octets], origLen: ON_WIRE, at: EPOCH + BigInt(time), iface: name }
}

describe('saved packets', () => {
  it.each([
    ['plain', CAPTURE, 'a.pcapng'],
    ['compressed', gzipSync(CAPTURE), 'a.pcapng.gz'],
  ])('are the frames of a %s capture, octet for octet', async (_how, octets, name) => {
    const { save } = await opened(new File([new Uint8Array(octets)], name))
    const outcome = await save(frames(1, 4, 6, 9))
    expect(outcome).toMatchObject({ kind: 'packets', packets: 4, leftOut: [] })
    const { found, comments, interfaces, message, details } = await readBack(
      await octetsOf(outcome),
    )
    expect(message).toBe('')
    expect(found).toEqual([1, 4, 6, 9].map(expected))
    expect(comments).toEqual([
      { frame: 0, text: 'of the file' },
      { frame: 1, text: 'comment 1: größer' },
      { frame: 2, text: 'comment 4: größer' },
    ])
    expect(interfaces).toMatchObject([
      { name: 'eth0', linktype: LINKTYPE.ethernet, snaplen: 100, tsresol: 9 },
      { name: 'cilium_vxlan', linktype: LINKTYPE.raw, snaplen: 200, tsresol: 9 },
    ])
    expect(details).toContainEqual({ what: 'written by', value: 'Tailfirst 1.2.3' })
  })

  it('carry what the analyst wrote on them, beside the comments they had', async () => {
    const { desk, id, save } = await opened(fileOf(CAPTURE, 'a.pcapng'))
    const note = (frame: number, text: string, mark: 'amber' | null) =>
      desk.keepNote(id, { subject: { kind: 'packet', capture: 0, frame }, text, mark })
    await note(4, 'Look:\nhere', 'amber')
    await note(2, '', 'amber')
    await note(3, 'not marked', null)
    const { found, comments } = await readBack(await octetsOf(await save({ kind: 'marked' })))
    expect(found).toEqual([2, 4].map(expected))
    expect(comments.slice(1)).toEqual([
      { frame: 2, text: 'comment 4: größer' },
      { frame: 2, text: 'Look:\nhere' },
    ])
    const without = await readBack(await octetsOf(await save({ kind: 'marked' }, false)))
    expect(without.comments).toHaveLength(2)
  })

  it('carry what is written on their connection where it begins', async () => {
    const { octets } = mtuBlackHoleCase()
    const { desk, id, save } = await opened(fileOf(octets, 'b.pcap'))
    const [row] = await desk.flowRows(id)
    const { flow = 0, firstFrame = 0, orig, resp, stream } = row ?? {}
    const subject = { kind: 'flow', capture: 0, flow } as const
    await desk.keepNote(id, { subject, text: 'hangs after the handshake', mark: null })
    const onFrame = { kind: 'packet', capture: 0, frame: firstFrame } as const
    await desk.keepNote(id, { subject: onFrame, text: 'its SYN', mark: null })
    const { comments } = await readBack(
      await octetsOf(await save(frames(firstFrame, firstFrame + 1))),
    )
    expect(comments).toEqual([
      { frame: 1, text: 'its SYN' },
      { frame: 1, text: 'hangs after the handshake' },
    ])
    expect(orig).toBeDefined()
    await desk.report(id, WHOLE_REPORT)
    const ends = `${orig?.address ?? ''}:${orig?.port ?? 0} → ${resp?.address ?? ''}:${resp?.port ?? 0}`
    expect(report).toHaveBeenLastCalledWith(
      expect.objectContaining({
        connections: new Map([[`flow 0 ${flow}`, `${ends} (tcp.stream ${stream ?? -1})`]]),
      }),
    )
  })

  it('are the evidence of a finding, each frame once, and without the capture what was kept', async () => {
    const { octets } = mtuBlackHoleCase()
    const file = fileOf(octets, 'b.pcap')
    const { desk, id, save } = await opened(file)
    const { detector, key, evidence } = only((await desk.open(id))?.result.findings ?? [])
    const numbers = [...new Set(evidence.map(({ frame }) => frame))].sort((a, b) => a - b)
    const choice: PacketChoice = { kind: 'finding', detector, key }
    const whole = await octetsOf(await save(choice))
    expect((await readBack(whole)).found).toHaveLength(numbers.length)

    const later = reopened(await persistentDesk(), id)
    expect(await octetsOf(await later.save(choice))).toEqual(whole)
    const [other = 0] = [1, 2, 3, 4].filter((frame) => !numbers.includes(frame))
    const [first = 0] = numbers
    const partly = await later.save(frames(...[other, first].sort((a, b) => a - b)))
    expect(partly).toMatchObject({ packets: 1 })
    expect(partly.kind === 'packets' && partly.leftOut.join()).toMatch(
      /^1 packet of b\.pcap .*again/,
    )
    const { comments } = await readBack(await octetsOf(partly))
    expect(comments).toEqual([{ frame: 0, text: expect.stringContaining('not at hand') as string }])
    const nothing = await later.save(frames(other))
    expect(nothing.kind === 'nothing' && nothing.message).toContain('b.pcap')
  })

  it('say which cannot be had: beyond the index, and events that are no packets', async () => {
    const capture = writePcapng(FRAMES.slice(0, 2), {
      epoch: EPOCH,
      interfaces: [{ name: 'eth0' }, {}],
      blocks: [{ type: 0xbad, body: Uint8Array.of(0, 0, 0x12, 0x34, 1, 2, 3, 4) }],
    })
    const { save } = await opened(fileOf(capture, 'c.pcapng'))
    const outcome = await save(frames(1, 2, 3, 4))
    expect(outcome).toMatchObject({ kind: 'packets', packets: 2 })
    const said = outcome.kind === 'packets' ? outcome.leftOut.join('\n') : ''
    expect(said).toMatch(/1 packet of c\.pcapng .* events/)
    expect(said).toMatch(/1 packet of c\.pcapng .* index/)
  })

  it('keep the pseudo-header that their link type counts to a frame', async () => {
    // LINKTYPE_PPP_WITH_DIR: the direction, then the frame (tcpdump.org/linktypes).
    const octets = Uint8Array.of(1, 0xff, 3, 0, 0x21, 9, 9)
    const file = fileOf(writePcap([{ time: 0, octets }], { linktype: 204, epoch: EPOCH }), 'd.pcap')
    const saved = await octetsOf(await (await opened(file)).save(frames(1)))
    const { found } = await readBack(saved)
    expect(found).toMatchObject([{ octets: [...octets.slice(1)], origLen: 6 }])
    const at = saved.length - 4 - 8
    expect([...saved.slice(at, at + 7)]).toEqual([...octets])
  })

  it('come from several captures in order, each with its own interfaces', async () => {
    const one = fileOf(writePcap(FRAMES, { nanosecond: true, epoch: EPOCH }), 'one.pcap')
    const { desk, id, save } = await opened(one, fileOf(CAPTURE, 'two.pcapng'))
    for (const [capture, frame] of [
      [1, 2],
      [0, 3],
      [1, 1],
    ] as const) {
      const subject = { kind: 'packet', capture, frame } as const
      await desk.keepNote(id, { subject, text: '', mark: 'blue' })
    }
    const { found, interfaces } = await readBack(await octetsOf(await save({ kind: 'marked' })))
    expect(interfaces.map(({ name }) => name)).toEqual(['', 'eth0', 'cilium_vxlan'])
    expect(found).toEqual([{ ...expected(3), iface: '' }, expected(1), expected(2)])
  })

  it('are those that a filter left', async () => {
    const { desk, id, save } = await opened(fileOf(CAPTURE, 'a.pcapng'))
    const query = {
      capture: 0,
      filter: 'frame.number >= 3 && frame.number != 8',
      from: null,
      to: null,
    }
    const selected = await desk.selectPackets(id, { ...query, selected: 0 }, () => undefined)
    if (selected.kind !== 'selected') throw new Error(selected.kind)
    const { set, count } = selected
    const { found } = await readBack(
      await octetsOf(await save({ kind: 'set', capture: 0, set, count })),
    )
    expect(found).toEqual([3, 4, 5, 6, 7, 9].map(expected))
  })

  it('are given up when they are cancelled, or others are asked for', async () => {
    const { desk, id, save } = await opened(fileOf(CAPTURE, 'a.pcapng'))
    const cancelled = desk.exportPackets(id, frames(1), true, () => void desk.cancelPacketExport())
    expect(await cancelled).toEqual({ kind: 'cancelled' })
    const [first, second] = await Promise.all([save(frames(1)), save(frames(2))])
    expect([first.kind, second.kind]).toEqual(['cancelled', 'packets'])
  })

  it('of a case that is gone are none', async () => {
    const { desk } = await opened(fileOf(CAPTURE, 'a.pcapng'))
    expect(await reopened(desk, 'case-9').save(frames(1))).toMatchObject({ kind: 'nothing' })
  })
})

describe.skipIf(!hasTshark)('read by Wireshark (skipped without tshark)', () => {
  const FIELDS = ['frame.time_epoch', 'frame.len', 'frame.cap_len', 'frame.encap_type']
  const NAMED = ['frame.interface_name', 'frame.comment']

  it('are the same frames, times, interfaces and comments as in the original', async () => {
    const { save } = await opened(fileOf(CAPTURE, 'a.pcapng'))
    const saved = await octetsOf(await save(frames(1, 4, 6, 9)))
    const read = (octets: Uint8Array, filter: string) =>
      withTshark(octets, ({ fields }) => fields(filter, ...FIELDS, ...NAMED))
    const original = read(CAPTURE, 'frame.number in {1, 4, 6, 9}')
    expect(original).toHaveLength(4)
    expect(read(saved, 'frame')).toEqual(original)
  })

  it('are nothing that capinfos takes offence at', async () => {
    const { save } = await opened(fileOf(CAPTURE, 'a.pcapng'))
    const folder = mkdtempSync(join(tmpdir(), 'saved-'))
    try {
      const path = join(folder, 'saved.pcapng')
      writeFileSync(path, await octetsOf(await save(frames(1, 2, 4))))
      const said = execFileSync('capinfos', ['-M', path], { encoding: 'utf8' })
      expect(said).toMatch(/Number of packets: +3\n/)
      expect(said).toMatch(/Capture application: +Tailfirst 1\.2\.3/)
      expect(said).toMatch(/Name = cilium_vxlan/)
      expect(said).toMatch(/Time precision = nanoseconds/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
