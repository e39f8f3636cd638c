import { expect, it } from 'vitest'
import { distinctlyNamed, withDiskNames } from '../../../../src/state/distinct-names'
import { tsharkCommand } from '../../../../src/views/filter/tshark-command'
import type { CaptureFacts } from '../../../../workers/model/capture'
import type { CaseResult } from '../../../../workers/model/run'
import { sampleFacts, sampleResult } from '../../../workers/store/sample-case'

/** As the page has them once these files were dropped together. */
function droppedTogether(...names: string[]): CaseResult['captures'] {
  const files = distinctlyNamed(names.map((name, i) => new File(['x'.repeat(2000 + i)], name)))
  return withDiskNames(caseOf(files.map(({ name, size }) => sampleFacts(name, size))), files)
    .captures
}

function caseOf(all: readonly CaptureFacts[]): CaseResult {
  const result = sampleResult()
  const [capture] = result.captures
  if (capture === undefined) throw new Error('the sample has a capture')
  return { ...result, captures: all.map((facts) => ({ ...capture, facts })) }
}

it('writes a command that a shell takes as it is meant', () => {
  expect(tsharkCommand(droppedTogether("it's.pcap"), 0, 'http.host == "a"')).toBe(
    `tshark -r 'it'\\''s.pcap' -Y 'http.host == "a"'`,
  )
})

it('names files as they lie on the disk, and says which of those of one name is meant', () => {
  const captures = droppedTogether('eth0.pcap', 'eth1.pcap', 'eth0.pcap', 'eth1.pcap (2)')
  expect([0, 1, 2, 3].map((capture) => tsharkCommand(captures, capture, 'tcp'))).toEqual([
    "tshark -r 'eth0.pcap' -Y 'tcp'  # file 1 of 2 of this name: the one of 2000 bytes",
    "tshark -r 'eth1.pcap' -Y 'tcp'",
    "tshark -r 'eth0.pcap' -Y 'tcp'  # file 2 of 2 of this name: the one of 2002 bytes",
    "tshark -r 'eth1.pcap (2)' -Y 'tcp'",
  ])
})

it('keeps the folder that tells files apart', () => {
  const captures = droppedTogether('node1/eth0.pcap', 'node2/eth0.pcap')
  expect(tsharkCommand(captures, 1, 'tcp')).toBe("tshark -r 'node2/eth0.pcap' -Y 'tcp'")
})

it('names what lies in a bundle as it is unpacked; no name ends the comment', () => {
  const inside = (file: string, path: string, size: number, first: number) => ({
    ...sampleFacts(`${file}/${path}`, size),
    within: { file, first, steps: [] },
  })
  const bundle = 'a\nrm.zip'
  const { captures } = caseOf([
    inside(bundle, 'node1/eth0.pcap', 9, 0),
    inside(bundle, 'node2/eth0.pcap', 9, 0),
    { ...inside(`${bundle} (2)`, 'eth0.pcap', 12, 2), onDisk: bundle },
  ])
  const commands = captures.map((_, capture) => tsharkCommand(captures, capture, 'tcp'))
  expect(commands[1]).toMatch(
    /^tshark -r 'node2\/eth0\.pcap' -Y 'tcp' {2}# unpacked from a.+rm\.zip; file 1 of 2 .* 9 bytes$/u,
  )
  expect(commands[2]).toMatch(/^tshark -r 'eth0\.pcap' .* file 2 of 2 .* 12 bytes$/u)
})
