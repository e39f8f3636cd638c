/** What is done to a capture: everything that a broken disk, a cut download or an attacker does. */
import { recordsOf } from './records.js'

/** @typedef {import('./chance.js').Chance} Chance */

const INTERESTING = [
  0, 1, 2, 3, 4, 7, 8, 15, 16, 20, 40, 63, 64, 127, 128, 254, 255, 256, 1023,
].concat([0x7fff, 0x8000, 0xffff, 0x10000, 0x40000, 0x40001, 0x7fffffff, 0x80000000, 0xffffffff])

/** @type {((octets: Uint8Array, chance: Chance, other: Uint8Array) => Uint8Array)[]} */
const MUTATIONS = [
  flipBits,
  setOctets,
  setIntegers,
  setIntegers,
  setIntegersInRecords,
  setIntegersInRecords,
  flipInRecords,
  flipInRecords,
  cut,
  deleteRange,
  duplicateRange,
  splice,
  reorderRecords,
  repeatRecord,
]

/**
 * One to four of them, one after the other; never longer than `most` octets.
 * @param {Uint8Array} octets @param {Chance} chance @param {Uint8Array} other @param {number} most
 */
export function mutate(octets, chance, other, most) {
  let mutated = octets
  for (let left = 1 + chance.below(4); left > 0; left--) {
    mutated = chance.pick(MUTATIONS)(mutated, chance, other).subarray(0, most)
  }
  return mutated
}

/** @param {Uint8Array} octets @param {Chance} chance */
function flipBits(octets, chance) {
  const copy = octets.slice()
  for (let left = 1 + chance.below(60); left > 0; left--) {
    const at = chance.below(copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8))
  }
  return copy
}

/** @param {Uint8Array} octets @param {Chance} chance */
function setOctets(octets, chance) {
  const copy = octets.slice()
  const at = chance.below(copy.length)
  const value = chance.pick([0, 0xff, 0x41, chance.below(256)])
  copy.fill(value, at, at + 1 + chance.below(64))
  return copy
}

/** @param {Uint8Array} octets @param {Chance} chance */
function setIntegers(octets, chance) {
  const copy = octets.slice()
  for (let left = 1 + chance.below(6); left > 0; left--) {
    // The header of the file decides most.
    const at = chance.below(chance.next() < 0.3 ? Math.min(64, copy.length) : copy.length)
    setInteger(copy, at, chance)
  }
  return copy
}

/** The file stays readable: only what is inside of its frames changes, their headers mostly. */
/** @param {Uint8Array} octets @param {Chance} chance */
function setIntegersInRecords(octets, chance) {
  const copy = octets.slice()
  const { records } = recordsOf(copy)
  for (let left = records.length && 1 + chance.below(20); left > 0; left--) {
    setInteger(copy, placeIn(chance.pick(records), chance), chance)
  }
  return copy
}

/** @param {Uint8Array} octets @param {Chance} chance */
function flipInRecords(octets, chance) {
  const copy = octets.slice()
  const { records } = recordsOf(copy)
  for (let left = records.length && 1 + chance.below(40); left > 0; left--) {
    const at = placeIn(chance.pick(records), chance)
    copy[at] = chance.next() < 0.5 ? (copy[at] ?? 0) ^ (1 << chance.below(8)) : chance.below(256)
  }
  return copy
}

/** @param {import('./records.js').FileRecord} record @param {Chance} chance */
function placeIn({ payload, end }, chance) {
  const length = end - payload
  return payload + chance.below(chance.next() < 0.7 ? Math.min(120, length) : length)
}

/** @param {Uint8Array} octets @param {number} at @param {Chance} chance */
function setInteger(octets, at, chance) {
  const size = chance.pick([1, 2, 2, 4, 4])
  if (at + size > octets.length) return
  const view = new DataView(octets.buffer, octets.byteOffset)
  const value = chance.pick(INTERESTING) + (chance.next() < 0.1 ? octets.length : 0)
  const little = chance.next() < 0.5
  if (size === 1) view.setUint8(at, value)
  else if (size === 2) view.setUint16(at, value, little)
  else view.setUint32(at, value, little)
}

/** @param {Uint8Array} octets @param {Chance} chance */
function cut(octets, chance) {
  return octets.slice(0, chance.below(octets.length))
}

/** @param {Uint8Array} octets @param {Chance} chance */
function deleteRange(octets, chance) {
  const from = chance.below(octets.length)
  const to = from + 1 + chance.below(chance.pick([4, 64, 1500, octets.length - from]))
  return joined(octets.subarray(0, from), octets.subarray(to))
}

/** @param {Uint8Array} octets @param {Chance} chance */
function duplicateRange(octets, chance) {
  const from = chance.below(octets.length)
  const to = from + 1 + chance.below(chance.pick([4, 64, 1500, octets.length - from]))
  return joined(octets.subarray(0, to), octets.subarray(from))
}

/** @param {Uint8Array} octets @param {Chance} chance @param {Uint8Array} other */
function splice(octets, chance, other) {
  const from = chance.below(other.length)
  const at = chance.below(octets.length)
  const some = other.subarray(from, from + 1 + chance.below(other.length - from))
  const gone = chance.next() < 0.5 ? some.length : 0
  return joined(octets.subarray(0, at), some, octets.subarray(at + gone))
}

/** @param {Uint8Array} octets @param {Chance} chance */
function reorderRecords(octets, chance) {
  const { head, records } = recordsOf(octets)
  const parts = records.map(({ at, end }) => octets.subarray(at, end))
  for (let left = chance.below(parts.length); left > 0; left--) {
    const [moved] = parts.splice(chance.below(parts.length), 1)
    if (moved !== undefined) parts.splice(chance.below(parts.length), 0, moved)
  }
  return joined(octets.subarray(0, head), ...parts)
}

/** @param {Uint8Array} octets @param {Chance} chance */
function repeatRecord(octets, chance) {
  const { records } = recordsOf(octets)
  if (records.length === 0) return octets
  const { at, end } = chance.pick(records)
  const times = 1 + chance.below(200)
  const copies = Array.from({ length: times }, () => octets.subarray(at, end))
  return joined(octets.subarray(0, end), ...copies, octets.subarray(end))
}

/** @param {Uint8Array[]} parts */
function joined(...parts) {
  return new Uint8Array(Buffer.concat(parts))
}
