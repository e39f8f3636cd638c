/** How soon a stored case is open again, and graphs of a long connection stand: `npm run bench:flow -- [--packets N]`. */
import { chromium } from '@playwright/test'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exit } from 'node:process'
import { parseArgs } from 'node:util'
import { chromiumOptions } from '../run/browsers.js'
import { buildIfMissing } from '../run/build.js'
import { bundle } from '../run/bundle.js'
import { withCase } from '../run/case-page.js'
import { serve } from '../run/serve.js'
import { idle } from './processes.js'

/** Each in a page of its own: the code of the first graphs of a page is not compiled yet. */
const PAGES = 5

const { values } = parseArgs({ options: { packets: { type: 'string', default: '100000' } } })
const packets = Number(values.packets)
/** @type {typeof import('./flow.ts')} */
const { writeLongConnection } = await import(await bundle('tests/bench/flow.ts'))
const folder = mkdtempSync(join(tmpdir(), 'tailfirst-bench-'))
const file = join(folder, 'flow.pcap')
writeLongConnection(file, packets)

await buildIfMissing()
const browser = await chromium.launch(chromiumOptions())
const { url, close } = await serve(0)
/** @type {{ reopen: number, first: number, all: number, again: number }[]} */
const times = []
for (let page = 0; page < PAGES; page++) await withCase(browser, url, [file], measure)
close()
await browser.close()
console.log(
  `a connection of ${packets.toLocaleString('en')} packets, ${mb()} MB; median of ${PAGES}`,
)
console.log(`the stored case is open again after ${median('reopen')} ms`)
console.log(
  `first graphs of its page ${median('first')} ms after the click, with all packets ${median('all')} ms`,
)
console.log(`graphs of another visit, with all packets: ${median('again')} ms`)
rmSync(folder, { recursive: true })
exit(0)

/** @param {import('@playwright/test').Page} page */
async function measure(page) {
  await idle()
  await page.reload()
  const reopen = await page.evaluate(untilOpen, 'flow.pcap')
  await idle()
  await page.getByRole('link', { name: /^Flows/ }).click()
  await page.locator('[role=grid] tbody tr').first().waitFor()
  const cold = await page.evaluate(untilDrawn)
  await page.getByRole('button', { name: /All flows/ }).click()
  await page.locator('[role=grid] tbody tr').first().waitFor()
  const warm = await page.evaluate(untilDrawn)
  times.push({ reopen, ...cold, again: warm.all })
}

/**
 * From the click on a recent case to its findings.
 * @param {string} name
 * @returns {Promise<number>} ms
 */
function untilOpen(name) {
  const { document, setTimeout } = globalThis
  return new Promise((done) => {
    let begun = 0
    const look = () => {
      if (begun === 0) {
        const button = [...document.querySelectorAll('button')].find(
          ({ textContent }) => textContent.trim() === name,
        )
        begun = button === undefined ? 0 : performance.now()
        button?.click()
      }
      if (document.documentElement.dataset['caseState'] === 'done') done(performance.now() - begun)
      else setTimeout(look, 2)
    }
    look()
  })
}

/**
 * From the click on the first connection to graphs, and to graphs of all its packets.
 * @returns {Promise<{ first: number, all: number }>} ms
 */
function untilDrawn() {
  const { document, requestAnimationFrame } = globalThis
  return new Promise((done) => {
    const begun = performance.now()
    let first = 0
    const look = () => {
      const graphs = document.querySelector('[data-testid=flow-graphs]')
      const drawn = (graphs?.querySelector('canvas')?.width ?? 0) > 300
      if (drawn && first === 0) first = performance.now() - begun
      const status = document.querySelector('.graphs [role=status]')?.textContent ?? ''
      if (first > 0 && !status.includes('so far')) done({ first, all: performance.now() - begun })
      else requestAnimationFrame(look)
    }
    const row = document.querySelector('[role=grid] tbody tr')
    if (row instanceof globalThis.HTMLElement) row.click()
    look()
  })
}

/** @param {keyof (typeof times)[number]} of */
function median(of) {
  const sorted = times.map((one) => one[of]).sort((a, b) => a - b)
  return (sorted[Math.floor(PAGES / 2)] ?? NaN).toFixed(0)
}

function mb() {
  return (statSync(file).size / 1e6).toFixed(0)
}
