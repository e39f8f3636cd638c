import { describe, expect, it } from 'vitest'
import {
  isFound,
  ownFindings,
  OwnTally,
  ruleOf,
  silentOwn,
  withOwn,
} from '../../../workers/detect/own-reports'
import {
  MAX_OWN_FINDINGS,
  MAX_OWN_GROUPS,
  MAX_OWN_VALUES,
} from '../../../workers/limits/workspace-limits'
import type { Finding } from '../../../workers/model/finding'
import { NEW_DETECTOR, OWN_GROUPS, type OwnDetector } from '../../../workers/model/own-detector'
import { findingInChinese, toldInChinese } from '../../../workers/translate/findings'

const SECOND = 1_000_000_000

const rule = (parts: Partial<OwnDetector> = {}): OwnDetector => ({
  ...NEW_DETECTOR,
  ...{ id: 'own-a', title: 'Asked', filter: 'udp' },
  ...parts,
})

const WHOLE = { copies: 0, cut: 0, nameless: 0, unindexed: 0 }
const PARTLY = { copies: 1, cut: 7, nameless: 1, unindexed: 2 }

const NAMES = {
  capture: { from: '', to: '', value: '' },
  source: { from: '10.0.0.1', to: '', value: '' },
  destination: { from: '', to: '10.0.0.9', value: '' },
  hosts: { from: '10.0.0.1', to: '10.0.0.9', value: '' },
  conversation: { from: '10.0.0.1:5000', to: '[fd00::9]:53', value: '' },
  value: { from: '', to: '', value: 'a name.test' },
} as const

const named = (per: OwnDetector['per']) => ({ ...NAMES[per], condition: '' })

function counted(detector: OwnDetector, frames: number): OwnTally {
  const tally = new OwnTally(detector)
  for (let frame = 1; frame <= frames; frame++) {
    const values = detector.distinct === '' ? [] : [`v${String(frame)}`]
    tally.add([named(detector.per)], { frame, time: frame * SECOND, values })
  }
  for (let frame = 0; detector.of !== '' && frame < 2 * frames; frame++) {
    tally.addOf([named(detector.per)])
  }
  return tally
}

describe('groups', () => {
  it('are the same in both directions', () => {
    const tally = new OwnTally(rule())
    const forth = { from: '10.0.0.9', to: '10.0.0.1', value: '', condition: '' }
    const back = { ...forth, from: forth.to, to: forth.from }
    tally.add([forth], { frame: 1, time: 0, values: [] })
    tally.add([back], { frame: 2, time: 1, values: [] })
    expect(tally.groups().map(({ name, frames }) => [name.from, frames])).toEqual([['10.0.0.9', 2]])
  })

  it('are bounded, and so are their values; what is beyond is counted', () => {
    const tally = new OwnTally(rule({ distinct: 'tcp.port' }))
    for (let n = 0; n < MAX_OWN_GROUPS + 2; n++) {
      tally.add([{ ...named('source'), from: String(n) }], { frame: n, time: n, values: [] })
    }
    const values = Array.from({ length: MAX_OWN_VALUES + 3 }, (_, n) => String(n))
    tally.add([{ ...named('source'), from: '0' }], { frame: 1, time: 0, values })
    expect(tally.groups()).toHaveLength(MAX_OWN_GROUPS)
    expect(tally.beyond).toBe(2 + 3)
  })

  it('count values that come together, not those that came before', () => {
    const tally = new OwnTally(rule({ distinct: 'tcp.port', withinSeconds: 2 }))
    const at = [
      [0, 'a'],
      [1, 'b'],
      [4, 'b'],
      [5, 'b'],
      [6, 'a'],
    ] as const
    for (const [index, [time, value]] of at.entries()) {
      tally.add([named('capture')], { frame: index + 1, time: time * SECOND, values: [value] })
    }
    const [group] = tally.groups()
    expect(group).toMatchObject({ count: 2, distinct: 2, from: 0, until: SECOND })
  })
})

describe('a share', () => {
  it('is judged where there is something to be a share of', () => {
    const [group] = counted(rule({ of: 'ip', percent: 50 }), 4).groups()
    if (group === undefined) throw new Error('no group')
    expect(isFound(rule({ of: 'ip', percent: 50 }), group)).toBe(true)
    expect(isFound(rule({ of: 'ip', percent: 51 }), group)).toBe(false)
    expect(isFound(rule({ of: 'ip', percent: 0 }), { ...group, of: 0 })).toBe(false)
  })
})

