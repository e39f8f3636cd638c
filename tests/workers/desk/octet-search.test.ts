import { beforeEach, describe, expect, it } from 'vitest'
import type { OctetQuestion, SearchOutcome, SearchState } from '../../../workers/api/octet-search'
import type { Desk } from '../../../workers/desk/library'
import { ethernet, ipv4, PROTO, udp } from '../../../workers/forge/packet'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { describeFrame } from '../../../workers/wire/layers'
import { analyse, captureOf, fileOf } from '../../support/analyse'
import { newDesk } from './desk'
import { openOctets } from '../../../workers/capture/octet-reader'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }

function capture(name: string, texts: readonly string[]): File {
  const frames = texts.map((text, i) => {
    const datagram = udp({ ...ends, srcPort: 5000, dstPort: 6000 }, new TextEncoder().encode(text))
    return { time: i * 1000, octets: ethernet({}, ipv4({ ...ends, proto: PROTO.udp }, datagram)) }
  })
  return fileOf(captureOf(frames), name)
}

const FIRST = capture('first.pcap', ['nothing', 'the secret and the secret'])
const SECOND = capture('second.pcap', ['a secret', 'nothing'])
/** Ethernet, IPv4 and UDP. */
const HEADERS = 42

const SECRET: OctetQuestion = {
  ...{ kind: 'text', words: 'SECRET', anyCase: true, encodings: 'both' },
}
const silent = () => undefined

function searched(outcome: SearchOutcome) {
  if (outcome.kind !== 'searched') throw new Error(outcome.kind)
  return outcome
}

