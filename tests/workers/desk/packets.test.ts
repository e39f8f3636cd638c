import { beforeEach, describe, expect, it } from 'vitest'
import type { PacketQuery } from '../../../workers/api/packets'
import { openOctets } from '../../../workers/capture/octet-reader'
import { readOctets } from '../../../workers/capture/read-octets'
import type { Desk } from '../../../workers/desk/library'
import { MAX_UNPACKED_OCTETS } from '../../../workers/limits/workspace-limits'
import { samples, type SampleCase } from '../../../workers/forge'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { describeFrame } from '../../../workers/wire/layers'
import { analyse, fileOf } from '../../support/analyse'
import { newDesk } from './desk'

const { octets, name } = (samples[0] as SampleCase)()
const file = fileOf(octets, name)
const ALL: PacketQuery = { capture: 0, filter: '', from: null, to: null }
const silent = () => undefined

async function opened(files: File[]): Promise<{ desk: Desk; id: string }> {
  const desk = newDesk({ openOctets, readOctets, describeFrame })
  await desk.start('memory', '')
  const { result, lists } = packLists(await analyse(file))
  const { id } = await desk.save(result, lists, files)
  return { desk, id }
}

describe('packets of a case', () => {
  let desk: Desk
  let id: string
  const select = (filter: string, more: Partial<PacketQuery> = {}) =>
    desk.selectPackets(id, { ...ALL, filter, ...more }, silent)

  beforeEach(async () => {
    ;({ desk, id } = await opened([file]))
  })

  it('are selected, and their numbers given', async () => {
    const all = await select('')
    const some = await select('icmp && vxlan')
    if (all.kind !== 'selected' || some.kind !== 'selected') throw new Error('not selected')
    expect(all.count).toBe(all.asked)
    expect(some.count).toBeGreaterThan(3)
    expect(some.count).toBeLessThan(all.count)
    expect(some.set).not.toBe(all.set)
    const frames = await desk.framesOf(some.set, 0, 5)
    expect(frames).toHaveLength(Math.min(5, some.count))
    expect(await desk.rowOf(some.set, frames[2] ?? 0)).toEqual({ row: 2, listed: true })
    const before = Math.max(...frames.subarray(0, 2))
    for (let frame = before + 1; frame < (frames[2] ?? 0); frame++) {
      expect(await desk.rowOf(some.set, frame)).toEqual({ row: 2, listed: false })
    }
    const beyond = { row: some.count, listed: false }
    expect(await desk.rowOf(some.set, all.count + 1)).toEqual(beyond)
    expect(await desk.rowOf(some.set + 100, 1)).toEqual({ row: 0, listed: false })
  })

  it('are refused with the place of what is wrong', async () => {
    expect(await select('tcp && ip.srcc == 1')).toMatchObject({
      kind: 'refused',
      at: 7,
      length: 7,
    })
  })

  it('are compared with the selected one', async () => {
    const filter = 'frame.len == ${frame.len}'
    expect(await select(filter)).toMatchObject({ kind: 'refused', at: 13, length: 12 })
    const same = await select(filter, { selected: 1 })
    expect(same).toMatchObject({ kind: 'selected' })
    expect(await select('frame.number == ${frame.number}', { selected: 2 })).toMatchObject({
      count: 1,
    })
  })

  it('give way to a new question', async () => {
    const first = select('frame contains "never"')
    const second = select('udp')
    expect((await first).kind).toBe('cancelled')
    expect((await second).kind).toBe('selected')
  })

  it('go with their case', async () => {
    const some = await select('udp')
    if (some.kind !== 'selected') throw new Error('not selected')
    await desk.remove(id)
    expect(await desk.framesOf(some.set, 0, 5)).toHaveLength(0)
    expect((await select('udp')).kind).toBe('absent')
  })

  it('come slowly from what is compressed and larger than is kept unpacked', async () => {
    const { result, lists } = packLists(await analyse(file))
    const [capture] = result.captures
    const last = capture?.columns.chunks.at(-1)
    if (!capture || !last) throw new Error('no columns')
    const desk = newDesk({ openOctets, readOctets, describeFrame })
    const { id } = await desk.save(result, lists, [file])
    expect(await desk.selectPackets(id, ALL, silent)).toMatchObject({ quickOctets: 0 })
    last.fileAt[last.length - 1] = 2 ** 31
    const again = await desk.save(result, lists, [file])
    const answer = await desk.selectPackets(again.id, ALL, silent)
    expect(answer).toMatchObject({ quickOctets: MAX_UNPACKED_OCTETS })
    capture.facts.size = 2 ** 31 + 1000 // not compressed
    const plain = await desk.save(result, lists, [file])
    const answered = await desk.selectPackets(plain.id, ALL, silent)
    expect(answered).toMatchObject({ quickOctets: 0 })
  })

  it('are compared with nothing when the capture is gone', async () => {
    ;({ desk, id } = await opened([]))
    const answer = await select('frame.len == ${frame.len}', { selected: 1 })
    expect(answer.kind === 'absent' && answer.message).toContain(name)
  })

  it('are known by their index alone when the capture is gone', async () => {
    ;({ desk, id } = await opened([]))
    expect(await select('frame.len > 100')).toMatchObject({ kind: 'selected' })
    const answer = await select('udp')
    expect(answer.kind === 'absent' && answer.message).toContain(name)
  })
})
