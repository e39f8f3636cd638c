import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { damagedAt, LeftOut } from '../../../workers/capture/damage'
import { detectContent } from '../../../workers/capture/detect-format'
import { notACapture } from '../../../workers/capture/open-reader'
import * as desk from '../../../workers/desk/sentences'
import { inChinese } from '../../../workers/translate/zh'
import { formatUndecoded, undecoded } from '../../../workers/wire/undecoded'
import { englishIn } from '../../support/sentences'

/** Names and field words; `a.pcap` stands for a file. */
const TERMS = new Set(
  [
    'a.pcap b.zip Tailfirst HTML UTC editcap pcap pcapng snoop tar ZIP gzip zstd xz bzip2 RAR CAB',
    'PNG PDF SQLite ARCNET IP IPv4 IPv6 LLC SNAP PPP MPLS ESP WireGuard MACsec IEEE IPComp LLDP',
    'VXLAN-GPE NSH VXLAN ICMP TCP UDP TTL ACK SYN-ACK echo Wireshark Pod endpoint Service Policy',
    'denied NULL BSD Loopback section tcp.analysis',
  ]
    .join(' ')
    .split(' '),
)

const english = (sentence: string) => englishIn(inChinese(sentence), TERMS)

/** All files of a room, in one text. */
function sourceOf(room: string): string {
  const folder = `workers/${room}`
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n')
}

describe('what the library says', () => {
  const fault = { kind: 'unavailable', reason: 'cases are kept in memory' } as const
  const said = [
    ...[desk.NOT_AT_HAND, desk.NO_SUCH_CASE],
    ...[fault, { kind: 'quota' } as const, { kind: 'newer' } as const].flatMap((why) => [
      desk.whyMemory(why),
      desk.whyNotStored(why),
      desk.whyNotKept(1024, why),
    ]),
    ...[desk.noSuchFrame(0, 7), desk.frameNotIndexed('a.pcap', 7)],
    ...[desk.frameNotKept('a.pcap', 7), desk.frameUnreadable('a.pcap', 7)],
    ...[desk.otherSize('a.pcap', 24, [100, 200, 300]), desk.otherContents('a.pcap')],
    ...[desk.unreadable('a.pcap'), desk.analysedNote(0, '1.2.3')],
    ...[fault, { kind: 'quota' } as const].map(desk.noteNotKept),
    ...[desk.tooManyNotes(9), desk.octetsNotKept('a.pcap'), desk.octetsUnreadable('a.pcap')],
    ...[desk.noFrameSelected(), desk.captureGone('a.pcap'), desk.bodyNotFound('a.pcap')],
    ...[desk.secretNotFound(7), desk.captureNotKept('a.pcap'), desk.captureUnreadable('a.pcap')],
    ...[desk.noSuchFlow(7), desk.flowNotIndexed('a.pcap')],
  ]

  it('is all said in Chinese', () => {
    expect(said.map((sentence) => english(sentence))).toEqual(said.map(() => []))
  })

  it('keeps its values', () => {
    expect(inChinese(desk.frameNotKept('a.pcap', 7))).toBe(
      '第 7 帧未随本案例保存：要打开它，请再次拖入 a.pcap。',
    )
    expect(inChinese(desk.otherSize('a.pcap', 24, [100, 200, 300]))).toBe(
      'a.pcap 不是本案例的抓包文件：它有 24 字节，应为 100 或 200 或 300 字节。',
    )
  })
})

describe('bounds and reasons', () => {
  it('knows every bound that a worker can reach', () => {
    const source = ['flow', 'protocol', 'pipeline', 'capture'].map(sourceOf).join('\n')
    const bounds = [...source.matchAll(/what: '([^']+)', count|\.cap\('([^']+)'\)/g)].map(
      ([, counted, capped]) => counted ?? capped ?? '',
    )
    expect(bounds.length).toBeGreaterThan(30)
    expect(bounds.flatMap(english)).toEqual([])
  })

  it('knows every reason why a frame is not decoded', () => {
    const kinds = Array.from({ length: 16 }, (_, i) => i + 1)
    // Numbers without a name of their own: names stay as the registries write them.
    const reasons = kinds.flatMap((kind) =>
      [0, 1, 3].map((n) => formatUndecoded(undecoded(kind, n))),
    )
    const names = /\s\([^)]*\)$/
    expect(reasons.map((reason) => reason.replace(names, '')).flatMap(english)).toEqual([])
    expect(inChinese('ethertype 0x88cc (LLDP)')).toBe('以太网类型 0x88cc (LLDP)')
    expect(inChinese('headers cut off by the snapshot length')).toBe('首部被抓包截断长度截断')
  })
})

describe('files that could not be read', () => {
  const head = (start: number[]) => Uint8Array.from({ length: 300 }, (_, i) => start[i] ?? 1)

  it('says what they are', () => {
    const heads = [[], [0x89, 0x50, 0x4e, 0x47], [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], [1, 2, 3]]
    const said = heads.map((start, i) => {
      const content = detectContent(i === 0 ? new Uint8Array() : head(start), true)
      return content.kind === 'other' ? notACapture('a.pcap', [], content.what).message : ''
    })
    expect(said.map(inChinese).slice(0, 3)).toEqual([
      '“a.pcap”是空的',
      '“a.pcap”是 PNG 图片，不是抓包文件',
      '“a.pcap”是 xz 文件，目前无法读取：请用 `xz -d`',
    ])
    expect(said.slice(3).flatMap(english)).toEqual([])
  })

  it('translates each of several messages', () => {
    const left = new LeftOut()
    for (let i = 1; i <= 5; i++) left.add(100 * i, 100 * i + 50, 'a block claims 9 octets', i + 1)
    const all = `${left.message}; ${damagedAt(900, 'a block gives two different lengths', 1000)}`
    expect(english(all)).toEqual([])
    expect(inChinese(all).split('；文件在')).toHaveLength(4)
  })
})

describe('anything else', () => {
  it('stays as it is', () => {
    for (const sentence of [
      '',
      'Nobody knows this, and nobody says it.',
      'http2: frame too long',
    ]) {
      expect(inChinese(sentence)).toBe(sentence)
    }
  })

  it('does not take long over what a hostile file repeats', () => {
    const hostile = '1 drop of 1 flow (x), '.repeat(90)
    expect(inChinese(hostile)).toBe(hostile)
    const long = `“${'” is a link to “'.repeat(100)}`
    expect(typeof inChinese(long)).toBe('string')
  })

  it('translates what a side-car gave', () => {
    expect(inChinese('8 drops of 2 flows (Policy denied, X), 3 endpoints, 1 route')).toBe(
      '丢弃 8 次，涉及 2 条流（Policy denied, X），3 个 endpoint，1 条路由',
    )
  })
})
