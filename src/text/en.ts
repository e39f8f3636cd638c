/** English. Every sentence of the page; what findings say comes from the detectors. */
import type { Confidence, Severity } from '../../workers/model/finding'
import { applications } from './en-applications'
import { detectors } from './en-detectors'
import { latency } from './en-latency'
import { objects } from './en-objects'
import { own } from './en-own-detectors'
import { statistics } from './en-statistics'
import { figures, table } from './en-table'
import { mtu } from './en-mtu'
import { healthy } from './en-healthy'
import { quality } from './en-quality'
import { topology } from './en-topology'
import { flowTexts } from './en-flows'
import { graph } from './en-graph'
import { commands } from './en-commands'
import { find } from './en-find'
import { frame, standing } from './en-frame'
import { names } from './en-names'
import { notes, packetExport } from './en-notes'
import { report } from './en-report'
import { samples } from './en-samples'
import { filterWords, packetList, valueMenu } from './en-packets'
import { sidecars } from './en-sidecars'
import { spine } from './en-spine'
import { start } from './en-start'
import { formatCount, formatDate, formatLarge, formatOctets, formatSpan, plural } from './format'

const severity: Record<Severity, string> = {
  critical: 'critical',
  warning: 'warning',
  note: 'note',
}

const confidence: Record<Confidence, string> = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
}

