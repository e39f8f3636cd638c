import { expect, it } from 'vitest'
import { filesOfCaptures } from '../../../src/state/capture-hashes'
import type { CaptureResult } from '../../../workers/model/run'
import { filesOfSidecars, type SidecarFile } from '../../../workers/model/sidecar'

const capture = (name: string, size: number) => ({ facts: { name, size } }) as CaptureResult
const file = (name: string, size: number) => new File([new Uint8Array(size)], name)

it('finds the file of each capture, and leaves out what was none', () => {
  const files = [file('a.pcap', 10), file('notes.txt', 3), file('b.pcap', 20)]
  const found = filesOfCaptures([capture('a.pcap', 10), capture('b.pcap', 20)], files)
  expect(found).toEqual([files[0], files[2]])
})

it('tells two files of the same name apart, in order', () => {
  const files = [file('a.pcap', 10), file('a.pcap', 10), file('a.pcap', 11)]
  const captures = [capture('a.pcap', 10), capture('a.pcap', 10), capture('a.pcap', 11)]
  expect(filesOfCaptures(captures, files).map((found) => files.indexOf(found))).toEqual([0, 1, 2])
})

it('gives the file of a bundle for each capture within it', () => {
  const files = [file('b.zip', 10), file('b.zip', 10), file('c.pcap', 5)]
  const inside = (first: number) =>
    ({
      facts: { name: 'b.zip/x', size: 10, within: { file: 'b.zip', first, steps: [] } },
    }) as unknown as CaptureResult
  const captures = [inside(0), inside(0), inside(2), inside(2), capture('c.pcap', 5)]
  const found = filesOfCaptures(captures, files)
  expect(found.map((one) => files.indexOf(one))).toEqual([0, 0, 1, 1, 2])
})

it('gives the file of each side-car, that of its bundle for those within', () => {
  const sidecar = (name: string, from: string, size: number) =>
    ({ name, file: from, size }) as SidecarFile
  const files = [file('r.txt', 5), file('b.zip', 10), file('r.txt', 5), file('a.pcap', 20)]
  const found = filesOfSidecars(
    [
      sidecar('r.txt', 'r.txt', 5),
      sidecar('b.zip/x', 'b.zip', 10),
      sidecar('b.zip/y', 'b.zip', 10),
      sidecar('r.txt (2)', 'r.txt', 5),
      sidecar('gone', 'gone', 1),
    ],
    files,
  )
  expect(found.map((one) => (one === null ? -1 : files.indexOf(one)))).toEqual([0, 1, 1, 2, -1])
})
