/** Text that means harm: huge, damaged, deceptive. Nothing but less comes of it, and it ends. */
import { describe, expect, it, test } from 'vitest'
import { MAX_SIDECAR_FACTS, MAX_SIDECAR_TEXT } from '../../../workers/limits/limits'
import { noSidecars } from '../../../workers/model/sidecar'
import { addSidecar, FORMATS, isSidecar } from '../../../workers/sidecar'
import { FactSink } from '../../../workers/sidecar/facts'
import { read } from './read'

const encoder = new TextEncoder()
const TABLE = 'NAME    READY   STATUS    RESTARTS   AGE   IP   NODE\n'

describe('names', () => {
  it('that turn or hide the text around them are written out', () => {
    const name = 'web\u202egnp.exe\u0007'
    const facts = read(`${TABLE}${name}   1/1   Running   0   3d   10.0.0.1   n1\n`)
    expect(facts.pods[0]?.name).toBe('web<U+202E>gnp.exe<U+0007>')
  })

  it('are cut at their bound', () => {
    const long = 'x'.repeat(5000)
    const facts = read(`${TABLE}${long}   1/1   Running   0   3d   10.0.0.1   n1\n`)
    expect(facts.pods[0]?.name).toHaveLength(MAX_SIDECAR_TEXT)
  })

  it('of objects’ own properties are nothing special', () => {
    const pod = `{"apiVersion":"v1","kind":"Pod","metadata":{"__proto__":{"name":"a"},"name":"constructor"},"status":{"podIP":"10.0.0.1"}}`
    expect(read(pod).pods[0]).toMatchObject({ name: 'constructor', namespace: '' })
    const other =
      '{"apiVersion":"v1","items":[{"kind":"toString"},{"kind":"__proto__"}],"kind":"List"}'
    expect(read(other).files[0]?.notUnderstood).toBe(2)
  })
})

it('facts beyond the bound are counted and said', () => {
  const rows = Array.from({ length: MAX_SIDECAR_FACTS + 5 }, (_, i) => {
    return `p${String(i)}   1/1   Running   0   3d   10.0.${String(i >> 8)}.${String(i & 255)}   n1\n`
  })
  const facts = read(`${TABLE}${rows.join('')}`)
  expect(facts.pods).toHaveLength(MAX_SIDECAR_FACTS)
  expect(facts.files[0]?.message).toBe('5 facts beyond the bound were left out')
})

it('a text that goes on loses its last line, and says so', () => {
  const facts = noSidecars()
  const octets = encoder.encode('10.8.2.0/24 dev eth0\n10.8.3.0/2')
  addSidecar(facts, { name: 'r', file: 'r', size: 99 }, octets, true)
  expect(facts.routes.map(({ base, length }) => [base, length])).toEqual([['10.8.2.0', 24]])
  expect(facts.files[0]?.message).toContain('only its first 31 octets')
})

it('UTF-16, as PowerShell writes it, is read', () => {
  const octets = new Uint8Array(Buffer.from('\ufeff10.8.2.0/24 dev eth0 mtu 1450\r\n', 'utf16le'))
  expect(isSidecar(octets)).toBe(true)
  const facts = noSidecars()
  addSidecar(facts, { name: 'r', file: 'r', size: octets.length }, octets, false)
  expect(facts.routes).toMatchObject([{ base: '10.8.2.0', mtu: 1450 }])
})

/** Lines that lead patterns with several repetitions astray. */
const TRAPS = [
  `xx drop (${'('.repeat(30_000)} identity ${'1->'.repeat(9000)}: a -> b`,
  `xx drop (x) flow identity 1->2: ${': a -> '.repeat(9000)}`,
  `cpu=0 ${'a=1'.repeat(20_000)}!`,
  `cpu=0 ${'a=11111111111111 '.repeat(3000)}!`,
  `${' '.repeat(60_000)}x`,
  `${'a: '.repeat(20_000)} -> ${'b ('.repeat(9000)} DROPPED`,
  'A  '.repeat(20_000),
  'A(('.repeat(20_000),
  `@retrans[${'1, '.repeat(20_000)}]: 1`,
  `[${'['.repeat(60_000)}`,
  `{"a":${'['.repeat(60_000)}`,
  `{"flow":${'{"IP":'.repeat(9000)}`,
  `1: eth0: <${'UP,'.repeat(20_000)}`,
  `default${' via'.repeat(15_000)}`,
  `CPU 03: MARK 0x0 FROM 1 DROP: 7 bytes, reason ${', '.repeat(30_000)}`,
  `TCP\t{${' a=b'.repeat(15_000)}`,
  `\u001b[${'1;'.repeat(30_000)}m`,
  `ops@${'~/'.repeat(30_000)}$`,
  `10.0.0.1/32 identity=1 ${'tunnelendpoint='.repeat(4000)}`,
]

describe.each(FORMATS.map((format) => [format.title, format] as const))('%s', (_, format) => {
  it('ends on any line', () => {
    for (const trap of TRAPS) {
      const lines = `${trap}\n`.repeat(3)
      format.recognise(lines.split('\n'))
      format.parse(lines, new FactSink(noSidecars(), 0))
    }
  })
})

test('every cut and many a damaged octet of known text gives nothing but facts', () => {
  const text = `TUNNEL   VALUE
10.8.2.0:0   192.168.7.12:0
IP ADDRESS   LOCAL ENDPOINT INFO
10.8.1.17:0  id=812 sec_id=40217 flags=0x0000 ifindex=12 mac=x
10.8.2.9/32  identity=51100 encryptkey=0 tunnelendpoint=192.168.7.12
xx drop (Policy denied) flow 0x1 to endpoint 8, , identity 1->2: 10.0.0.1:9 -> 10.0.0.2:80 tcp SYN
2: eth0: <UP> mtu 1500 qdisc mq
10.8.2.0/24 via 10.8.1.1 dev cilium_host mtu 1450
cpu=0 found=1 insert_failed=2 drop=3
`
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % below
  }
  for (let length = 0; length <= text.length; length++) {
    const octets = encoder.encode(text.slice(0, length))
    for (let flip = 0; flip < 3 && length > 0; flip++) octets[random(length)] = random(256)
    const facts = noSidecars()
    addSidecar(facts, { name: 'x', file: 'x', size: length }, octets, false)
    for (const { mtu } of facts.routes) expect(Number.isSafeInteger(mtu)).toBe(true)
    for (const { base } of facts.tunnels) expect(base).toMatch(/^[\d.]+$|:/)
  }
})
