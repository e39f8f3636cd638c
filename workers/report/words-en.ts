/** English: what the report says around the sentences of its findings. */
import { countOf, formatNumber } from '../figure/format'
import type { CaptureHeader } from '../model/capture'
import type { Confidence, Severity } from '../model/finding'
import type { MarkColour } from '../model/note'
import { html, type Markup } from './escape'

const severity: Record<Severity, string> = {
  critical: 'critical',
  warning: 'warning',
  note: 'note',
}

const confidence: Record<Confidence, string> = {
  certain: 'certain',
  likely: 'likely',
  possible: 'possible',
}

const colours: Record<MarkColour, string> = {
  amber: 'amber',
  green: 'green',
  blue: 'blue',
  violet: 'violet',
}

export const en = {
  severity,
  confidence,
  /** What a worker said: English, as it is kept with the case. */
  said: (sentence: string) => sentence,
  onFigure: (words: string) => words,
  /** Said where other versions told findings, so that the report cannot translate all of them. */
  partlyEnglish: '',
  title: 'Tailfirst report',
  /** Under the title of a report with pseudonyms. */
  hidden:
    'Addresses, names and files stand here under pseudonyms, the same throughout. Octets of packets and comments in files are left out.',
  findings: 'Findings',
  list: (parts: readonly string[]) => parts.join(', '),
  sentences: (parts: readonly string[]) => parts.join('; '),
  of: (name: string, sentence: string) => `${name}: ${sentence}`,
  octets: 'octets',
  first: (shown: number, total: number) =>
    `The first ${formatNumber(shown)} of ${formatNumber(total)}.`,

  contents: {
    title: 'Contents',
    summary: 'Summary',
    captures: 'Captures',
    detectors: 'Detectors',
    origin: 'How this was made',
  },

  summary: {
    lookedAt: (what: string, packets: number, octets: string, over: Markup, detectors: number) =>
      html`Tailfirst read ${what}: ${countOf(packets, 'packet')} in ${octets}${over}.
      ${countOf(detectors, 'detector')} looked at every packet that could be decoded.`,
    off: (count: number, titles: string) =>
      `${countOf(count, 'detector')} ${count === 1 ? 'was' : 'were'} switched off and looked at nothing: ${titles}.`,
    changed: (count: number) =>
      `${countOf(count, 'parameter')} of detectors ${count === 1 ? 'differs' : 'differ'} from what is documented.`,
    captures: (count: number) => countOf(count, 'capture'),
    recorded: (span: string, from: Markup) => html`, recorded over ${span} from ${from} on`,
    further: (count: number) => `${countOf(count, 'further finding')} below.`,
    omitted: (count: number) =>
      `${countOf(count, 'finding')} of this case ${count === 1 ? 'was' : 'were'} left out by whoever wrote this report.`,
    noFault: 'no fault found',
    /** `2 critical`, `1 warning`, `4 warnings`. */
    tally: (count: number, kind: string) =>
      `${formatNumber(count)} ${kind}${count === 1 || kind === 'critical' ? '' : 's'}`,
    toDo: 'What to do:',
    undecoded: (frames: number) => `${countOf(frames, 'frame')} could not be decoded.`,
    truncated: (frames: number, packets: number) =>
      `${countOf(frames, 'frame')} of ${formatNumber(packets)} were recorded only in part.`,
    capped: (what: string, count: number) => `${what}, ${formatNumber(count)} times.`,
    /** `findings`: those that are less sure for it. */
    fault: (say: string, findings: number) =>
      findings === 0 ? `${say}.` : `${say}. ${countOf(findings, 'finding')} less sure for it.`,
    evidenceCapped: 'The octets of some evidence frames were left out for their size.',
    complete: 'Every packet of the capture was decoded; nothing was left out for its size.',
    unseen: 'What could not be seen',
  },

  finding: {
    confidence: 'confidence:',
    happened: 'What happened',
    numbers: 'Numbers',
    estimated: 'estimated',
    who: 'Who',
    role: (role: string) => role,
    toDo: 'What to do',
    confirm: 'Confirm on the node',
    whySure: (how: string) => `Why the confidence is “${how}”`,
    against: 'What speaks against it',
    nothingAgainst: 'Nothing in these captures.',
    disproof: 'What would disprove it',
    at: (moment: string) => `at ${moment}`,
    first: (at: string, into: string, capture: string) => `first at ${at}, ${into} into ${capture}`,
    last: (at: string) => `, last at ${at}`,
    symptomOf: 'A symptom of:',
    symptoms: 'Shows itself also as:',
    alternatives: 'What else it could be',
    for: 'speaks for it',
    againstIt: 'speaks against it',
    nothingSeen: 'nothing seen',
    how: 'How this was found',
    rule: 'rule',
    detector: 'detector',
    version: (id: string, version: number) => `${id}, version ${String(version)}`,
    parameters: 'parameters',
    filter: 'display filter',
    filterCut: (listed: number, total: number) =>
      total === 0
        ? `It lists ${formatNumber(listed)} values; the others are left out.`
        : `It lists ${formatNumber(listed)} of ${formatNumber(total)} values; the others are left out.`,
  },

  evidence: {
    title: 'Evidence',
    frame: 'frame',
    time: 'time, s',
    role: 'role',
    note: 'what it shows',
    capture: 'capture',
    first: (shown: number, total: number) =>
      `The first ${formatNumber(shown)} of ${countOf(total, 'frame')}.`,
    all: (count: number) => `All ${countOf(count, 'frame')}.`,
    numbering:
      'Numbers are Wireshark’s frame.number; times count from the first frame of the capture.',
    octets: 'Octets of key frames',
    frameOf: (frame: number) => `Frame ${String(frame)}`,
    size: (shown: number, octets: number) =>
      `${shown < octets ? `first ${String(shown)} of ` : ''}${countOf(octets, 'octet')}`,
  },

  notes: {
    title: 'Notes',
    ofFinding: 'Analyst’s note',
    lead: (count: number) =>
      `${countOf(count, 'note or mark', 'notes and marks')} of the analyst on packets and connections; those on findings stand with the finding. Tailfirst did not write them and does not vouch for them.`,
    on: 'on',
    capture: 'capture',
    mark: 'mark',
    note: 'note',
    frame: (frame: number) => `frame ${String(frame)}`,
    connection: (flow: number) => `connection ${String(flow)}`,
    colours,
  },

  captures: {
    title: 'Captures',
    others: 'Other files',
    file: 'file',
    fate: 'what became of it',
    endian: (endian: CaptureHeader['endian']) => `${endian}-endian`,
    nanoseconds: 'nanoseconds',
    size: 'size',
    octets: (count: number) => ` (${formatNumber(count)} octets)`,
    notComputed: 'not computed',
    format: 'format',
    linktypes: 'link types',
    packets: 'packets',
    captured: (packets: number, captured: string, original: string) =>
      `${formatNumber(packets)}, ${captured} captured of ${original} on the wire`,
    recorded: 'recorded',
    range: (from: string, to: string, span: string) => `${from} to ${to} (${span})`,
    noPackets: 'no packets',
    inPart: 'recorded in part',
    frames: (count: number) => countOf(count, 'frame'),
    stepsBack: 'clock went back',
    times: (count: number) => countOf(count, 'time'),
    whole: 'nothing is wrong with it',
    interfaces: 'Interfaces',
    interfaceColumns: ['id', 'name', 'link type', 'snap length', 'dropped by it'],
    notNamed: 'not named',
    notTold: 'not told',
    undecoded: 'Not decoded',
    undecodedColumns: ['reason', 'frames'],
    capped: 'Bounds reached',
    cappedColumns: ['what was given up', 'times'],
    weirds: 'Weird traffic',
    weirdColumns: ['what', 'times', 'first frame'],
    theFile: 'the file',
    details: 'What the file says of its making',
    detailColumns: ['what', 'value'],
    blocks: 'Other blocks in the file',
    blockColumns: ['kind', 'blocks'],
    comments: 'Comments in the file',
    commentColumns: ['frame', 'text'],
  },

  places: {
    title: 'Where pods live',
    lead: 'Observed: the narrowest prefix around the addresses that speak out of a node’s tunnels and of no other node’s. The cluster may give the node more.',
    columns: [
      'node',
      'tunnel',
      'observed pod prefixes',
      'pods',
      'moved here',
      'at several nodes',
      'not pods',
      'identities',
    ],
    more: (count: number) => `${formatNumber(count)} more`,
  },

  sidecars: {
    title: 'Side-cars',
    columns: ['file', 'what it is', 'what it gave', 'how it fits', 'SHA-256'],
    unknown: 'text of no known format, not used',
    nothing: 'nothing',
    fits: (seen: number, named: number) =>
      `${formatNumber(seen)} of ${formatNumber(named)} names occur in the captures`,
    fitsNothing: (named: number) =>
      `fits nothing in these captures: none of its ${formatNumber(named)} names occurs`,
    notUnderstood: (lines: number) => `lines not understood: ${formatNumber(lines)}`,
  },

  detectors: {
    title: 'Detectors',
    lead: 'Everything that was looked for, with its thresholds. A detector that stayed silent says what it looked at.',
    columns: ['detector', 'parameters', 'outcome'],
    reported: 'reported',
    off: 'off: it did not run',
    documented: (value: string) => `(documented: ${value})`,
  },

  origin: {
    title: 'How this was made',
    made: (version: string, note: string) =>
      html`Tailfirst ${version} read the captures in a web browser. Nothing left that browser: the
      page’s own security policy forbids every connection. ${note}`,
    again: html`The same captures, the same version and the same parameters give the same findings
      again. The SHA-256 values above tell whether a file is the one that was read;
      <code>sha256sum</code> computes them.`,
    complete: (frames: number) =>
      html`This file is complete in itself: it holds no script and loads nothing. It does hold
      addresses and names from the
      captures${
        frames === 0
          ? ''
          : html`, and octets (${countOf(frames, 'evidence frame')} were kept with the case)`
      },
      so pass it on as carefully as the captures themselves.`,
    hidden: html`This file is complete in itself: it holds no script and loads nothing. Addresses,
    names of hosts and files were replaced before it was written, and whoever wrote it can have the
    list of what stands for what. Ports, identities, sizes and times are as they were captured.`,
  },
}

export type ReportWords = typeof en
