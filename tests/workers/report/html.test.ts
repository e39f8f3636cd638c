import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { identityOf } from '../../../workers/model/finding'
import { NEW_DETECTOR } from '../../../workers/model/own-detector'
import type { Phrases } from '../../../workers/model/phrases'
import { renderReport } from '../../../workers/report/html'
import { CHINESE } from '../../../workers/translate/findings'
import { sampleCase, sampleFacts, sampleFindings, sampleReport } from './sample-case'

const report = renderReport(sampleReport())

/** The text a reader sees, white space collapsed. */
function textOf(page: string): string {
  return page
    .replace(/<(style|title)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&gt;/g, '>')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
}

const text = textOf(report)

describe('the file', () => {
  it('allows exactly its own style and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(report)?.[1] ?? ''
    const style = /<style>([^]*?)<\/style>/.exec(report)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`style-src 'sha256-${hash}'`)
    expect(report.match(/<style/g)).toHaveLength(1)
  })

  it('loads nothing, runs nothing and styles nothing outside of that style', () => {
    expect(report).not.toMatch(/https?:|<script|<link|<img|<iframe|@import|url\(/i)
    expect(report).not.toMatch(/<[^>]*\s(style|on\w+|src)=/i)
  })

  it('is the same when written again', () => {
    expect(renderReport(sampleReport())).toBe(report)
  })

  it('has an anchor for each entry of its contents, and every id once', () => {
    const ids = [...report.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])
    const targets = [...report.matchAll(/href="#([^"]*)"/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    expect(targets.length).toBeGreaterThan(6)
    expect(ids).toEqual(expect.arrayContaining(targets))
  })

  it('says its language and describes its pictures', () => {
    expect(report).toContain('<html lang="en">')
    expect(report.match(/<svg/g)).toHaveLength(7)
    expect(report.match(/role="img"/g)).toHaveLength(7)
    expect(report.match(/<desc/g)).toHaveLength(7)
  })
})

describe('the summary', () => {
  it('says what was looked at, how much was found and what to do', () => {
    expect(text).toContain(
      'Tailfirst read idc-bond1.pcapng: 2,412,006 packets in 1.71 GB, recorded over 80.1 s from 2024-03-05 10:50:00 UTC on',
    )
    expect(text).toContain('1 critical 1 warning 1 note')
    expect(text).toContain('What to do: Set the pod MTU to 1410 or lower')
  })

  it('lets a long name stand in the title alone, and smaller', () => {
    const name = `${'node-'.repeat(40)}eth0.pcap`
    const [capture, ...others] = sampleCase().captures
    if (capture === undefined || others.length > 0) throw new Error('not one capture')
    const captures = [{ ...capture, facts: { ...capture.facts, name } }]
    const long = renderReport(sampleReport({ result: sampleCase({ captures }), title: name }))
    expect(long).toContain(`<h1 class="long">${name}</h1>`)
    expect(textOf(long)).toContain('Tailfirst read 1 capture: 2,412,006 packets')
    expect(report).toContain('<h1>')
  })

  it('tells findings in the order of the case, and links a symptom with its cause', () => {
    const [cause, symptom, ...rest] = sampleFindings()
    if (cause === undefined || symptom === undefined) throw new Error('no findings')
    const symptomOf = `${cause.detector} ${cause.key}`
    const findings = [cause, { ...symptom, symptomOf }, ...rest]
    const page = renderReport(sampleReport({ result: sampleCase({ findings }) }))
    expect(page).toMatch(/A symptom of:\s*<a href="#finding-1">/)
    expect(page).toMatch(/Shows itself also as:\s*<ul>\s*<li><a href="#finding-2">/)
    expect(report).not.toContain('A symptom of')
    const backwards = sampleCase({ findings: sampleFindings().reverse() })
    const last = textOf(renderReport(sampleReport({ result: backwards })))
    expect(last).toContain(`${String(rest.length + 2)}. ${textOf(cause.claim)}`)
  })

  it('tells what could not be seen', () => {
    expect(text).toContain('idc-bond1.pcapng: 12 frames could not be decoded.')
  })

  it('says plainly when nothing was found', () => {
    const page = textOf(renderReport(sampleReport({ result: sampleCase({ findings: [] }) })))
    expect(page).toContain('no fault found')
    expect(page).toContain('no segment with DF was sent three times and lost')
  })

  it('says how many findings were left out', () => {
    const page = textOf(renderReport(sampleReport({ leaveOut: allBut('slow-handshake') })))
    expect(page).toContain('2 findings of this case were left out')
    expect(page).not.toContain('Tail fragments arrive')
  })

  it('does not call a case faultless when findings were left out', () => {
    const page = textOf(renderReport(sampleReport({ leaveOut: allBut('mtu-in-tunnel') })))
    expect(page).toContain('2 findings of this case were left out')
    expect(page).not.toContain('no fault found')
  })
})

