/** What the library tells the analyst. */
import { grouped } from '../model/elapsed'
import type { StoreFault } from '../store/store-fault'

const UNTIL_CLOSED = 'until this page is closed'

/** Why cases are kept in memory from the start. */
export function whyMemory(fault: StoreFault): string {
  switch (fault.kind) {
    case 'quota':
      return `This browser has no room left for cases: new ones stay ${UNTIL_CLOSED}.`
    case 'newer':
      return `The cases in this browser were stored by a newer Tailfirst and are left alone: new ones stay ${UNTIL_CLOSED}.`
    case 'unavailable':
      return `This browser keeps nothing for this page, as in a private window or with site data blocked (${fault.reason}): cases stay ${UNTIL_CLOSED}.`
  }
}

/** Why one case could not be stored. */
export function whyNotStored(fault: StoreFault): string {
  if (fault.kind !== 'quota') return whyMemory(fault)
  return `This browser has no room left for this case: it stays ${UNTIL_CLOSED}. Remove older cases, or export the report.`
}

/** Why what detectors found in a stored case is not stored with it. */
export function notRevised(fault: StoreFault): string {
  const reason = fault.kind === 'unavailable' ? fault.reason : 'a newer Tailfirst keeps cases here'
  const why = fault.kind === 'quota' ? 'has no room for it' : `refused it (${reason})`
  return `What your own detectors found now is not stored with the case: this browser ${why}.`
}

const WITHOUT_CAPTURES = 'The case is stored without its captures'

export const NOT_AT_HAND = `${WITHOUT_CAPTURES}: they are not among the dropped files.`

/** Why a case was stored without its captures. */
export function whyNotKept(octets: number, fault: StoreFault): string {
  const why =
    fault.kind === 'unavailable'
      ? `this browser refused them (${fault.reason})`
      : `this browser has no room for their ${grouped(octets)} octets`
  return `${WITHOUT_CAPTURES}: ${why}. Drop them again to open frames that are not evidence.`
}

export const NO_SUCH_CASE = 'This case is no longer in this browser.'

/** When and with what a case was analysed, in UTC so that it reads the same everywhere. */
export function analysedNote(createdMs: number, appVersion: string): string {
  const [day, time] = new Date(createdMs).toISOString().split('T')
  return `Analysed with Tailfirst ${appVersion} on ${day ?? ''}, ${time?.slice(0, 5) ?? ''} UTC.`
}

/** Why a note was not kept. */
export function noteNotKept(fault: StoreFault): string {
  if (fault.kind !== 'quota') return `The note is not kept: ${whyMemory(fault)}`
  return 'The note is not kept: this browser has no room left. Remove older cases.'
}

export function tooManyNotes(most: number): string {
  return `The note is not kept: a case holds at most ${String(most)} notes and marks.`
}

export function noSuchFrame(capture: number, frame: number): string {
  return `Capture ${String(capture + 1)} of this case has no frame ${String(frame)}.`
}

export function frameNotIndexed(name: string, frame: number): string {
  return `Frame ${String(frame)} of ${name} has no index: neither this browser's storage nor memory had room for it. It was analysed like all others. To open it, remove older cases or cut the capture into parts (editcap -c) and drop the part it is in.`
}

export function frameNotKept(name: string, frame: number): string {
  return `Frame ${String(frame)} is not kept with this case: drop ${name} again to open it.`
}

export function frameUnreadable(name: string, frame: number): string {
  return `Frame ${String(frame)} cannot be read: ${name} was moved or changed since. Drop it again to open the frame.`
}

export function otherSize(name: string, size: number, wanted: readonly number[]): string {
  return `${name} is not a capture of this case: it has ${grouped(size)} octets instead of ${wanted.map(grouped).join(' or ')}.`
}

export function otherContents(name: string): string {
  return `${name} is as long as a capture of this case, but its contents differ.`
}

export function unreadable(name: string): string {
  return `${name} cannot be read: it was moved or changed since it was dropped.`
}

const ONLY_COLUMNS =
  'Without it, filters know number, time, length, interface, connection and what the TCP analysis noted (tcp.analysis.*).'

export function octetsNotKept(name: string): string {
  return `This filter looks into packets, and ${name} is not kept with this case: drop it again. ${ONLY_COLUMNS}`
}

export function octetsUnreadable(name: string): string {
  return `This filter looks into packets, and ${name} cannot be read: it was moved or changed since. Drop it again. ${ONLY_COLUMNS}`
}

export function indexGone(): string {
  return 'The index of this case cannot be read.'
}

export function noFrameSelected(): string {
  return 'This speaks of the selected packet, and none is selected.'
}

/** Why a capture cannot be read again. */
export function captureGone(name: string): string {
  return `“${name}” is not at hand: it was not kept with the case. Choose the file again to read it.`
}

export function bodyNotFound(name: string): string {
  return `This body could not be put together: “${name}” does not hold its connection from the request on, or it travelled inside of something else.`
}

export function secretNotFound(frame: number): string {
  return `Frame ${String(frame)} and those before it do not show it: part of the login is missing, or it travelled inside of something else.`
}

export function captureNotKept(name: string): string {
  return `The packets are not kept with this case: drop ${name} again to look into this connection.`
}

export function captureUnreadable(name: string): string {
  return `The packets cannot be read: ${name} was moved or changed since. Drop it again to look into this connection.`
}

export function noSuchFlow(flow: number): string {
  return `This case lists no connection with the number ${String(flow)}.`
}

export const SECRETS_NOT_KEPT =
  'This connection was opened with secrets that are not kept with a case. Drop the capture again, together with its key log.'

export function flowNotIndexed(name: string): string {
  return `The frames of this connection have no index: neither this browser's storage nor memory had room for that of ${name}. Remove older cases or cut the capture into parts (editcap -c), and drop it again.`
}

export function noSuchField(name: string): string {
  return `There is no field ${name}.`
}

/** Of detectors that the analyst wrote. */
export const STOPPED = 'It was stopped before it had looked at all frames.'

export function notLookedAt(why: string): string {
  return `It looked at nothing: ${why}`
}
