/** One capture of the analysis document. */
import type { CaptureResult } from '../model/run'
import { applicationsDocument } from './document-applications'

export function captureDocument({ facts, counts, applications }: CaptureResult) {
  const { container, endian, nanosecond, linktypes } = facts.header
  return {
    name: facts.name,
    size: facts.size,
    sha256: facts.sha256,
    header: { container, endian, nanosecond, linktypes },
    interfaces: facts.interfaces.map(({ section, id, name, linktype, snaplen, tsresol }) => ({
      section,
      id,
      name,
      linktype,
      snaplen,
      tsresol,
    })),
    packets: facts.packets,
    first_ts_ns: facts.firstTsNs,
    last_ts_ns: facts.lastTsNs,
    caplen_sum: facts.caplenSum,
    origlen_sum: facts.origlenSum,
    truncated_frames: facts.truncatedFrames,
    timestamp_steps_back: facts.timestampStepsBack,
    message: facts.message,
    undecoded: facts.undecoded.map(({ reason, frames }) => ({ reason, frames })),
    counts,
    applications: applicationsDocument(applications),
  }
}