describe('a finding', () => {
  it.each([
    ['claim', '1. Tail fragments arrive before heads; the tunnel endpoint drops the datagram'],
    ['moment', 'first at 2024-03-05 10:50:37.118204 UTC, 37.118204 s into idc-bond1.pcapng'],
    ['confidence', 'Why the confidence is “certain” 412 of 458 datagrams'],
    ['story', 'Only the head carries the UDP and VXLAN headers.'],
    ['number', 'largest whole packet 1460 octets'],
    ['estimate', 'largest safe pod MTU estimated 1410 octets'],
    [
      'command',
      'helm upgrade cilium cilium/cilium -n kube-system \\ --reuse-values --set MTU=1410',
    ],
    ['confirmation', 'cilium-dbg monitor --type drop'],
    ['counter-evidence', '46 datagrams that came tail first were answered all the same'],
    [
      'alternative',
      'speaks for it nothing seen speaks against it datagrams whose head comes first',
    ],
    ['disproof', 'Replies captured on another interface'],
    ['evidence', '4411 37.118204 tail id 54580 off 1440 MF 0 len 60'],
    ['total of the evidence', 'The first 5 of 1020 frames.'],
    ['rule', 'At least 3 datagrams of one path arrived tail first'],
    ['detector', 'fragment-order, version 1 parameters minTailFirst = 3 · minLostShare = 0.5'],
    ['filter', 'ip.src == 10.252.60.66 && ip.dst == 10.252.32.24 &&'],
  ])('has its %s', (_, expected) => {
    expect(text).toContain(expected)
  })

  it('shows the octets of its key frames', () => {
    // Frame 4411 of the sample: octet i is (7 i + 4411) mod 256; 4411 mod 256 = 0x3b.
    expect(text).toContain('Frame 4411 · tail · 74 octets 0000 3b 42 49 50 57 5e 65 6c 73 7a')
    expect(text).toContain('Frame 4412 · head, lost · first 256 of 1474 octets')
    expect(text).toContain('00f0 ')
    expect(text).not.toContain('0100 ')
  })

  it('shows fifty rows of evidence and six frames at most', () => {
    const [finding] = sampleFindings()
    if (finding === undefined) throw new Error('no finding')
    const numbers = Array.from({ length: 200 }, (_, i) => i + 1)
    const evidence = numbers.map((frame) => ({ capture: 0, frame, role: 'r', time: 0, note: '' }))
    const frames = numbers.map((frame) => {
      const size = { capLen: 1, origLen: 1, octets: new Uint8Array(1) }
      return { capture: 0, frame, time: 0, linktype: 1, ...size }
    })
    const findings = [{ ...finding, evidence, evidenceTotal: 4321 }]
    const result = sampleCase({ findings, evidence: frames })
    const page = renderReport(sampleReport({ result }))
    expect(textOf(page)).toContain('The first 50 of 4321 frames.')
    expect(page.match(/class="octets"/g)).toHaveLength(6)
  })
})

