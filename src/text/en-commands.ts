/** English: the command palette and the shortcut sheet. */
import { formatCount } from './format'

const themes = { system: 'as the system', light: 'light', dark: 'dark' }

export const commands = {
  button: 'Commands',
  title: 'Commands',
  search: 'Type a command, or the number of a frame',
  searchFrame: 'Number of a frame',
  none: 'No command has these letters.',
  noFrame: 'Type the number of a frame of this case.',
  hint: '↑ ↓ to choose, Enter to do it, Esc to leave',
  keysTitle: 'Keys',
  keysLead: 'They rest while you type in a field. Those that Wireshark has are Wireshark’s.',
  plainKeys: 'Keys that are pressed alone, without Ctrl or Alt',
  groups: {
    go: 'Go to',
    finding: 'Findings',
    packet: 'Packets',
    case: 'Case',
    page: 'Page',
    recent: 'Recent cases',
  },
  names: {
    Ctrl: 'Ctrl',
    Alt: 'Alt',
    Shift: 'Shift',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
  },
  macNames: { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' },

  start: 'Start',
  nextFinding: 'Next finding',
  previousFinding: 'Previous finding',
  walkFindings: 'In the list of findings: walk through them',
  finding: (number: number, claim: string) => `Finding ${number}: ${claim}`,
  goToFrame: 'Go to frame…',
  openFrame: (frame: number, capture: string) =>
    capture === ''
      ? `Open frame ${formatCount(frame)}`
      : `Open frame ${formatCount(frame)} of ${capture}`,
  mark: 'Mark the frame, or take its mark away',
  filterPackets: 'Filter the packets',
  findOctets: 'Find in the octets of packets…',
  nextMatch: 'Next match',
  previousMatch: 'Previous match',
  nextPacket: 'Next packet',
  previousPacket: 'Previous packet',
  nextInFlow: 'Next packet of the conversation',
  previousInFlow: 'Previous packet of the conversation',
  nextEvidence: 'Next evidence frame',
  previousEvidence: 'Previous evidence frame',
  openFiles: 'Open files…',
  saveReport: 'Save the report',
  saveDocument: 'Save the analysis as JSON',
  saveEvidence: 'Save the evidence of this finding as pcapng',
  saveMarked: 'Save the marked packets as pcapng',
  newCase: 'New case',
  theme: (choice: keyof typeof themes) => `Theme: ${themes[choice]}`,
  palette: 'Commands…',
  keys: 'Show the keys',
  back: 'Back: the view, selection and filter before',
  forward: 'Forward again',
  recent: (title: string, made: string) => `Open ${title}, ${made}`,
}
