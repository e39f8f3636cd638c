/** The reader for octets that are neither compressed nor a bundle, or what they are instead. */
import { detectContent, HEAD_OCTETS, TEXT } from './detect-format'
import type { OctetSource } from './octet-source'
import { OctetWindow } from './octet-window'
import { PcapRecords } from './pcap'
import { readPcapHeader } from './pcap-header'
import { PcapngBlocks } from './pcapng'
import type { CaptureReader, OpenOutcome } from './reader'
import { RecordReader, SegmentableRecordReader } from './record-reader'
import { readSnoopHeader, SnoopRecords } from './snoop'

/** `size`: octets of the capture; −1 when only its end would tell. `packed`: how it is compressed. */
export async function openReader(
  source: OctetSource,
  size: number,
  name: string,
  packed: readonly string[],
): Promise<Exclude<OpenOutcome, { kind: 'text' }>> {
  const window = new OctetWindow(source)
  const whole = !(await window.want(HEAD_OCTETS))
  const reader = readerOf(window, size, whole)
  if (typeof reader !== 'string') return { kind: 'capture', reader }
  await window.close()
  if (window.message !== '' && window.end === window.start) {
    return refused(name, `could not be opened: ${window.message}`)
  }
  return notACapture(name, packed, reader)
}

/** `what` continues the sentence that begins with the name. */
export function notACapture(name: string, packed: readonly string[], what: string) {
  const text = what === TEXT
  if (packed.length === 0) return { ...refused(name, what), text }
  const wrapped = `holds, compressed with ${packed.join(' and ')}, something that ${what}`
  return { ...refused(name, wrapped), text }
}

/** A text continues the sentence that begins with the file's name. */
function readerOf(window: OctetWindow, size: number, whole: boolean): CaptureReader | string {
  const there = window.octets.subarray(window.start, window.end)
  const head = there.subarray(0, HEAD_OCTETS)
  const content = detectContent(head, whole)
  switch (content.kind) {
    case 'pcapng':
      return new SegmentableRecordReader(new PcapngBlocks(window), window, size)
    case 'pcap': {
      const header = readPcapHeader(there, whole)
      if (header === null) {
        return `begins like pcap but ends inside its header, after ${head.length} octets`
      }
      return new SegmentableRecordReader(new PcapRecords(header), window, size)
    }
    case 'snoop': {
      const header = readSnoopHeader(head)
      if (typeof header === 'string') return header
      return new RecordReader(new SnoopRecords(header), window, size)
    }
    case 'text':
      return TEXT
    case 'other':
      return content.what
  }
}

/** `what` continues the sentence that begins with the name. */
export function refused(name: string, what: string) {
  return { kind: 'not-a-capture', message: `“${name}” ${what}`, text: false } as const
}
