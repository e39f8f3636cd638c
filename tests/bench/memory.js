/** Memory of all processes that this one has started. Linux only: elsewhere it is NaN. */
import { readdirSync, readFileSync } from 'node:fs'
import { pid as self } from 'node:process'

const EVERY_MS = 200

/**
 * Samples until stopped.
 * @returns {() => number} stops, and gives the peak in MB
 */
export function watchMemory() {
  let peak = memory()
  const timer = setInterval(() => {
    const now = memory()
    if (now > peak) peak = now
  }, EVERY_MS)
  return () => {
    clearInterval(timer)
    return peak
  }
}

/**
 * Proportional set size: what several processes share is counted once.
 * @returns {number} MB
 */
export function memory() {
  const rollups = descendantsOf(self).map((id) => readOrEmpty(`/proc/${id}/smaps_rollup`))
  const kibibytes = rollups.flatMap((text) => /^Pss: +(\d+)/m.exec(text)?.[1] ?? [])
  if (kibibytes.length === 0) return NaN
  return (kibibytes.reduce((sum, value) => sum + Number(value), 0) * 1024) / 1e6
}

/**
 * @param {number} pid
 * @returns {number[]}
 */
function descendantsOf(pid) {
  const children = listOrEmpty(`/proc/${pid}/task`)
    .map((thread) => readOrEmpty(`/proc/${pid}/task/${thread}/children`))
    .flatMap((text) => text.match(/\d+/g) ?? [])
    .map(Number)
  return [...children, ...children.flatMap(descendantsOf)]
}

// A process that has ended since it was listed is no longer there to read.

/** @param {string} path */
function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** @param {string} path */
function listOrEmpty(path) {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