describe('many groups', () => {
  const detector = rule({ per: 'source', severity: 'critical', meaning: 'Why?' })

  function findingsOf(sources: number) {
    const tally = new OwnTally(detector)
    for (let n = 0; n < sources; n++) {
      const name = { ...named('source'), from: `10.0.0.${String(n)}` }
      for (let frame = 0; frame < (n < 3 ? 5 : 2); frame++) {
        tally.add([name], { frame: 10 * n + frame + 1, time: n * SECOND, values: [] })
      }
    }
    return ownFindings(detector, tally.groups(), 0, WHOLE)
  }

  it('are told one by one up to the bound', () => {
    const claims = findingsOf(MAX_OWN_FINDINGS).map(({ claim }) => claim)
    expect(claims).toHaveLength(MAX_OWN_FINDINGS)
    expect(claims[0]).toBe('Asked: 5 frames from 10.0.0.0')
    expect(claims.at(-1)).toBe(`Asked: 2 frames from 10.0.0.${String(MAX_OWN_FINDINGS - 1)}`)
  })

  it('have one finding for all that are beyond it', () => {
    const findings = findingsOf(MAX_OWN_FINDINGS + 2)
    const others = findings.at(-1)
    if (others === undefined) throw new Error('nothing found')
    expect(findings).toHaveLength(MAX_OWN_FINDINGS + 1)
    expect(others).toMatchObject({
      claim: 'Asked: 2 more sources, at most 2 frames each',
      happened: [
        'Among them: 10.0.0.20 and 10.0.0.21.',
        'Those with most are told one by one.',
        'Why?',
      ],
      ...{ severity: 'critical', filter: 'udp', evidenceTotal: 4 },
      ...{ time: 20 * SECOND, until: 21 * SECOND },
    })
    expect(toldInChinese(others).finding.claim).toBe('Asked：另有 2 个来源，每个最多 2 帧')
  })
})

describe('what is said', () => {
  const kinds = OWN_GROUPS.flatMap((per) =>
    ['', 'dns.qry.name'].flatMap((distinct) =>
      [0, 60].flatMap((withinSeconds) =>
        ['', 'ip'].map((of) => {
          const field = per === 'value' ? 'dns.qry.name' : ''
          return rule({ per, field, distinct, withinSeconds, of, percent: of === '' ? 0 : 10 })
        }),
      ),
    ),
  )

  it('is all said in Chinese too', () => {
    const english: string[] = []
    for (const detector of kinds) {
      for (const frames of [1, 12]) {
        const groups = counted(detector, frames).groups()
        for (const sums of [WHOLE, PARTLY]) {
          const many = Array.from({ length: MAX_OWN_FINDINGS + 2 }, () => groups).flat()
          const findings = [
            ...ownFindings(detector, groups, 0, sums),
            ...ownFindings(detector, many, 0, sums).slice(-1),
          ]
          expect(findings).toHaveLength(2)
          for (const finding of findings) {
            if (!toldInChinese(finding).whole) english.push(finding.claim, finding.rule)
          }
        }
        const near = { ...PARTLY, frames: frames + 1, most: frames, share: 3.2 }
        const asked = { ...detector, atLeast: frames + 1 }
        const silences = [
          silentOwn(asked, near),
          silentOwn(detector, near),
          silentOwn(detector, { ...near, ...WHOLE, frames: 0 }),
        ]
        for (const sentence of [ruleOf(detector), ...silences]) {
          const said = findingInChinese(detector.id, sentence)
          if (/[a-z]{2,} [a-z]{2,}/u.test(said)) english.push(said)
        }
      }
    }
    expect(english).toEqual([])
  })

  it('names what was left out, and is less sure then', () => {
    const [finding] = ownFindings(rule(), counted(rule(), 2).groups(), 0, PARTLY)
    expect(finding).toMatchObject({
      confidence: 'likely',
      confidenceReasons: [
        'The frames were counted.',
        '7 frames beyond the bound were left out.',
        '2 frames without an index were not looked at.',
      ],
    })
    const near = { ...PARTLY, frames: 1, most: 0, share: 0 }
    expect(silentOwn(rule(), near)).toBe(
      '1 frame passes without what names a group, and was not counted. 7 frames beyond the bound were left out. 2 frames without an index were not looked at.',
    )
  })

  it('keeps the words of the analyst', () => {
    const detector = rule({ meaning: 'Nobody should ask.', title: 'Asked: by whom' })
    const [finding] = ownFindings(detector, counted(detector, 2).groups(), 0, WHOLE)
    if (finding === undefined) throw new Error('nothing found')
    const { claim, happened } = toldInChinese(finding).finding
    expect(claim).toBe('Asked: by whom：2 帧（10.0.0.1 与 10.0.0.9 之间）')
    expect(happened.at(-1)).toBe('Nobody should ask.')
  })
})

describe('findings of the case', () => {
  const finding = (parts: Partial<Finding>): Finding => {
    const [made] = ownFindings(rule(), counted(rule(), 1).groups(), 0, WHOLE)
    if (made === undefined) throw new Error('nothing found')
    return { ...made, ...parts }
  }

  it('stand by gravity, symptoms behind what explains them', () => {
    const loss = finding({ detector: 'packet-loss', severity: 'warning', key: 'loss' })
    const slow = finding({ detector: 'slow', severity: 'critical', symptomOf: 'packet-loss loss' })
    const quiet = finding({ detector: 'quiet', severity: 'note' })
    const own = (severity: Finding['severity']) => finding({ severity, key: severity })
    const order = withOwn([loss, slow, quiet], [own('note'), own('critical')])
    expect(order.map(({ detector, severity }) => `${detector} ${severity}`)).toEqual([
      'own-a critical',
      'packet-loss warning',
      'slow critical',
      'own-a note',
      'quiet note',
    ])
  })
})
