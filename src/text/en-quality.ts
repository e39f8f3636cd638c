/** What the page says of captures that lack something. */
import { formatCount, plural } from './format'

export const quality = {
  title: 'What limits these findings',
  of: (capture: string, say: string) => `${capture}: ${say}`,
  truncated: (frames: number) =>
    `${plural(frames, 'frame was', 'frames were')} cut short by the snap length.`,
  dropped: (frames: number) =>
    `The capturing system lost ${plural(frames, 'packet', 'packets')} by its own account.`,
  stepsBack: (count: number) => `Time stamps step back ${plural(count, 'time', 'times')}.`,
  undecoded: (frames: number) => `${plural(frames, 'frame', 'frames')} could not be decoded.`,
  capped: (what: string, count: number) => `A bound was reached: ${what} (${formatCount(count)}).`,
  unindexed: (frames: number) =>
    `${plural(frames, 'frame was', 'frames were')} analysed but cannot be opened: there was no room for their index.`,
  fault: (sentence: string) => `${sentence}.`,
  lessSure: (findings: number) =>
    `${plural(findings, 'finding rests', 'findings rest')} on what this takes away and ${findings === 1 ? 'is' : 'are'} less sure for it; each says why.`,
  lowered: 'lowered by what the capture lacks',
  evidenceCapped: 'Not all evidence packets could be kept with the case.',
  others: (count: number, names: string) =>
    `${plural(count, 'file', 'files')} could not be read: ${names}.`,
  more: (count: number) => `and ${formatCount(count)} more`,
  details: 'All facts of the captures',
}
