/** Findings of own detectors in a case that is saved, and run again. */
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../../workers/desk/library'
import { capture, deskWith, rule, sent, silent } from './own-frames'

describe('a case that is saved', () => {
  const file = capture([0, 1, 2].map((at) => sent({ at })))

  it('has their findings among the others, with evidence and the whole rule', async () => {
    const { desk, result, lists } = await deskWith(file)
    const own = [
      rule({
        severity: 'critical',
        meaning: 'Nobody should.',
        advice: 'Ask why.',
        command: 'ss -u',
      }),
      rule({ id: 'own-b', title: 'Off', off: true }),
      rule({ id: 'own-c', title: 'Wrong', filter: 'no.such' }),
    ]
    const saved = await desk.save(result, lists, [file], undefined, silent, own)
    const opened = await desk.open(saved.id)
    expect(saved.own?.findings).toEqual(opened?.result.findings)
    const [first] = opened?.result.findings ?? []
    expect(first).toMatchObject({ detector: 'own-a', severity: 'critical', version: 1 })
    expect(first?.happened.at(-1)).toBe('Nobody should.')
    expect(first?.nextSteps).toEqual([{ say: 'Ask why.', command: 'ss -u' }])
    expect(opened?.result.evidence.map(({ frame }) => frame)).toEqual([1, 2, 3])
    const uses = opened?.result.detectors.slice(-3)
    expect(uses?.map(({ id, off, own: whole }) => [id, off, whole])).toEqual(
      own.map((each) => [each.id, each.off || undefined, each]),
    )
    expect(uses?.[2]?.silence).toMatch(/^It looked at nothing: .*no\.such/u)
    const [entry] = await desk.list()
    expect(entry?.findings.critical).toBe(1)
  })

  it('is as it was without any', async () => {
    const { desk, result, lists } = await deskWith(file)
    const before = result.detectors
    const saved = await desk.save(result, lists, [file])
    expect(saved.own).toBeNull()
    expect((await desk.open(saved.id))?.result.detectors).toEqual(before)
  })

  it('is saved without what was stopped', async () => {
    const { desk, result, lists } = await deskWith(file)
    const stop = (id: string) => {
      queueMicrotask(() => void desk.skipOwn(id))
    }
    const own = [rule({}), rule({ id: 'own-b', filter: 'tcp' })]
    const saved = await desk.save(result, lists, [file], undefined, stop, own)
    const uses = (await desk.open(saved.id))?.result.detectors.slice(-2)
    const stopped = 'It was stopped before it had looked at all frames.'
    expect(uses?.map(({ silence }) => silence)).toEqual([stopped, stopped])
    expect(saved.own?.findings).toEqual(result.findings)
  })
  describe.each([
    ['in the browser', 'persistent'],
    ['in memory', 'memory'],
  ] as const)('run again when it was stopped, with a case %s', (_where, mode) => {
    async function stopped() {
      const { desk, result, lists } = await deskWith(file)
      await desk.start(mode, '')
      let id = ''
      const stop = (held: string) => {
        id = held
        queueMicrotask(() => void desk.skipOwn(held))
      }
      const own = [
        rule({ id: 'own-off', off: true }),
        rule({ per: 'capture', severity: 'critical' }),
        rule({ id: 'own-b', filter: 'tcp' }),
      ]
      await desk.save(result, lists, [file], undefined, stop, own)
      return { desk, id, result }
    }
    const usesOf = async (desk: Desk, id: string) =>
      (await desk.open(id))?.result.detectors.slice(-3) ?? []

    it('gives what it had given, and the case keeps it', async () => {
      const { desk, id, result } = await stopped()
      expect((await usesOf(desk, id)).map((use) => use.stopped)).toEqual([undefined, true, true])
      const again = await desk.runStopped(id)
      if (again.kind !== 'ran') throw new Error(again.kind)
      expect(again.message).toBe('')
      const opened = (await desk.open(id))?.result
      expect(opened?.findings).toEqual(again.own.findings)
      expect(opened?.detectors).toEqual(again.own.detectors)
      expect(opened?.findings).toHaveLength(result.findings.length + 1)
      expect(opened?.findings[0]).toMatchObject({ detector: 'own-a', severity: 'critical' })
      expect(opened?.evidence.map(({ frame }) => frame)).toEqual([1, 2, 3])
      const uses = await usesOf(desk, id)
      expect(uses.map((use) => [use.id, use.off, use.stopped])).toEqual([
        ['own-off', true, undefined],
        ['own-a', undefined, undefined],
        ['own-b', undefined, undefined],
      ])
      expect((await desk.list())[0]?.findings.critical).toBe(1)
      expect(await desk.runStopped(id)).toEqual({ kind: 'nothing' })
    })

    it('can be stopped again', async () => {
      const { desk, id, result } = await stopped()
      const running = desk.runStopped(id)
      const stopping = setInterval(() => void desk.skipOwn(id))
      const again = await running
      clearInterval(stopping)
      if (again.kind !== 'ran') throw new Error(again.kind)
      const uses = await usesOf(desk, id)
      expect(uses).toEqual(again.own.detectors.slice(-3))
      const found = again.own.findings.length - result.findings.length
      expect(found).toBe(uses[1]?.stopped ? 0 : 1)
    })
  })
})