describe('the appendix', () => {
  it.each([
    'SHA-256 4f1c2b7d9e0a61b3c85f7e2d4a9b0c1d2e3f405162738495a6b7c8d9e0f19a07',
    'format pcapng, little-endian',
    'link types 1 (Ethernet)',
    '2024-03-05 10:50:00.000000 UTC to 2024-03-05 10:51:20.118204 UTC (80.1 s)',
    'clock went back 2 times',
    'ethertype 0x88cc (LLDP) 12',
    'ip.fragment.overlap 3 811',
    'the file taken on bond1, node-7',
    'screenshot.png not a capture',
    'df-black-hole, version 1 minTransmissions = 3 looked at 1284 connections',
    'Tailfirst 0.1.0 read the captures in a web browser. Nothing left that browser',
  ])('tells %s', (expected) => {
    expect(text).toContain(expected)
  })

  it('manages with a capture of no packets, not yet hashed', () => {
    const [capture] = sampleCase().captures
    if (capture === undefined) throw new Error('no capture')
    const facts = sampleFacts({ packets: 0, firstTsNs: '', lastTsNs: '', sha256: '', size: 24 })
    const result = sampleCase({ captures: [{ ...capture, facts }], findings: [], evidence: [] })
    const page = textOf(renderReport(sampleReport({ result })))
    expect(page).toContain('SHA-256 not computed')
    expect(page).toContain('recorded no packets')
  })
})

describe('a display filter', () => {
  it('that leaves frames out says how many', () => {
    const [first] = sampleFindings()
    const cut = first && { ...first, filterCut: { listed: 100, total: 1240 } }
    const input = sampleReport()
    const said = renderReport({ ...input, result: { ...input.result, findings: cut ? [cut] : [] } })
    expect(textOf(said)).toContain('It lists 100 of 1240 values; the others are left out.')
    expect(text).not.toContain('values; the others')
  })
})

describe('with detectors off and parameters changed', () => {
  const [first, second, ...others] = sampleCase().detectors
  if (first === undefined || second === undefined) throw new Error('the sample has too few')
  const documented = { slowMs: { value: 100, meaning: '' }, minBursts: { value: 2, meaning: '' } }
  const detectors = [
    { ...first, off: true },
    { ...second, params: { slowMs: 50, minBursts: 2 }, documented },
    ...others,
  ]
  const report = (language: 'en' | 'zh-CN') =>
    textOf(renderReport(sampleReport({ language, result: sampleCase({ detectors }) })))

  it('says so first of all, and counts those that looked', () => {
    expect(report('en')).toContain('2 detectors looked at every packet')
    expect(report('en')).toContain(
      '1 detector was switched off and looked at nothing: Tail first: fragments out of order. 1 parameter of detectors differs from what is documented.',
    )
    expect(report('zh-CN')).toContain('1 个检测器已关闭')
  })

  it('names them in the appendix, with what is documented', () => {
    expect(report('en')).toContain('off: it did not run')
    expect(report('en')).toContain('slowMs = 50 (documented: 100)')
    expect(report('en')).not.toContain('minBursts = 2 (')
  })
})

describe('with a detector of the analyst', () => {
  const own = { ...NEW_DETECTOR, id: 'own-telnet', title: 'Telnet <b>', filter: 'tcp.port == 23' }
  const use = { id: own.id, version: 4, title: own.title, params: {}, own }
  const silence = 'No frame passes its filter.'
  const looksAt = 'At least 1 frame that passes tcp.port == 23.'
  const detectors = [...sampleCase().detectors, { ...use, silence, looksAt }]
  const report = (language: 'en' | 'zh-CN', phrases: Phrases = {}) =>
    textOf(renderReport(sampleReport({ language, phrases, result: sampleCase({ detectors }) })))

  it('tells its rule in the appendix', () => {
    expect(report('en')).toContain(
      'Telnet <b> own-telnet, version 4 At least 1 frame that passes tcp.port == 23. No frame passes its filter.',
    )
    expect(report('zh-CN', CHINESE)).toContain(
      '至少 1 帧通过 tcp.port == 23。 没有帧通过其过滤器。',
    )
  })
})

function allBut(detector: string): string[] {
  return sampleCase()
    .findings.filter((finding) => finding.detector !== detector)
    .map(identityOf)
}
