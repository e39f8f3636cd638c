/**
 * How fast the built page analyses a capture, against the browser's bare reading of the same file and
 * against other tools, in one run on one machine.
 *
 *   npm run bench -- [FILE] [--profile mixed|small] [--gb N] [--no-peers] [--scroll]
 */
import { chromium } from '@playwright/test'
import { spawn } from 'node:child_process'
import { createReadStream, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { env, exit } from 'node:process'
import { parseArgs } from 'node:util'
import { chromiumOptions } from '../run/browsers.js'
import { buildIfMissing } from '../run/build.js'
import { withCase } from '../run/case-page.js'
import { serve } from '../run/serve.js'
import { bareRead } from './bare-read.js'
import { bigCapture } from './capture.js'
import { idle, memory, watchMemory } from './processes.js'
import { measureScroll, printScroll } from './scroll.js'

/**
 * One line of the table.
 * @typedef {{ name: string, ms: number, peak: import('./processes.js').Memory, packets?: number }} Measure
 */

const PEERS = [
  ['tshark', '-q', '-z', 'expert', '-r'],
  ['tcptrace', '-n', '-l', '-r', '-W'],
]

/** Whoever drops a file has had the page open for a moment; its workers have started. */
const OPEN_MS = 3000

const { values, positionals } = parseArgs({
  options: {
    profile: { type: 'string', default: 'mixed' },
    gb: { type: 'string', default: '1' },
    'no-peers': { type: 'boolean', default: false },
    scroll: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const [given] = positionals
const file =
  given === undefined
    ? bigCapture(values.profile, Number(values.gb))
    : resolve(env['INIT_CWD'] ?? '.', given)
const megabytes = statSync(file).size / 1e6

await buildIfMissing()
await warmCache()
const browser = await chromium.launch(chromiumOptions())

const blank = await measureBlank()
const bare = await measureBare()
/** @type {import('./scroll.js').Scrolled | undefined} */
let scrolled
const page = await measurePage()
await browser.close()
const peers = values['no-peers'] ? [] : await measurePeers()
print([bare, page, ...peers])
if (scrolled !== undefined) printScroll(scrolled)
exit(0)

/** @returns {Promise<import('./processes.js').Memory>} of the browser with one empty tab */
async function measureBlank() {
  const tab = await browser.newPage()
  await tab.waitForTimeout(1000)
  const held = memory()
  await tab.close()
  return held
}

/** @returns {Promise<Measure>} the better of two */
async function measureBare() {
  const stop = watchMemory()
  const times = [await bareRead(browser, file), await bareRead(browser, file)]
  return { name: 'bare read', ms: Math.min(...times), peak: stop() }
}

/** @returns {Promise<Measure>} */
async function measurePage() {
  const { url, close } = await serve(0)
  const stop = watchMemory()
  let peak = { all: NaN, tabs: NaN }
  let ms = NaN
  let packets = NaN
  await withCase(
    browser,
    url,
    [file],
    async (tab) => {
      const html = tab.locator('html')
      ms = Number(await html.getAttribute('data-analysis-ms'))
      packets = Number(await html.getAttribute('data-packets'))
      peak = stop()
      if (values.scroll) scrolled = await measureScroll(tab, idle)
    },
    { openMs: OPEN_MS },
  )
  close()
  return { name: 'tailfirst', ms, peak, packets }
}

/** Those that are installed. */
async function measurePeers() {
  const measures = []
  for (const [command = '', ...args] of PEERS) {
    const measure = await measurePeer(command, [...args, file])
    if (measure !== undefined) measures.push(measure)
  }
  return measures
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Measure | undefined>} undefined when it is not installed
 */
function measurePeer(command, args) {
  return new Promise((settle) => {
    const begun = Date.now()
    const peer = spawn(command, args, { stdio: 'ignore' })
    peer.on('error', () => settle(undefined))
    peer.on('spawn', () => {
      const stop = watchMemory()
      peer.on('exit', () => settle({ name: command, ms: Date.now() - begun, peak: stop() }))
    })
  })
}

/** All are measured with the file in the system's cache. */
async function warmCache() {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- reading is all
  for await (const _ of createReadStream(file, { highWaterMark: 1 << 22 }));
}

/** @param {Measure[]} measures */
function print(measures) {
  console.log(`\n${file}: ${megabytes.toFixed(0)} MB, ${page.packets} packets`)
  console.log(
    `the browser with an empty tab: ${blank.all.toFixed(0)} MB, ${blank.tabs.toFixed(0)} of it the tab's\n`,
  )
  row(['', 'seconds', 'MB/s', 'packets/s', '× bare read', 'peak MB', 'of its tab'])
  for (const { name, ms, peak } of measures) {
    const seconds = ms / 1000
    row([
      name,
      seconds.toFixed(2),
      (megabytes / seconds).toFixed(0),
      name === bare.name ? '' : Math.round((page.packets ?? NaN) / seconds).toLocaleString('en'),
      (bare.ms / ms).toFixed(2),
      peak.all.toFixed(0),
      peak.tabs === 0 ? '' : peak.tabs.toFixed(0),
    ])
  }
}

/** @param {string[]} cells */
function row([name = '', ...numbers]) {
  console.log(name.padEnd(12) + numbers.map((number) => number.padStart(13)).join(''))
}
