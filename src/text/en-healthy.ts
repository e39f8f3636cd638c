/** What is said where no detector had anything to report. */
import { formatCount, plural } from './format'

export const healthy = {
  title: 'Nothing wrong was found',
  lead: (packets: number, captures: number, span: string) =>
    `${plural(packets, 'packet', 'packets')} in ${plural(captures, 'capture', 'captures')}, ${span} of traffic, and nothing that a detector had to report.`,
  /** With detectors off: nothing may sound as if all of it was looked for. */
  titlePartly: 'The detectors that ran found nothing wrong',
  leadPartly: (packets: number, captures: number, span: string, ran: number, all: number) =>
    `${plural(packets, 'packet', 'packets')} in ${plural(captures, 'capture', 'captures')}, ${span} of traffic, at which only ${formatCount(ran)} of ${plural(all, 'detector', 'detectors')} looked.`,
  caution:
    'This speaks for what the capture holds, at the place and time it was taken. If users still see the fault, capture at the other end, or while it happens.',
  nothing: 'There was nothing that could be examined',
  nothingLead: (packets: number, captures: number, span: string) =>
    `${plural(packets, 'packet', 'packets')} in ${plural(captures, 'capture', 'captures')}, ${span} of traffic, of which none or hardly any led to IP or ARP, which is what detectors look at.`,
  empty: 'The capture holds no packets.',
  nothingCaution:
    'This says neither that the network is well nor that it is not: nothing of it was seen here.',
  undecoded: (frames: number, packets: number) =>
    `${formatCount(frames)} of ${plural(packets, 'frame', 'frames')} could not be decoded to the end, and what they hold was not examined:`,
  lookedAt: 'What was looked at',
}