export const en = {
  product: 'Tailfirst',
  severity,
  found: {
    critical: (count: number) => `${formatCount(count)} critical`,
    warning: (count: number) => plural(count, 'warning', 'warnings'),
    note: (count: number) => plural(count, 'note', 'notes'),
  },
  confidence,
  packets: (count: number) => plural(count, 'packet', 'packets'),
  analysed: (findings: number) => `Analysed: ${plural(findings, 'finding', 'findings')}.`,
  /** What a worker said: English, as it is kept with a case. */
  said: (sentence: string) => sentence,
  sentences: (list: readonly string[]) => list.join(' '),
  madeAt: formatDate,

  shell: {
    skip: 'Skip to the content',
    newCase: 'New case',
    exportReport: 'Report',
    exportReportHint: 'Save the report as one HTML file',
    exportDocument: 'JSON',
    exportDocumentHint: 'Save the analysis document as JSON',
    hashing: 'Hashing…',
    writing: 'Writing…',
    moreFiles: (count: number) => `+ ${formatCount(count)} more`,
    files: 'Files of this case',
    sections: 'Sections',
    theCase: 'Case',
    navFindings: 'Findings',
    navPackets: 'Packets',
    navCaptures: 'Captures',
    navDetectors: 'Detectors',
    navTopology: 'Topology',
    navLatency: 'Latency',
    navObjects: 'Objects',
    navStatistics: 'Statistics',
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    status: 'Status',
    dismiss: 'Dismiss',
    close: 'Close',
    dropAnywhere: 'Drop to analyse as a new case',
  },

  status: {
    packets: (count: number) => `${formatLarge(count)} ${count === 1 ? 'packet' : 'packets'}`,
    megabytesPerSecond: (rate: number) =>
      `${formatCount(Number((rate / 1e6).toPrecision(rate < 1e8 ? 2 : 3)))} MB/s`,
    packetsPerSecond: (rate: number) => `${formatLarge(rate)} packets/s`,
    hash: (sha256: string) => `sha256 ${sha256.slice(0, 4)}…${sha256.slice(-4)}`,
    undecoded: (frames: number) => `${plural(frames, 'frame', 'frames')} not decoded`,
    allDecoded: 'every frame decoded',
    undecodedTitle: 'Not decoded, and why',
    private: 'nothing has left this page',
    privateTitle: 'Nothing has left this page',
    privateHow: [
      'The security policy of this page forbids every connection, to anyone, ours included: the browser enforces it.',
      'Check it: open the developer tools (F12), choose Network and analyse a capture. Or disconnect this computer from the network: everything works as before.',
    ],
  },

  spine,
  graph,

  start,

  library: {
    title: 'Recent cases',
    none: 'Cases you analyse are listed here.',
    open: (title: string) => `Open ${title}`,
    remove: 'Delete',
    removeOf: (title: string) => `Delete ${title}`,
    removeAsk: (title: string) => `Delete ${title}?`,
    removeSay:
      'Its findings and the kept capture are gone afterwards. Your own file stays as it is.',
    removeAll: 'Delete all',
    removeAllAsk: 'Delete all cases of this browser?',
    removeAllSay:
      'Findings and kept captures are gone afterwards. Your own files stay as they are.',
    cancel: 'Cancel',
    kept: (octets: number) => `capture kept, ${formatOctets(octets)}`,
    notKept: 'capture not kept',
    forget: 'Forget the capture',
    forgetOf: (title: string) => `Forget the capture of ${title}`,
    used: (used: number, quota: number) =>
      `${formatOctets(used)} of ${formatOctets(quota)} that this browser allows`,
    keep: 'Keep cases in this browser',
    keepReason:
      'Off because this page was opened from disk: all pages opened from disk share one database, so another local HTML file could read stored captures.',
    memoryReason: 'opened from disk: all local pages share one database',
    nothingAbove: 'no findings',
  },

  reading: {
    title: 'Reading',
    file: (index: number, files: number) => `file ${index} of ${files}`,
    of: (done: number, total: number) => `${formatOctets(done)} of ${formatOctets(total)}`,
    left: (seconds: number) => `${formatSpan(Math.max(1, Math.round(seconds)) * 1e9)} left`,
    cancel: 'Cancel',
    soFar: 'So far',
    preliminary: 'preliminary',
    nothingYet: 'Findings appear here while the file is still being read.',
    progress: 'Progress',
  },

  index: {
    foreseen: (frames: number, room: number) =>
      `These files hold about ${formatLarge(frames)} packets, and this browser has room for the index of ${formatLarge(room)}. All of them are analysed; the others cannot be opened one by one. To make room, delete older cases or free disk space.`,
    missing:
      'The packets read from now on have no index: neither this browser’s storage nor its memory has room for it. All packets are analysed; these cannot be opened one by one. To make room, delete older cases or free disk space, or cut the capture into parts (editcap -c).',
  },

  finding: {
    list: 'Findings',
    first: (clock: string) => `first at ${clock} UTC`,
    detector: 'detector',
    version: (version: number) => `version ${version}`,
    numbers: 'Numbers',
    estimated: 'estimated',
    evidence: 'Evidence',
    evidenceOf: (shown: number, total: number) =>
      shown === total
        ? plural(total, 'packet', 'packets')
        : `${formatCount(shown)} of ${plural(total, 'packet', 'packets')}`,
    frame: 'Frame',
    time: 'Time',
    role: 'Role',
    note: 'What it shows',
    capture: 'Capture',
    openFrame: (frame: number) => `Open frame ${frame}`,
    showAll: (count: number) => `Show all ${formatCount(count)}`,
    showKept: (count: number) => `Show the ${formatCount(count)} that are kept`,
    toDo: 'What to do',
    confirm: 'Confirm on the node',
    against: 'What speaks against it',
    nothingAgainst: 'Nothing in this capture.',
    alternatives: 'Other explanations',
    speaksFor: 'for',
    speaksAgainst: 'against',
    changeMind: 'Would change our mind',
    howSure: 'How sure',
    rule: 'Rule',
    filter: 'Display filter',
    filterHint: 'Paste it into Wireshark.',
    filterCut: (listed: number, total: number) =>
      total === 0
        ? `It lists ${formatCount(listed)} values; the others are left out.`
        : `It lists ${formatCount(listed)} of ${formatCount(total)} values; the others are left out.`,
    copy: 'Copy',
    copied: 'Copied',
    copyCommand: 'Copy the command',
    copyFilter: 'Copy the display filter',
    figures: 'Figures',
    sawHealthy: 'Nothing above a note.',
    symptom: 'symptom',
    symptomOf: 'A symptom of:',
    symptoms: 'Shows itself also as:',
    /** Said where findings speak another language than the page; empty: they do not. */
    /** What a detector says of a finding or of itself: English, as it is kept with the case. */
    said: (_detector: string, sentence: string) => sentence,
    /** Words of a figure's drawing. */
    onFigure: (words: string) => words,
    /** Said where a finding was told by another version, so that the page cannot translate all of it. */
    partlyEnglish: '',
  },

  healthy,
  quality,
  mtu,

  captures: {
    title: 'Captures',
    size: 'Size',
    format: 'Format',
    container: (container: string, endian: string, nanosecond: boolean) =>
      `${container}, ${endian}-endian${nanosecond ? ', nanoseconds' : ''}`,
    linktypes: 'Link types',
    packets: 'Packets',
    first: 'First packet',
    last: 'Last packet',
    span: 'Duration',
    captured: 'Octets captured',
    original: 'Octets on the wire',
    truncated: 'Cut by the snap length',
    stepsBack: 'Time steps back',
    sha256: 'SHA-256',
    sameAs: (name: string) => `the same octets as ${name}`,
    hashing: 'being computed…',
    at: { stored: 'kept in this browser', file: 'dropped file at hand', absent: 'not at hand' },
    frames: 'Frames are read from',
    frameCount: (count: number) => plural(count, 'frame', 'frames'),
    interfaces: 'Interfaces',
    interfaceColumns: ['#', 'Name', 'Link type', 'Snap length', 'Resolution', 'Dropped'],
    untold: 'not told',
    undecoded: 'Not decoded',
    weirds: 'Against the rules',
    weird: (count: number, frame: number) =>
      frame === 0
        ? plural(count, 'time', 'times')
        : `${plural(count, 'time', 'times')}, first in frame ${frame}`,
    capped: 'Bounds reached',
    comments: 'Comments in the file',
    commentOf: (frame: number) => (frame === 0 ? 'file' : `frame ${frame}`),
    details: 'What the file says of its making',
    detailOf: (name: string, what: string) => `${name}: ${what}`,
    blocks: 'Other blocks in the file',
    names: 'Names in the file',
    within: 'Found in',
    more: (count: number) => `and ${formatCount(count)} more`,
    others: 'Files that could not be read',
    forget: 'Forget the capture',
  },

  detectors,
  own,

  ...flowTexts,
  find,
  frame,
  standing,
  applications,
  topology,
  latency,
  objects,
  statistics,
  table,
  figures,
  samples,
  names,
  sidecars,
  commands,
  notes,
  report,
  packetExport,
  packetList,
  filterWords,
  valueMenu,

  failure: {
    ours: (message: string) =>
      `The analysis stopped because of a fault in Tailfirst, not in your file. ${message}`,
    library: (message: string) => `The case library does not answer. ${message}`,
    export: (message: string) => `The export could not be written. ${message}`,
  },
}

export type Text = typeof en
