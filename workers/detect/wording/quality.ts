/** Faults of a capture as such, in English: one sentence each, no full stop. */
import { count, formatDuration, formatShare } from '../format'

/** `where`: name of the capture, or of the text that tells it. */
export const sayDropped = (packets: number, where: string): string =>
  `The capturing system lost ${count(packets, 'packet')} by its own account (${where})`

export const sayMissed = (packets: number): string =>
  `At least ${count(packets, 'packet')} that passed this tap ${packets === 1 ? 'is' : 'are'} not in the capture, by acknowledgements or other taps`

export const sayTruncated = (frames: number, share: number, shortest: number): string =>
  `${count(frames, 'frame was', 'frames were')} cut short (${formatShare(share)}), the shortest to ${count(shortest, 'octet')}`

export const sayOneWay = (conversations: number): string =>
  `Of ${count(conversations, 'conversation')} one direction is missing`

export const sayCopies = (frames: number): string =>
  `${count(frames, 'frame repeats', 'frames repeat')} an earlier one at the same tap`

export const saySuperPackets = (frames: number, share: number): string =>
  `${count(frames, 'packet is', 'packets are')} larger than Ethernet carries without jumbo frames (${formatShare(share)} of all), most likely by segmentation offload`

export const saySteps = (steps: number, largest: number): string =>
  `Time stamps step back ${count(steps, 'time')}, by up to ${formatDuration(largest)}`

export const sayLowered = (fault: string, why: string): string =>
  `${fault}: ${why}, which lowers the confidence.`

export const sayHopeless = (share: number): string =>
  `About ${formatShare(share)} of the packets are not in the capture, so what is missing in it is no more than a note.`

export const sayCaptureLoss = (): string =>
  'The capture itself lost about as many packets as are missing here, so this is no more than a note.'
