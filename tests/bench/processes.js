/** What the processes that this one has started use. Linux only: elsewhere memory is NaN. */
import { readdirSync, readFileSync } from 'node:fs'
import { pid as self } from 'node:process'

const EVERY_MS = 200
/** Less than this, in as many looks, is idle. */
const IDLE = 0.05 // processors
const IDLE_LOOKS = 3
const TICKS_A_SECOND = 100

/**
 * Of all processes, and of the renderers among them, where tabs and their workers live; in MB.
 * @typedef {{ all: number, tabs: number }} Memory
 */

/**
 * Samples until stopped.
 * @returns {() => Memory} stops, and gives the peak of each
 */
export function watchMemory() {
  let peak = memory()
  const timer = setInterval(() => {
    const { all, tabs } = memory()
    peak = { all: Math.max(peak.all, all), tabs: Math.max(peak.tabs, tabs) }
  }, EVERY_MS)
  return () => {
    clearInterval(timer)
    return peak
  }
}

/**
 * Proportional set size: what several processes share is counted once.
 * @returns {Memory}
 */
export function memory() {
  const sizes = descendantsOf(self).flatMap((id) => {
    const [, kibibytes] = /^Pss: +(\d+)/m.exec(readOrEmpty(`/proc/${id}/smaps_rollup`)) ?? []
    if (kibibytes === undefined) return []
    const isTab = readOrEmpty(`/proc/${id}/cmdline`).includes('--type=renderer')
    return { megabytes: (Number(kibibytes) * 1024) / 1e6, isTab }
  })
  if (sizes.length === 0) return { all: NaN, tabs: NaN }
  return { all: sumOf(sizes), tabs: sumOf(sizes.filter(({ isTab }) => isTab)) }
}

/** @param {{ megabytes: number }[]} sizes */
function sumOf(sizes) {
  return sizes.reduce((sum, { megabytes }) => sum + megabytes, 0)
}

/** Waits until they have done what they do behind what is seen. */
export async function idle() {
  let quiet = 0
  let before = ticks()
  while (quiet < IDLE_LOOKS) {
    await new Promise((done) => setTimeout(done, 1000))
    const now = ticks()
    quiet = now - before < IDLE * TICKS_A_SECOND ? quiet + 1 : 0
    before = now
  }
}

/** Time of processors that was used; proc(5), `utime` and `stime`. */
function ticks() {
  const stats = descendantsOf(self).map((id) => readOrEmpty(`/proc/${id}/stat`))
  const times = stats.flatMap((stat) =>
    stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13),
  )
  return times.map(Number).reduce((sum, time) => sum + time, 0)
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
