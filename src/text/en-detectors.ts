/** The screen of detectors, and what is said of them elsewhere. */
import { formatCount, plural } from './format'

const detectorCount = (count: number) => plural(count, 'detector', 'detectors')
const paramCount = (count: number) => plural(count, 'parameter', 'parameters')

export const detectors = {
  title: 'Detectors',
  lead: 'Each looks for one fault. Those that stay silent say what they looked at. What you change here is remembered by this browser and goes with every analysis.',
  show: 'Show',
  shown: {
    all: (count: number) => `All ${formatCount(count)}`,
    found: (count: number) => `Found something ${formatCount(count)}`,
    silent: (count: number) => `Silent ${formatCount(count)}`,
    set: (count: number) => `Off or changed ${formatCount(count)}`,
  },
  search: 'Search detectors',
  noMatch: 'No detector matches.',
  standing: (off: number, changed: number) =>
    off + changed === 0
      ? 'All are on, as documented'
      : [
          off === 0 ? '' : `${detectorCount(off)} off`,
          changed === 0 ? '' : `${paramCount(changed)} changed`,
        ]
          .filter(Boolean)
          .join(', '),
  restore: 'Restore all',
  differ: 'These settings differ from those of this analysis.',
  againHow:
    'The findings change when the same files are analysed again: the new findings take the place of these, and notes and marks stay. The same settings give the same findings back.',
  again: 'Analyse again',
  notAtHand: (names: readonly string[]) =>
    `Not all files of this case are at hand any more: drop ${listed(names)} here ${names.length === 1 ? 'again' : 'again, together'}. That makes a new case with these settings; this one stays as it is, with its notes.`,

  run: (title: string) => `Run “${title}”`,
  off: 'off',
  changed: (count: number) => `${formatCount(count)} changed`,
  wasOff: 'Off in this analysis: it looked at nothing.',
  notThere: 'Not part of this analysis: an earlier version made it.',
  unknown: 'This version has no such detector any more.',
  silent: 'silent',
  allFindings: (count: number) => `Show all ${formatCount(count)} findings`,
  params: (count: number) => paramCount(count),
  paramsOf: (count: number, title: string) => `${paramCount(count)} of “${title}”`,
  noParams: 'No parameters',
  documented: (value: string) => `documented value ${value}`,
  reset: 'reset',
  resetOf: (name: string) => `Reset ${name}`,
  noNumber: (least: string, most: string) =>
    `Only numbers from ${least} to ${most}; the value of before stands.`,

  /** On other screens. */
  offInRun: (titles: readonly string[]) =>
    `${detectorCount(titles.length)} ${titles.length === 1 ? 'was' : 'were'} off in this analysis: ${titles.join(', ')}.`,
  changedInRun: (count: number) =>
    `${paramCount(count)} ${count === 1 ? 'was' : 'were'} changed in this analysis.`,
  toSettings: 'Settings of detectors',
}

/** `a.pcap, b.pcap and pods.txt` */
function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
