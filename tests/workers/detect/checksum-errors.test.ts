import { describe, expect, it } from 'vitest'
import checksumErrors from '../../../workers/detect/checksum-errors'
import type { ConnSide, DamageRecord } from '../../../workers/model/records'
import { analyse, captureOf, recordsOf } from '../../support/analyse'
import { conn, MS, side, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence } from '../../support/replay'
import { inVxlan, TcpScript, type Wrap } from '../../support/tcp-script'

const damage = (repeated: number, changed: Partial<DamageRecord> = {}): DamageRecord => ({
  wrong: repeated,
  partial: 0,
  followed: repeated,
  delivered: 0,
  repeated,
  samples: [
    {
      ...{ frame: 20, time: 100 * MS, ipLength: 240, delivered: false },
      ...{ settledFrame: 25, settledTime: 300 * MS },
    },
  ],
  ...changed,
})

const from = (changed: Partial<ConnSide>) =>
  conn({ origSide: side({ frames: 120, sumsChecked: 100, ...changed }) })

/** Changes the last octet of a packet behind its checksum. */
const damaging =
  (which: (number: number) => boolean, wrap: Wrap = (packet) => packet): Wrap =>
  (packet, end) => {
    const octets = packet.slice()
    if (which(octets.length)) octets[octets.length - 1] = (octets.at(-1) ?? 0) ^ 0x40
    return wrap(octets, end)
  }

/** `count` requests, of which each one chosen is damaged and sent again. */
function requests(count: number, isDamaged: (number: number) => boolean, tunnel?: Wrap) {
  const script = new TcpScript(tunnel && { wrap: tunnel })
  script.handshake()
  const plain = script.wrap
  for (let number = 0; number < count; number++) {
    const [seq] = script.reached('client')
    if (isDamaged(number)) {
      script.wrap = damaging(() => true, plain)
      script.client({ length: 100 })
      script.wrap = plain
      script.client({ seq, length: 100, after: 250 })
    } else script.client({ length: 100 })
    script.server({ length: 50 })
  }
  return script
}

describe('checksum-errors', () => {
  it('tells of wrong checksums that had to be sent again, with the share of those looked at', () => {
    const finding = onlyFinding(checksumErrors, { conn: [from({ damage: damage(3) })] })
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      entities: { from: '10.0.0.1', to: '10.0.0.2' },
    })
    expect(metric(finding, 'wrongChecksums')).toBe(3)
    expect(metric(finding, 'checksumsChecked')).toBe(100)
    expect(finding.evidence.map(({ frame, role }) => [frame, role])).toEqual([
      [20, 'checksum wrong'],
      [25, 'sent again'],
    ])
  })

  it('notes fewer than three, and is certain of ten that nothing speaks against', () => {
    const found = (told: DamageRecord) =>
      findings(checksumErrors, { conn: [from({ damage: told })] })[0]
    expect(found(damage(2))?.severity).toBe('note')
    expect(found(damage(9))?.confidence).toBe('likely')
    expect(found(damage(10))?.confidence).toBe('certain')
    expect(found(damage(10, { delivered: 1 }))?.confidence).toBe('likely')
  })

  it('leaves alone what was acknowledged as sent: from 20 % on', () => {
    const told = (delivered: number) =>
      findings(checksumErrors, { conn: [from({ damage: damage(8, { delivered, wrong: 12 }) })] })
    expect(told(2)).toHaveLength(1)
    expect(told(3)).toEqual([])
  })

  it('leaves alone senders whose checksums are wrong more often than right', () => {
    const told = (wrong: number) =>
      findings(checksumErrors, { conn: [from({ damage: damage(5, { wrong }) })] })
    expect(told(50)).toHaveLength(1)
    expect(told(51)).toEqual([])
  })

  it('says of what is left to the network card that it is', () => {
    const unfinished = from({ damage: damage(0, { wrong: 100, partial: 100 }) })
    expect(findings(checksumErrors, { conn: [unfinished] })).toEqual([])
    expect(silence(checksumErrors, { conn: [unfinished] })).toContain('network card')
  })

  it('tells once what two taps show, and where it was still right', () => {
    const far = conn({ capture: 1, origSide: side({ sumsChecked: 90, damage: damage(4) }) })
    const finding = onlyFinding(checksumErrors, { conn: [from({})] }, { conn: [far] })
    expect(finding.capture).toBe(1)
    expect(finding.happened.join(' ')).toContain('capture-0.pcap shows the same connections')
    const near = from({ damage: damage(4) })
    expect(findings(checksumErrors, { conn: [near] }, { conn: [far] })).toHaveLength(1)
  })

  it('names the tunnel', () => {
    const inside = { ...from({ damage: damage(4) }), tunnel: vxlan() }
    expect(onlyFinding(checksumErrors, { conn: [inside] }).entities['tunnelFrom']).toBe(
      '172.16.0.1',
    )
  })
})

describe('checksums on the wire', () => {
  it.each([
    ['plain', undefined],
    ['in VXLAN', inVxlan(7)],
  ])('are told from right ones, %s', async (_, tunnel) => {
    const script = requests(20, (number) => number % 5 === 4, tunnel)
    const { conns } = await recordsOf(captureOf(script.frames))
    expect(conns[0]?.origSide.damage).toMatchObject({ wrong: 4, partial: 0, repeated: 4 })
    expect(conns[0]?.origSide.sumsChecked).toBe(1 + 20 + 4)
    expect(conns[0]?.respSide.damage).toBeNull()
    const { findings: all } = await analyse(captureOf(script.frames))
    const grave = all.filter(({ severity, symptomOf }) => severity !== 'note' && !symptomOf)
    expect(grave.map(({ detector }) => detector)).toEqual(['checksum-errors'])
  })

  it('that hold the sum of the pseudo-header are the sender’s own, even if all are repeated', async () => {
    const script = requests(20, () => true)
    for (const { octets } of script.frames) {
      const fromClient = octets[29] === 1
      if (!fromClient) continue
      const length = ((octets[16] ?? 0) << 8) + (octets[17] ?? 0) - 20
      let sum = 6 + length
      for (let at = 26; at < 34; at += 2) sum += ((octets[at] ?? 0) << 8) + (octets[at + 1] ?? 0)
      sum = (sum & 0xffff) + (sum >>> 16)
      octets[50] = sum >>> 8
      octets[51] = sum & 0xff
    }
    const { conns } = await recordsOf(captureOf(script.frames))
    expect(conns[0]?.origSide.damage).toMatchObject({ wrong: 41, partial: 41, followed: 0 })
    const { findings: all } = await analyse(captureOf(script.frames))
    expect(all.filter(({ detector }) => detector === 'checksum-errors')).toEqual([])
  })

  it('of frames that were cut short are not judged', async () => {
    const script = requests(20, (number) => number % 5 === 4)
    const cut = script.frames.map((frame) => ({
      ...frame,
      octets: frame.octets.subarray(0, 60),
      origLen: frame.octets.length,
    }))
    const { conns } = await recordsOf(captureOf(cut))
    expect(conns[0]?.origSide.damage).toBeNull()
  })
})
