import { describe, expect, it } from 'vitest'
import { type OwnDetector } from '../../../workers/model/own-detector'
import { TcpScript } from '../../support/tcp-script'
import { newDesk } from './desk'

import {
  SECOND,
  asks,
  capture,
  claims,
  deskWith,
  found,
  rule,
  sent,
  silent,
  tried,
} from './own-frames'

describe('a detector that the analyst wrote', () => {
  const three = [0, 1, 2].map((at) => sent({ at }))

  it('finds from its threshold on, and says what came near below it', async () => {
    expect(await claims({ atLeast: 3 }, ...three)).toEqual([
      'Asked: 3 frames between 10.0.0.1 and 10.0.0.9',
    ])
    const { findings, silence } = await found(rule({ atLeast: 4 }), capture(three))
    expect(findings).toEqual([])
    expect(silence).toBe('3 frames pass its filter, at most 3 between two hosts.')
    const none = await found(rule({ filter: 'tcp' }), capture(three))
    expect(none.silence).toBe('No frame passes its filter.')
  })

  it('counts apart what it is told to count apart', async () => {
    const frames = [
      sent({ srcPort: 5000 }),
      sent({ srcPort: 5001 }),
      sent({ src: '10.0.0.2' }),
      sent({ src: '10.0.0.9', srcPort: 53, dst: '10.0.0.1', dstPort: 5000 }),
      sent({ src: 'fd00::1', dst: 'fd00::9' }),
    ]
    const filter = 'udp.port == 53'
    const per = (group: OwnDetector['per'], field = '') =>
      claims({ filter, per: group, field }, ...frames)
    expect(await per('capture')).toEqual(['Asked: 5 frames'])
    expect(await per('source')).toEqual([
      'Asked: 2 frames from 10.0.0.1',
      'Asked: 1 frame from 10.0.0.2',
      'Asked: 1 frame from 10.0.0.9',
      'Asked: 1 frame from fd00::1',
    ])
    expect(await per('destination')).toContain('Asked: 3 frames to 10.0.0.9')
    expect(await per('hosts')).toContain('Asked: 3 frames between 10.0.0.1 and 10.0.0.9')
    expect(await per('conversation')).toContain(
      'Asked: 2 frames between 10.0.0.1:5000 and 10.0.0.9:53',
    )
    expect(await per('conversation')).toContain(
      'Asked: 1 frame between [fd00::1]:5000 and [fd00::9]:53',
    )
    expect(await per('value', 'udp.srcport')).toEqual([
      'Asked: 3 frames with udp.srcport 5000',
      'Asked: 1 frame with udp.srcport 5001',
      'Asked: 1 frame with udp.srcport 53',
    ])
  })

  it('gives filters that show just the frames it counted', async () => {
    const frames = [sent(), sent({ srcPort: 5001 }), sent({ src: '10.0.0.2' }), asks(3, 'a"b.test')]
    const { desk, result, lists } = await deskWith(capture(frames))
    const { id } = await desk.save(result, lists, [capture(frames)])
    const groups = [
      ...(['source', 'destination', 'hosts', 'conversation', 'capture'] as const).map((per) => ({
        per,
      })),
      ...['udp.srcport', 'dns.qry.name', 'ip.src', 'eth.src'].map((field) => ({
        ...{ per: 'value' as const, field },
      })),
    ]
    for (const group of groups) {
      const trial = await desk.tryDetector(id, rule(group), silent)
      if (trial.kind !== 'tried') throw new Error(trial.kind)
      expect(trial.findings.length).toBeGreaterThan(0)
      for (const { filter, evidenceTotal, evidence } of trial.findings) {
        const query = { capture: 0, filter, from: null, to: null }
        const selected = await desk.selectPackets(id, query, silent)
        if (selected.kind !== 'selected') throw new Error(`${filter}: ${JSON.stringify(selected)}`)
        expect([filter, selected.count]).toEqual([filter, evidenceTotal])
        const shown = await desk.framesOf(selected.set, 0, 10)
        expect([...shown]).toEqual(evidence.map(({ frame }) => frame))
      }
    }
  })

  it('counts different values of a field', async () => {
    const names = ['a.test', 'b.test', 'a.test', 'c.test']
    const frames = names.map((name, at) => asks(at, name))
    const many = { distinct: 'dns.qry.name', per: 'source' as const }
    const trial = await found(rule({ ...many, atLeast: 3 }), capture(frames))
    const [finding] = trial.findings
    expect(finding?.claim).toBe('Asked: 3 different values of dns.qry.name from 10.0.0.1')
    expect(finding?.happened).toContain(
      'They hold 3 different values of dns.qry.name: a.test, b.test and c.test.',
    )
    expect(finding?.evidence.map(({ frame, note }) => [frame, note])).toEqual([
      [1, 'a.test'],
      [2, 'b.test'],
      [4, 'c.test'],
    ])
    const near = await found(rule({ ...many, atLeast: 4 }), capture(frames))
    expect(near.silence).toBe(
      '4 frames pass its filter, at most 3 different values of dns.qry.name from one source.',
    )
  })

  it('wants them to come together when it is told so', async () => {
    const frames = [0, 10, 11, 12, 40].map((at) => sent({ at }))
    const within = (withinSeconds: number, atLeast: number) =>
      claims({ withinSeconds, atLeast, per: 'capture' }, ...frames)
    expect(await within(2, 3)).toEqual(['Asked: 3 frames within 2 s'])
    expect(await within(1.9, 3)).toEqual([])
    expect(await within(12, 4)).toEqual(['Asked: 4 frames within 12 s'])
    const [finding] = (await found(rule({ withinSeconds: 2, atLeast: 3 }), capture(frames)))
      .findings
    expect(finding?.evidence.map(({ frame }) => frame)).toEqual([2, 3, 4])
    expect(finding?.time).toBe(10 * SECOND)
  })

  it('can ask for a share of other frames', async () => {
    const frames = [
      ...[0, 1, 2].map((at) => sent({ at, dstPort: 80 })),
      sent({ at: 3 }),
      sent({ at: 4, src: '10.0.0.2' }),
    ]
    const share = { of: 'udp', per: 'source' as const }
    expect(await claims({ ...share, percent: 25 }, ...frames)).toEqual([
      'Asked: 1 frame from 10.0.0.1',
      'Asked: 1 frame from 10.0.0.2',
    ])
    expect(await claims({ ...share, percent: 25.1 }, ...frames)).toEqual([
      'Asked: 1 frame from 10.0.0.2',
    ])
    const { findings } = await found(rule({ ...share, percent: 25 }), capture(frames))
    expect(findings[0]?.happened).toContain('They are 25 % of 4 frames that pass udp.')
    const low = await found(rule({ of: 'udp', per: 'capture', percent: 50 }), capture(frames))
    expect(low.silence).toBe('2 frames pass its filter, at most 40 % of the others.')
  })

  it('counts a packet once that was captured twice', async () => {
    const frames = [sent({ id: 7 }), sent({ id: 7, at: 0.000001 }), sent({ id: 8, at: 1 })]
    const [finding] = (await found(rule({ per: 'capture' }), capture(frames))).findings
    expect(finding?.claim).toBe('Asked: 2 frames')
    expect(finding?.counterEvidence).toEqual([
      '1 frame passes too and is a copy of another: it was not counted.',
    ])
  })

  it('says which frames have nothing that names their group', async () => {
    const silenceOf = async (parts: Partial<OwnDetector>) =>
      (await found(rule(parts), capture(three))).silence
    expect(await silenceOf({ per: 'value', field: 'dns.qry.name' })).toBe(
      '3 frames pass without what names a group, and were not counted.',
    )
  })

  it('looks at each capture of the case', async () => {
    const trial = await found(rule({}), capture(three), capture([sent()], 'b.pcap'))
    expect(trial.findings.map(({ capture: of, claim }) => [of, claim])).toEqual([
      [0, 'Asked: 3 frames between 10.0.0.1 and 10.0.0.9'],
      [1, 'Asked: 1 frame between 10.0.0.1 and 10.0.0.9'],
    ])
  })

  it('sees what TCP analysis noted', async () => {
    const script = new TcpScript().handshake()
    script.client({ length: 100 })
    script.client({ seq: 1, length: 100, after: 300 })
    const filter = 'tcp.analysis.retransmission'
    const own = rule({ filter, per: 'conversation' })
    const { findings } = await found(own, capture(script.frames))
    expect(findings).toHaveLength(1)
  })
})

describe('what cannot be read of it', () => {
  it('is told with its place', async () => {
    const refused = async (parts: Partial<OwnDetector>) => {
      const trial = await tried(rule(parts), capture([sent()]))
      return trial.kind === 'refused' ? [trial.part, trial.at, trial.length] : trial.kind
    }
    expect(await refused({ filter: 'udp && nonsense.field' })).toEqual(['filter', 7, 14])
    expect(await refused({ of: 'udp ==' })).toEqual(['of', 6, 0])
    expect(await refused({ distinct: 'dns.qry.nam' })).toEqual(['distinct', 0, 11])
    expect(await refused({ per: 'value', field: 'tcp && ip' })).toEqual(['field', 0, 9])
    expect(await refused({ distinct: 'tcp.time_delta' })).toEqual(['distinct', 0, 14])
    expect(await refused({ per: 'value', field: 'dns.time' })).toEqual(['field', 0, 8])
  })

  it('is a case that is gone', async () => {
    const trial = await newDesk().tryDetector('case-9', rule({}), silent)
    expect(trial.kind).toBe('absent')
  })
})
