import { expect, it } from 'vitest'
import { warmUpCapture } from '../../../workers/forge/cases/warm-up'
import { warmUpTalks } from '../../../workers/forge/cases/warm-up-talks'
import { only, analyse } from '../../support/analyse'

it('the warm-up meets every part of the hot path', async () => {
  const result = await analyse(warmUpCapture())
  const { facts, counts } = only(result.captures)
  expect(facts.undecoded).toEqual([])
  const protocols = counts['frames_with_protocol'] as Record<string, number>
  for (const name of ['tcp', 'udp', 'vxlan', 'ipv6']) expect(protocols[name]).toBeGreaterThan(100)
  expect((counts['ipv4'] as Record<string, number>)['reassembled']).toBeGreaterThan(100)
  expect(result.flowTotal).toBeGreaterThan(300)
})

it('the warm-up of applications is understood and healthy', async () => {
  const result = await analyse(warmUpTalks())
  const { facts, counts } = only(result.captures)
  expect(facts.undecoded).toEqual([])
  const protocols = counts['frames_with_protocol'] as Record<string, number>
  for (const name of ['http', 'tls', 'dns', 'vxlan']) expect(protocols[name]).toBeGreaterThan(300)
  expect(result.findings.filter(({ severity }) => severity !== 'note')).toEqual([])
})
