/** The reader for octets that are neither compressed nor a bundle, or what they are instead. */
import { detectContent, HEAD_OCTETS } from './detect-format'
import type { OctetSource } from './octet-source'
import { OctetWindow } from './octet-window'
import { PcapReader } from './pcap'
import { readPcapHeader } from './pcap-header'
import { PcapngReader } from './pcapng'
import type { CaptureReader, OpenOutcome } from './reader'
import { readSnoopHeader, SnoopReader } from './snoop'

/** `size`: octets of the capture; −1 when only its end would tell. `packed`: how it is compressed. */
export async function openReader(
  source: OctetSource,
  size: number,
  name: string,
  packed: readonly string[],
): Promise<OpenOutcome> {
  const window = new OctetWindow(source)
  const whole = !(await window.want(HEAD_OCTETS))
  const reader = readerOf(window, size, whole)
  if (typeof reader !== 'string') return { kind: 'capture', reader }
  await window.close()
  if (window.message !== '' && window.end === window.start) {
    return refused(name, `could not be opened: ${window.message}`)
  }
  if (packed.length === 0) return refused(name, reader)
  return refused(name, `holds, compressed with ${packed.join(' and ')}, something that ${reader}`)
}

/** A text continues the sentence that begins with the file's name. */
function readerOf(window: OctetWindow, size: number, whole: boolean): CaptureReader | string {
  const there = window.octets.subarray(window.start, window.end)
  const head = there.subarray(0, HEAD_OCTETS)
  const content = detectContent(head, whole)
  switch (content.kind) {
    case 'pcapng':
      return new PcapngReader(window, size)
    case 'pcap': {
      const header = readPcapHeader(there, whole)
      if (header !== null) return new PcapReader(header, window, size)
      return `begins like pcap but ends inside its header, after ${head.length} octets`
    }
    case 'snoop': {
      const header = readSnoopHeader(head)
      return typeof header === 'string' ? header : new SnoopReader(header, window, size)
    }
    case 'other':
      return content.what
  }
}

/** `what` continues the sentence that begins with the name. */
export function refused(name: string, what: string): OpenOutcome {
  return { kind: 'not-a-capture', message: `“${name}” ${what}` }
}
