/** English: detectors that the analyst writes. */
import type { Severity } from '../../workers/model/finding'
import type { OwnDetector, OwnGroup } from '../../workers/model/own-detector'
import { formatCount, formatLarge, plural } from './format'

const where: Record<OwnGroup, string> = {
  capture: 'in a capture',
  source: 'from one source',
  destination: 'to one destination',
  hosts: 'between two hosts',
  conversation: 'in one conversation',
  value: 'with the same value',
}

const gravity: Record<Severity, string> = {
  critical: 'critical',
  warning: 'a warning',
  note: 'a note',
}

const frames = (count: number) => plural(count, 'frame', 'frames')

const sameValue = (field: string) => (field === '' ? where.value : `with the same ${field}`)

/** What a rule counts, where, and within how long. */
function counted({ distinct, atLeast, per, field, withinSeconds }: OwnDetector): string {
  const things = distinct === '' ? frames(atLeast) : valuesOf(atLeast, distinct)
  const place = per === 'value' ? sameValue(field) : where[per]
  const within = withinSeconds === 0 ? '' : ` within ${formatCount(withinSeconds)} s`
  return `${things} ${place}${within}`
}

const valuesOf = (count: number, field: string) =>
  count === 1 ? `1 value of ${field}` : `${formatCount(count)} different values of ${field}`

