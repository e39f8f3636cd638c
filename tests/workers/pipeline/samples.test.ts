/** The whole engine on captures whose truth was counted while they were made. */
import { describe, expect, it } from 'vitest'
import { healthyCase, realisticCase } from '../../../workers/forge/cases/healthy'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import { slowHandshakeCase } from '../../../workers/forge/cases/slow-handshake'
import { tailFirstCase } from '../../../workers/forge/cases/tail-first'
import type { Finding } from '../../../workers/model/finding'
import { analyse } from '../../support/analyse'

const LONG = { timeout: 60_000 }
const SEEDS = [undefined, 77]

/** The one fault that is told; whatever else is found must be a symptom of it. */
async function story(octets: Uint8Array<ArrayBuffer>): Promise<Finding> {
  const { findings } = await analyse(octets)
  const [cause, ...others] = findings.filter(({ symptomOf }) => symptomOf === undefined)
  if (cause === undefined) throw new Error('nothing was found')
  expect(others).toEqual([])
  return cause
}

const metrics = ({ metrics: list }: Finding) =>
  Object.fromEntries(list.map(({ name, value }) => [name, value]))

describe.each(SEEDS)('samples made from seed %s', (seed) => {
  it('tail first: counts datagrams as the receiver did', LONG, async () => {
    const { octets, truth } = tailFirstCase(seed)
    const finding = await story(octets)
    expect(finding).toMatchObject({ detector: 'fragment-order', severity: 'critical' })
    expect(metrics(finding)).toMatchObject({
      datagramsFragmented: truth['datagrams'],
      datagramsTailFirst: truth['datagramsTailFirst'],
      icmpReassemblyTimeouts: truth['icmpTimeouts'],
      headFirstUnanswered: 0,
      largestFragment: truth['pathMtu'],
      safeInnerMtu: (truth['pathMtu'] ?? 0) - 50,
    })
  })

  it('MTU black hole: brackets the path MTU', LONG, async () => {
    const { octets, truth } = mtuBlackHoleCase(seed)
    const finding = await story(octets)
    expect(finding).toMatchObject({ detector: 'mtu-black-hole', severity: 'critical' })
    const { largestDeliveredOuter = 0, smallestLostOuter = 0, ...others } = metrics(finding)
    expect(largestDeliveredOuter).toBeLessThanOrEqual(truth['pathMtu'] ?? 0)
    expect(smallestLostOuter).toBeGreaterThan(truth['pathMtu'] ?? 0)
    expect(others['smallestLost']).toBe(truth['podMtu'])
    expect(others['connections']).toBe(truth['stalledConnections'])
  })

  it('slow handshakes: counts calls as the callers lived them', LONG, async () => {
    const { octets, truth } = slowHandshakeCase(seed)
    const finding = await story(octets)
    expect(finding).toMatchObject({ detector: 'slow-handshake', severity: 'warning' })
    const { handshakes, slow } = metrics(finding)
    expect([handshakes, slow]).toEqual([truth['calls'], truth['callsSlow']])
  })

  it('healthy traffic: finds nothing', LONG, async () => {
    const { findings, captures } = await analyse(healthyCase(seed).octets)
    expect(findings).toEqual([])
    expect(captures[0]?.facts).toMatchObject({ message: '', undecoded: [], weirds: [], capped: [] })
  })

  it('traffic with the usual loss: finds nothing that deserves a warning', LONG, async () => {
    const { findings } = await analyse(realisticCase(seed).octets)
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([])
  })
})

describe('the sample of slow handshakes', () => {
  it('shows its period', LONG, async () => {
    const { octets, truth } = slowHandshakeCase()
    const { burstPeriodSeconds = 0 } = metrics(await story(octets))
    const period = truth['periodSeconds'] ?? 0
    expect(Math.abs(burstPeriodSeconds - period)).toBeLessThan(0.05 * period)
  })
})
