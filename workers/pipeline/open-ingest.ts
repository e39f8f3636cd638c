/** The way from the analysis to the threads that read for it: one, or several that share a file. */
import type { OpenIngest } from './ingest'
import { IngestThread, type ToIngest } from './ingest-thread'
import { SEGMENT_OCTETS } from './segment-job'
import { SegmentThread } from './segment-thread'
import { openInSegments } from './segments'

/** `ports`: each leads to `serveIngest` in a thread of its own. `octets`: of a segment. */
export function openIngest(ports: readonly MessagePort[], octets = SEGMENT_OCTETS): OpenIngest {
  const [first, ...others] = ports
  if (first === undefined) throw new Error('no thread to read in')
  const thread = new IngestThread(first)
  const open: OpenIngest = (file) => thread.open(file)
  if (others.length === 0) return open
  return openInSegments([segmentThread(first), ...others.map(segmentThread)], open, octets)
}

function segmentThread(port: MessagePort): SegmentThread {
  const { port1, port2 } = new MessageChannel()
  const message: ToIngest = { segments: port1 }
  port.postMessage(message, [port1])
  return new SegmentThread(port2)
}
