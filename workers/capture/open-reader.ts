/** The reader for octets that are neither compressed nor a bundle, or what they are instead. */
import { detectContent, HEAD_OCTETS } from './detect-format'
import type { OctetSource } from './octet-source'
import { OctetWindow } from './octet-window'
import { PcapReader } from './pcap'
import { readPcapHeader } from './pcap-header'
import { PcapngReader } from './pcapng'
import type { OpenOutcome } from './reader'

/** `size`: octets of the capture; −1 when only its end would tell. `packed`: how it is compressed. */
export async function openReader(
  source: OctetSource,
  size: number,
  name: string,
  packed: readonly string[],
): Promise<OpenOutcome> {
  const window = new OctetWindow(source)
  const whole = !(await window.want(HEAD_OCTETS))
  const there = window.octets.subarray(window.start, window.end)
  const head = there.subarray(0, HEAD_OCTETS)
  const content = detectContent(head, whole)
  if (content.kind === 'pcapng') {
    return { kind: 'capture', reader: new PcapngReader(window, size) }
  }
  if (content.kind === 'pcap') {
    const header = readPcapHeader(there, whole)
    if (header !== null) return { kind: 'capture', reader: new PcapReader(header, window, size) }
  }
  await window.close()
  if (window.message !== '' && head.length === 0) {
    return refused(name, `could not be opened: ${window.message}`)
  }
  const what =
    content.kind === 'other'
      ? content.what
      : `begins like ${content.kind} but ends inside its header, after ${head.length} octets`
  if (packed.length === 0) return refused(name, what)
  return refused(name, `holds, compressed with ${packed.join(' and ')}, something that ${what}`)
}

/** `what` continues the sentence that begins with the name. */
export function refused(name: string, what: string): OpenOutcome {
  return { kind: 'not-a-capture', message: `“${name}” ${what}` }
}