describe('a search through a case', () => {
  let desk: Desk
  let id: string

  async function open(files: File[]) {
    desk = newDesk({ describeFrame, openOctets })
    await desk.start('memory', '')
    const { result, lists } = packLists(await analyse(FIRST, SECOND))
    ;({ id } = await desk.save(result, lists, files))
  }

  beforeEach(() => open([FIRST, SECOND]))

  it('goes through all captures, and tells how far it came', async () => {
    const { state, notSought } = searched(await desk.searchOctets(id, SECRET, silent))
    expect(state).toMatchObject({ matches: 3, listed: 3, frames: 2, soughtFrames: 4 })
    expect(state.totalFrames).toBe(4)
    expect(state.octets).toBe(state.totalOctets)
    expect(notSought).toEqual([])
  })

  it('says of each match what frame it is in, where, and what is around it', async () => {
    const { state } = searched(await desk.searchOctets(id, SECRET, silent))
    const rows = await desk.matchRows(state.search, 1, 10)
    expect(rows).toMatchObject([
      { capture: 0, frame: 2, time: 1000, at: HEADERS + 19, length: 6, encoding: 'utf-8' },
      { capture: 1, frame: 1, time: 0, at: HEADERS + 2, length: 6 },
    ])
    expect(rows[0]).toMatchObject({ ...ends, protocol: 'UDP', field: 'udp.payload' })
    const words = ({ before, match, after }: (typeof rows)[number]) =>
      [before, match, after].map((part) => new TextDecoder('latin1').decode(part))
    expect(words(rows[0] as (typeof rows)[number])).toEqual([
      'secret and the '.padStart(16, ' '),
      'secret',
      '',
    ])
    expect(rows[1]?.before).toHaveLength(16)
  })

  it('knows the next match from a frame on', async () => {
    const { state } = searched(await desk.searchOctets(id, SECRET, silent))
    expect(await desk.matchFrom(state.search, 0, 1)).toBe(0)
    expect(await desk.matchFrom(state.search, 0, 3)).toBe(2)
    expect(await desk.matchFrom(state.search, 1, 2)).toBe(-1)
  })

  it('refuses words that make no sense', async () => {
    const question = { ...SECRET, kind: 'hex', words: '12 3' } as const
    expect(await desk.searchOctets(id, question, silent)).toMatchObject({ kind: 'refused', at: 3 })
  })

  it('leaves out captures that are not at hand, and says so', async () => {
    await open([SECOND])
    const outcome = searched(await desk.searchOctets(id, SECRET, silent))
    expect(outcome.notSought).toEqual([{ capture: 0, frames: 2, why: 'absent' }])
    expect(outcome.state).toMatchObject({ matches: 1, soughtFrames: 2, totalFrames: 4 })
    expect(await desk.reattach(id, FIRST)).toMatchObject({ kind: 'attached' })
    const again = searched(await desk.searchOctets(id, SECRET, silent))
    expect(again).toMatchObject({ notSought: [], state: { matches: 3 } })
  })

  it('gives way to a new one, whose matches alone are listed then', async () => {
    const first = desk.searchOctets(id, SECRET, silent)
    const second = desk.searchOctets(id, { ...SECRET, words: 'nothing' }, silent)
    expect((await first).kind).toBe('cancelled')
    const { state } = searched(await second)
    expect(await desk.matchRows(state.search - 1, 0, 5)).toEqual([])
    expect(await desk.matchRows(state.search, 0, 5)).toHaveLength(2)
  })

  it('ends when it is cancelled, and keeps what was found', async () => {
    let now = 0
    const states: SearchState[] = []
    const many = capture(
      'many.pcap',
      Array.from({ length: 20_000 }, () => 'a secret'),
    )
    desk = newDesk({ describeFrame, nowMs: () => (now += 200) })
    const { result, lists } = packLists(await analyse(many))
    ;({ id } = await desk.save(result, lists, [many]))
    const outcome = await desk.searchOctets(id, SECRET, (state) => {
      states.push(state)
      void desk.cancelSearch()
    })
    expect(outcome).toMatchObject({ kind: 'cancelled' })
    expect(states[0]?.soughtFrames).toBeLessThan(20_000)
    const [state] = states
    expect(await desk.matchRows(state?.search ?? 0, 0, 3)).toHaveLength(3)
  })

  it('goes through the packets of a display filter alone, in every capture', async () => {
    const within = { filter: 'frame.number == 1' }
    const { state, notSought } = searched(
      await desk.searchOctets(id, { ...SECRET, within }, silent),
    )
    expect(state).toMatchObject({ matches: 1, soughtFrames: 2, totalFrames: 2, filtering: null })
    expect(state.octets).toBe(2 * HEADERS + 'nothing'.length + 'a secret'.length)
    expect(state.totalOctets).toBe(state.octets)
    expect(await desk.matchRows(state.search, 0, 9)).toMatchObject([{ capture: 1, frame: 1 }])
    expect(notSought).toEqual([])
  })

  it('asks the octets for a filter that needs them', async () => {
    const within = { filter: 'frame contains "and the"' }
    const { state } = searched(await desk.searchOctets(id, { ...SECRET, within }, silent))
    expect(state).toMatchObject({ matches: 2, frames: 1, soughtFrames: 1, totalFrames: 1 })
  })

  it('goes through a stretch of time, which begins in each capture where that does', async () => {
    // The second capture begins 2 µs after the first, each has a packet a microsecond later
    const time = { starts: [0, 2000], from: 1000, to: 2500 }
    const within = { filter: '', time }
    const { state } = searched(await desk.searchOctets(id, { ...SECRET, within }, silent))
    expect(state).toMatchObject({ matches: 3, soughtFrames: 2 })
    const both = { filter: 'frame.number == 2', time }
    const narrow = searched(await desk.searchOctets(id, { ...SECRET, within: both }, silent))
    expect(narrow.state).toMatchObject({ matches: 2, soughtFrames: 1 })
    const nothing = { filter: 'tcp', time }
    const none = searched(await desk.searchOctets(id, { ...SECRET, within: nothing }, silent))
    expect(none.state).toMatchObject({ matches: 0, soughtFrames: 0, totalFrames: 0 })
  })

  it('says what is wrong with the filter, and which captures its packet is not in', async () => {
    const wrong = { ...SECRET, within: { filter: 'tpc' } }
    const outcome = await desk.searchOctets(id, wrong, silent)
    expect(outcome).toMatchObject({ kind: 'absent' })
    expect(outcome.kind === 'absent' && outcome.message).toContain('tpc')
    const selected = { capture: 1, frame: 1 }
    const within = { filter: 'frame.number == ${frame.number}', selected }
    const { state, notSought } = searched(
      await desk.searchOctets(id, { ...SECRET, within }, silent),
    )
    expect(state).toMatchObject({ matches: 1, soughtFrames: 1 })
    expect(notSought).toEqual([{ capture: 0, frames: 2, why: 'reference' }])
  })

  it('goes with its case', async () => {
    const { state } = searched(await desk.searchOctets(id, SECRET, silent))
    await desk.remove(id)
    expect(await desk.matchRows(state.search, 0, 5)).toEqual([])
    expect((await desk.searchOctets(id, SECRET, silent)).kind).toBe('absent')
  })
})
