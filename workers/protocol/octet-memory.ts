/**
 * What was made of octets that keep coming back: texts, and what was read from hellos and
 * certificates. Slots are found by a hash and hold one entry, so that memory is bounded and what
 * does not come back goes; octets are compared in full, so that nothing is mistaken for another.
 */

/** Octets longer than this are not remembered. */
const MAX_OCTETS = 4096

interface Entry<V> {
  readonly octets: Uint8Array
  readonly value: V
}

export class OctetMemory<V> {
  private readonly slots: (Entry<V> | undefined)[]

  /** `size`: most entries, a power of two. */
  constructor(size: number) {
    this.slots = new Array<Entry<V> | undefined>(size).fill(undefined)
  }

  /** What was kept for these octets; undefined: nothing. */
  find(view: DataView, at: number, length: number): V | undefined {
    const entry = this.slots[hashOf(view, at, length) & (this.slots.length - 1)]
    if (entry?.octets.length !== length) return undefined
    const { octets } = entry
    for (let i = 0; i < length; i++) if (octets[i] !== view.getUint8(at + i)) return undefined
    return entry.value
  }

  /** Keeps `value` for a copy of these octets, in the place of what has the same slot. */
  keep(view: DataView, at: number, length: number, value: V): void {
    if (length > MAX_OCTETS) return
    const octets = new Uint8Array(view.buffer, view.byteOffset + at, length).slice()
    this.slots[hashOf(view, at, length) & (this.slots.length - 1)] = { octets, value }
  }
}

/** Texts of one character an octet. The same octets give the same string, which is hashed once. */
export class Latin1Memory {
  private readonly texts: (string | undefined)[]

  /** `size`: most texts, a power of two. */
  constructor(size: number) {
    this.texts = new Array<string | undefined>(size).fill(undefined)
  }

  text(view: DataView, at: number, length: number): string {
    const slot = hashOf(view, at, length) & (this.texts.length - 1)
    const known = this.texts[slot]
    if (known !== undefined && isText(known, view, at, length)) return known
    const text = latin1At(view, at, length)
    if (length <= MAX_OCTETS) this.texts[slot] = text
    return text
  }
}

/** One character an octet, made in runs: a string that grows by single characters is a long chain. */
export function latin1At(view: DataView, at: number, length: number): string {
  const end = at + length
  let text = ''
  let next = at
  for (; next + 8 <= end; next += 8) {
    text += String.fromCharCode(
      view.getUint8(next),
      view.getUint8(next + 1),
      view.getUint8(next + 2),
      view.getUint8(next + 3),
      view.getUint8(next + 4),
      view.getUint8(next + 5),
      view.getUint8(next + 6),
      view.getUint8(next + 7),
    )
  }
  for (; next < end; next++) text += String.fromCharCode(view.getUint8(next))
  return text
}

function isText(text: string, view: DataView, at: number, length: number): boolean {
  if (text.length !== length) return false
  for (let i = 0; i < length; i++) if (text.charCodeAt(i) !== view.getUint8(at + i)) return false
  return true
}

/** FNV-1a, its higher bits folded into the lower ones. */
function hashOf(view: DataView, at: number, length: number): number {
  let hash = 0x811c9dc5
  for (let i = at; i < at + length; i++) hash = Math.imul(hash ^ view.getUint8(i), 0x01000193)
  return hash ^ (hash >>> 15)
}
