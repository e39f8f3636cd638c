import { expect, it } from 'vitest'
import { fullResult } from '../../../workers/desk/full-result'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import { tailFirstCase } from '../../../workers/forge/cases/tail-first'
import { MAX_APP_RECORDS_AT_HAND } from '../../../workers/limits/limits'
import { pack, unpack } from '../../../workers/model/packed'
import { plainConn } from '../../../workers/model/plain-conn'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { analyse } from '../../support/analyse'

it('gives back what it took out, to the last digit and character', async () => {
  const whole = await analyse(tailFirstCase(3).octets, mtuBlackHoleCase(3).octets)
  expect(whole.flows.length).toBeGreaterThan(0)
  const { result, lists } = packLists(whole)
  expect(result).not.toHaveProperty('flows')
  expect(fullResult(result, lists)).toEqual({ ...whole, flows: whole.flows.map(plainConn) })
})

it('leaves the first records of each kind, and tells how many are listed', async () => {
  const whole = await analyse(tailFirstCase(3).octets)
  const [capture] = whole.captures
  if (!capture) throw new Error('no capture')
  const record = { frame: 1, protocol: 'ftp', what: 'command', text: 'NOOP' }
  const session = Array.from({ length: MAX_APP_RECORDS_AT_HAND + 1 }, () => record)
  capture.applications = { ...capture.applications, session: session as never }
  const { result, lists } = packLists(whole)
  expect(result.captures[0]?.applications.session).toHaveLength(MAX_APP_RECORDS_AT_HAND)
  expect(fullResult(result, lists).captures[0]?.applications.session).toHaveLength(session.length)
})

it('takes text of any kind', () => {
  const text = ['\ud800 alone', '\u0000', '\u2028', '🙂', '"\\']
  expect(unpack(pack(text))).toEqual(text)
})
