/**
 * Bodies of the pcapng blocks that say something beside the frames: statistics, secrets, custom and
 * journal blocks. draft-ietf-opsawg-pcapng §4, and the block types of its registry.
 */
import type { CaptureInterface, FileDetail } from '../model/capture'
import type { CaptureNotes } from './capture-notes'
import { BLOCK, BLOCK_HEAD, BLOCK_TAIL, eachOption, type Block } from './pcapng-blocks'
import { boundedDetails, STATISTIC, statisticsDetail } from './pcapng-details'
import { readText } from './pcapng-options'

const SECRETS_FIELDS = 8
const SECRETS: Readonly<Record<number, string>> = {
  0x544c534b: 'TLS key log',
  0x5353484b: 'SSH key log',
  0x57474b4c: 'WireGuard key log',
  0x5a4e574b: 'Zigbee network key',
  0x5a415053: 'Zigbee application key',
}

/** Kinds of blocks that are counted and told, those with frames and interfaces apart. */
const NAMES: Readonly<Record<number, string>> = {
  [BLOCK.names]: 'names',
  [BLOCK.statistics]: 'interface statistics',
  7: 'IRIG timestamp',
  8: 'ARINC 429',
  [BLOCK.journal]: 'systemd journal entry',
  0x101: 'Hone machine information',
  0x102: 'Hone connection event',
  0x201: 'Sysdig machine information',
  0x202: 'Sysdig process list',
  0x203: 'Sysdig file descriptors',
  [BLOCK.sysdigEvent]: 'Sysdig event',
  0x205: 'Sysdig interface list',
  0x206: 'Sysdig user list',
  0x207: 'Sysdig process list',
  0x208: 'Sysdig event with flags',
  0x209: 'Sysdig process list',
  0x210: 'Sysdig process list',
  0x211: 'Sysdig process list',
  0x212: 'Sysdig process list',
  0x213: 'Sysdig process list',
  0x214: 'Sysdig process list',
  0x215: 'Sysdig process list',
  [BLOCK.sysdigEvent2]: 'Sysdig event',
  0x217: 'Sysdig event with flags',
  0x218: 'Sysdig file descriptors',
  0x219: 'Sysdig interface list',
  0x220: 'Sysdig user list',
  [BLOCK.sysdigEvent2Large]: 'Sysdig event',
  0x222: 'Sysdig event with flags',
}

/** Undefined: a type that nobody registered. */
export function blockName(type: number): string | undefined {
  return NAMES[type]
}

export interface StatisticsBlock {
  interfaceId: number
  /** −1: not told. */
  dropped: number
  details: FileDetail[]
}

/** `clockOf`: nanoseconds since 1970 of a time of the interface. */
export function readStatistics(
  block: Block,
  clockOf: (interfaceId: number, high: number, low: number) => bigint,
): StatisticsBlock | string {
  const { view, littleEndian, at, end } = block
  if (end - at < 12) return 'a statistics block too short for its fields'
  const interfaceId = view.getUint32(at, littleEndian)
  const details: FileDetail[] = []
  let dropped = -1
  const whole = eachOption(block, at + 12, (option) => {
    const { code, length } = option
    const counts = code === STATISTIC.interfaceDropped || code === STATISTIC.systemDropped
    if (counts && length === 8) dropped = Math.max(dropped, 0) + Number(option.u64())
    const detail = statisticsDetail(option, (high, low) => clockOf(interfaceId, high, low))
    if (detail !== null) details.push(detail)
  })
  if (!whole) return 'an option that runs past the end of its statistics block'
  return { interfaceId, dropped, details }
}

/** Counts are those since the start of the capture: the last block of an interface holds. */
export function takeStatistics(iface: CaptureInterface, found: StatisticsBlock): void {
  if (found.dropped >= 0) iface.dropped = found.dropped
  const told = new Set(found.details.map(({ what }) => what))
  const before = (iface.details ?? []).filter(({ what }) => !told.has(what))
  iface.details = boundedDetails([...before, ...found.details])
}

/** Secrets: type u32, length u32, data. Returns what is wrong, or an empty text. */
export function readSecrets(block: Block, notes: CaptureNotes): string {
  const { view, littleEndian, at, end, size } = block
  if (end - at < SECRETS_FIELDS) return 'a secrets block too short for its fields'
  const type = view.getUint32(at, littleEndian)
  const length = view.getUint32(at + 4, littleEndian)
  if (length > size - BLOCK_HEAD - BLOCK_TAIL - SECRETS_FIELDS)
    return `secrets of ${length} octets in a block of ${size}`
  const from = at + SECRETS_FIELDS
  const there = Math.min(length, end - from)
  notes.block(`secrets: ${SECRETS[type] ?? `of type 0x${type.toString(16)}`}`)
  notes.secret(type, new Uint8Array(view.buffer, view.byteOffset + from, there), length)
  return ''
}

/** Custom: enterprise number u32, then what the enterprise likes; told with frame `frame`. */
export function noteCustom(
  { view, littleEndian, at, end }: Block,
  frame: number,
  notes: CaptureNotes,
): void {
  const enterprise = view.getUint32(at, littleEndian)
  notes.block(`custom, of enterprise ${enterprise}`)
  const said = readText(view, at + 4, end - at - 4)
  notes.comment(
    frame,
    `custom block of enterprise ${enterprise}, ${end - at - 4} octets${isReadable(said) ? `: ${said}` : ''}`,
  )
}

/** A journal entry is text, lines of `FIELD=value`. */
export function noteJournal({ view, at, end }: Block, frame: number, notes: CaptureNotes): void {
  notes.comment(frame, `systemd journal: ${readText(view, at, end - at)}`)
}

/** Not for octets that only look like text at their beginning. */
function isReadable(text: string): boolean {
  const odd = (character: string) => character < ' ' && !'\t\n\r'.includes(character)
  return text !== '' && !text.includes('\ufffd') && !Array.from(text).some(odd)
}
