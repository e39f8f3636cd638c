/** English: notes and marks, and packets and tables that are saved. */
import type { MarkColour } from '../../workers/model/note'
import { formatCount } from './format'

const colours: Record<MarkColour, string> = {
  amber: 'amber',
  green: 'green',
  blue: 'blue',
  violet: 'violet',
}

const count = (number: number, one: string, many: string) =>
  `${formatCount(number)} ${number === 1 ? one : many}`

export const notes = {
  title: 'Notes',
  lead: 'What you wrote on findings, packets and connections, and the packets you marked. Kept with the case.',
  nav: 'Notes',
  box: 'Note',
  ofFinding: 'Note on this finding',
  ofFrame: 'Note on this frame',
  ofFlow: 'Note on this connection',
  placeholder: 'Write a note',
  standing: { untouched: '', saving: 'saving…', saved: 'saved', refused: 'not saved' },
  mark: 'Mark',
  noMark: 'no mark',
  colours,
  marked: (colour: MarkColour) => `marked ${colours[colour]}`,
  noted: 'has a note',
  frame: (frame: number) => `Frame ${frame}`,
  /** `ends`: empty, not known. */
  flow: (flow: number, ends: string) => `Connection ${ends === '' ? flow : ends}`,
  of: (capture: string) => `of ${capture}`,
  findingGone: 'A finding that this case no longer has',
  search: 'Search notes',
  shown: (shown: number, all: number) =>
    shown === all
      ? count(all, 'note or mark', 'notes and marks')
      : `${formatCount(shown)} of ${count(all, 'note or mark', 'notes and marks')}`,
  none: 'Nothing is noted yet.',
  noneHow:
    'Write beneath the numbers of a finding or of a connection, or open a packet: there you can write too, and mark it with Ctrl M.',
  noMatch: 'No note has these words.',
  inReport: 'Put notes into the report',
  edited: (date: string) => `edited ${date}`,
  edit: 'Edit',
  editOf: (subject: string) => `Edit the note on ${subject}`,
  done: 'Done',
  delete: 'Delete',
  deleteOf: (subject: string) => `Delete the note on ${subject}`,
  deleted: (subject: string) => `The note on ${subject} is deleted.`,
  undo: 'Undo',
  showAll: (all: number) => `Show all ${formatCount(all)}`,
  columns: { on: 'On', capture: 'Capture', mark: 'Mark', text: 'Note', edited: 'Edited (UTC)' },
}

export const packetExport = {
  evidence: 'Evidence as pcapng',
  marked: (packets: number) => `${count(packets, 'marked packet', 'marked packets')} as pcapng`,
  set: 'Save as pcapng',
  table: 'Parquet',
  /** What the file holds. */
  hints: {
    packets: 'With original octets, times, interfaces and comments, and your notes as comments',
    'packet-table':
      'Save as Parquet: a row per packet, with its exact time, both sides of tunnels, flags and stream',
    'flow-table':
      'Save as Parquet: a row per connection, with all its numbers, stream and Community ID',
  },
  progress: (done: number, total: number) =>
    `${formatCount(done)} of ${count(total, 'packet', 'packets')}`,
  cancel: 'Cancel',
  nothing: 'None of these packets can be saved.',
  written: (packets: number) => `${count(packets, 'packet', 'packets')} saved.`,
  rows: (rows: number) => `${count(rows, 'row', 'rows')} saved.`,
  part: (part: number) => `${Math.floor(100 * part)} %`,
  failed: (message: string) => `The file could not be written. ${message}`,
}
