import { describe, expect, it } from 'vitest'
import { checkFilter } from '../../../workers/filter/check'
import { filterOf } from '../../../workers/filter/filter-of'
import { allFields, fieldNamed } from '../../../workers/filter/registry'
import { describeFrame } from '../../../workers/wire/layers'
import * as frames from '../wire/frames'
import { ETHERNET } from '../wire/dissect-frame'

describe('the filter of a field', () => {
  it.each([
    [{ name: 'ip.id', value: '0xd534 (54580)', number: 54_580 }, 'ip.id == 0xd534'],
    [{ name: 'ip.ttl', value: '64', number: 64 }, 'ip.ttl == 64'],
    [{ name: 'ip.src', value: '10.0.0.1' }, 'ip.src == 10.0.0.1'],
    [{ name: 'eth.src', value: '02:00:00:00:00:01' }, 'eth.src == 02:00:00:00:00:01'],
    [{ name: 'tcp.flags.syn', value: 'Set', number: 1 }, 'tcp.flags.syn == 1'],
    [{ name: 'tcp.payload', value: '4745' }, 'tcp.payload == 47:45'],
    [
      { name: 'tcp.payload', value: `${'41'.repeat(32)}…` },
      /^tcp\.payload\[0:32\] == (41:){31}41$/,
    ],
    [{ name: 'data.text', value: 'say "hi"\n' }, 'data.text == "say \\"hi\\"\\x0a"'],
    [{ name: 'nobody.knows', value: '1' }, ''],
  ])('%o', (field, expected) => {
    const filter = filterOf(field)
    expect(filter).toMatch(expected)
    expect(checkFilter(filter)).toEqual({ ok: true })
  })
})

describe('the registry', () => {
  it('knows every field and layer that an opened frame shows', () => {
    const shown = Object.values(frames)
      .filter((octets) => octets instanceof Uint8Array)
      .flatMap((octets) => describeFrame(octets, ETHERNET, octets.length).layers)
    expect(shown.length).toBeGreaterThan(50)
    for (const { fields } of shown) {
      for (const { name, value, number } of fields) {
        expect(fieldNamed(name), name).toBeDefined()
        expect(
          checkFilter(filterOf({ name, value, ...(number === undefined ? {} : { number }) })),
          name,
        ).toEqual({
          ok: true,
        })
      }
    }
  })

  it('names no field twice, and describes each', () => {
    const names = [...allFields()].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { description, name } of allFields()) expect(description, name).not.toBe('')
  })
})