export const own = {
  title: 'Your own',
  builtIn: 'Built in',
  lead: 'What this network must never show, or what you look for in every capture: write it once as a display filter with a threshold. It runs with each analysis, reports findings like any other detector, and can be given to colleagues as a file.',
  write: 'Write a detector',
  import: 'Import',
  importFile: 'A file of detectors',
  export: 'Export',
  full: (most: number) =>
    `There is room for ${formatCount(most)} detectors, and all of it is taken.`,
  imported: (added: number, known: number, refused: number, beyond: number) =>
    [
      added === 0
        ? 'Nothing was added.'
        : `${plural(added, 'detector was', 'detectors were')} added.`,
      known === 0 ? '' : `${plural(known, 'was', 'were')} here already.`,
      refused === 0
        ? ''
        : `${plural(refused, 'was', 'were')} left out: not to be read as a detector.`,
      beyond === 0 ? '' : `There was no room for ${formatCount(beyond)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  noDetectors: (file: string) =>
    `${file} is no file of detectors: such a file comes from “Export” on this screen.`,
  startFrom: 'Start from an example',
  orExample: 'Or start from an example:',

  /** A rule in one sentence; filters stand between backquotes. */
  rule: (detector: OwnDetector) => {
    const { filter, of, percent, severity } = detector
    const share =
      of === '' ? '' : `, and at least ${formatCount(percent)} % of those that pass \`${of}\``
    const verb = detector.distinct === '' && detector.atLeast === 1 ? 'passes' : 'pass'
    const that = detector.distinct === '' ? `that ${verb}` : 'in frames that pass'
    return `At least ${counted(detector)} ${that} \`${filter}\`${share}: ${gravity[severity]}.`
  },
  edit: 'Edit',
  editOf: (title: string) => `Edit “${title}”`,
  delete: 'Delete',
  deleteOf: (title: string) => `Delete “${title}”`,
  deleted: (title: string) => `“${title}” is deleted.`,
  left: 'What you wrote was not saved.',
  undo: 'Undo',
  goOn: 'Go on writing',
  keep: 'Keep this one',
  keepOf: (title: string) => `Keep “${title}” in this browser`,
  notHere: 'not in this browser',
  changedSince: 'changed since this analysis',
  notYet: 'Not part of this analysis yet.',
  looking: 'Still looking…',
  pending: 'your own detectors are still looking…',
  skip: 'stop them',
  stopped: (count: number) =>
    `${count === 1 ? 'an own detector was' : `${formatCount(count)} own detectors were`} stopped:`,
  again: 'run again',
  stoppedTold: 'Own detectors were stopped before they had looked at all frames.',
  againHow: 'They can look again now: nothing else is analysed anew, and notes and marks stay.',
  runStopped: 'Run them again',

  newTitle: 'A new detector',
  name: 'Title',
  namePlaceholder: 'What a finding is about, in a few words',
  filter: 'Frames that pass',
  filterPlaceholder: 'A display filter, e.g. tcp.flags.reset == 1',
  count: 'Count',
  countFrames: 'frames',
  countValues: 'different values of',
  distinct: 'Field whose values are counted',
  per: 'Together',
  pers: { ...where, value: 'with the same value of' },
  field: 'Field whose value is the same',
  fieldPlaceholder: 'A field, e.g. dns.qry.name',
  from: 'At least',
  fromAfter: 'of them within',
  withinName: 'Seconds in which they come together',
  withinAfter: 's',
  anyTime: '(0: at any time)',
  share: 'And',
  percent: 'Percent of them',
  shareOf: 'a share of those that pass',
  shareBetween: '% of those that pass',
  of: 'Frames of which they are a share',
  ofPlaceholder: 'Nothing: no share is asked for',
  severity: 'Severity',
  saysTitle: 'What a finding says beside its numbers',
  meaning: 'What it means',
  meaningPlaceholder: 'Why this matters, for who reads the report',
  advice: 'What to do',
  command: 'Command',
  save: 'Save',
  cancel: 'Cancel',
  keys: 'Ctrl or ⌘ with Enter saves, Esc leaves.',
  noNumber: (least: string, most: string) => `A number from ${least} to ${most}.`,
  noField: 'One field, and nothing else.',
  tooLong: (most: number) => `At most ${formatCount(most)} characters.`,
  lacks: {
    title: 'It has no title yet.',
    filter: 'It has no filter yet.',
    field: 'It lacks the field whose value is the same.',
    distinct: 'It lacks the field whose values are counted.',
  },
  wrong: 'Something above cannot be used as it is.',
  untitled: 'A new detector',

  trial: 'In this case',
  trialIdle: 'As soon as the filter can be read, it is tried on this case.',
  trialWaiting: 'Trying…',
  trialProgress: (asked: number, total: number) =>
    `${formatLarge(asked)} of ${formatLarge(total)} frames asked`,
  trialFound: (count: number) => `Would find ${plural(count, 'thing', 'things')} in this case`,
  trialSilent: 'Would find nothing in this case',
  trialMore: (count: number) => `and ${formatCount(count)} more`,
  trialCut: (count: number) => `${frames(count)} lay beyond the bound of what is counted.`,
  trialFrames: (count: number) => `Show ${frames(count)}`,
  trialProgressName: 'Trial on this case',

  makeOfFilter: 'Make a detector of this filter',
  commandNew: 'Write a detector',
  commandOfFilter: 'Write a detector of the filter in use',

  examples: {
    'old-tls': {
      title: 'Old TLS versions',
      meaning:
        'The server agreed to TLS 1.1 or older. Both have been withdrawn (RFC 8996), and many clients refuse them.',
      advice: 'Have the server offer TLS 1.2 and 1.3 only, and see which clients are left behind.',
    },
    'http-5xx': {
      title: 'HTTP answers 5xx',
      meaning: 'The server failed to answer requests that were well formed.',
      advice: 'Read the logs of the server at these times; the time spine shows when they came.',
    },
    'plain-login': {
      title: 'Telnet or FTP in use',
      meaning: 'Passwords and data of these connections can be read by everyone on the way.',
      advice: 'Use SSH, SFTP or FTPS instead, and close ports 21 and 23.',
    },
    'many-names': {
      title: 'One client asks for many names',
      meaning:
        'So many different names in so short a time: a scan, a tunnel through DNS, or a search list at work.',
      advice: 'Look at the names under Objects: long and random ones speak for a tunnel.',
    },
    'other-resolver': {
      title: 'DNS answered by another than 10.96.0.10',
      meaning:
        'These clients do not ask the resolver that they should, or somebody answers for it.',
      advice:
        'Compare the resolver of the clients with yours. 10.96.0.10 is what many clusters have: put your own into title and filter.',
    },
  },
}
