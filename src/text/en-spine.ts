/** English: the time spine, and a stretch of it that is marked. */
import { formatCount, formatOctets } from './format'

export const spine = {
  name: 'Packets over time',
  at: (from: string, to: string) => `${from} – ${to} UTC`,
  content: (packets: number, octets: number) =>
    `${formatCount(packets)} ${packets === 1 ? 'packet' : 'packets'} · ${formatOctets(octets)}`,
  evidence: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'evidence packet' : 'evidence packets'}`,
  utc: 'UTC',
  showPackets: 'Show packets',
  unheard: 'This screen is of the whole case.',
  zoom: 'Zoom in',
  whole: 'Whole case',
  clear: 'Clear',
}
