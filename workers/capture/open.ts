/** Opens a dropped file as a capture, or says what it is instead. */
import { detectContent, HEAD_OCTETS } from './detect-format'
import { GunzipChunks, isGzip } from './gunzip'
import { ChunkSource, openBlob, unreadable, type OctetSource } from './octet-source'
import { OctetWindow } from './octet-window'
import { PcapReader } from './pcap'
import { readPcapHeader } from './pcap-header'
import { PcapngReader } from './pcapng'
import type { OpenOutcome } from './reader'

/** `name` is for messages only. What was opened must be closed. */
export async function openCapture(blob: Blob, name: string): Promise<OpenOutcome> {
  const opened = await openOctets(blob)
  if (typeof opened === 'string') return refused(name, `could not be opened: ${opened}`)
  const { source, packed } = opened
  const window = new OctetWindow(source)
  const whole = !(await window.want(HEAD_OCTETS))
  const head = window.octets.subarray(window.start, Math.min(window.end, HEAD_OCTETS))
  const size = packed ? -1 : blob.size
  const content = detectContent(head, whole)
  if (content.kind === 'pcapng') {
    return { kind: 'capture', reader: new PcapngReader(window, size) }
  }
  if (content.kind === 'pcap') {
    const header = readPcapHeader(head)
    if (header !== null) return { kind: 'capture', reader: new PcapReader(header, window, size) }
  }
  await window.close()
  if (window.message !== '' && head.length === 0) {
    return refused(name, `could not be opened: ${window.message}`)
  }
  const what =
    content.kind === 'pcap'
      ? `begins like pcap but ends inside its header, after ${head.length} octets`
      : content.what
  return refused(name, packed ? `holds, compressed with gzip, something that ${what}` : what)
}

/** The octets of the file, decompressed. A text says why they cannot be had. */
async function openOctets(blob: Blob): Promise<{ source: OctetSource; packed: boolean } | string> {
  try {
    const head = new Uint8Array(await blob.slice(0, 4).arrayBuffer())
    const packed = isGzip(head)
    if (packed) return { source: new ChunkSource(new GunzipChunks(blob)), packed }
    return { source: openBlob(blob), packed }
  } catch (error) {
    return unreadable(error)
  }
}

function refused(name: string, what: string): OpenOutcome {
  return { kind: 'not-a-capture', message: `“${name}” ${what}` }
}
