/**
 * Analyses captures from the command line, with the built page in a headless browser.
 *
 *   npm run analyze -- FILE… [--json OUT] [--html OUT] [--streams] [--workers N] [--detectors FILE]
 *   npm run analyze -- --batch LIST.tsv --out DIR [--streams] [--workers N] [--detectors FILE]
 *                                                          lines: name TAB file TAB file …
 *
 * `--streams` adds what the first 40 TCP streams of each capture said, as lengths and hashes.
 * `--workers` says how many read one file at once; the outcome is the same for any number.
 * `--detectors` adds detectors of your own, as the page exports them.
 * Exit 0: analysed. 1: a file could not be read; the page's own message is on stderr.
 */
import { chromium } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { env, exit } from 'node:process'
import { parseArgs } from 'node:util'
import { chromiumOptions } from './browsers.js'
import { buildIfMissing } from './build.js'
import { saveExport, withCase } from './case-page.js'
import { serve } from './serve.js'

const USAGE = `usage: npm run analyze -- FILE… [--json OUT] [--html OUT] [OPTIONS]
       npm run analyze -- --batch LIST.tsv --out DIR [OPTIONS]
options: --streams, --workers N, --detectors FILE`
const AT_ONCE = 2

/** @typedef {{ name: string, files: string[], json?: string, html?: string }} Case */

/** npm starts scripts in the project's folder; paths are meant from where the user stands. */
const fromUser = (/** @type {string} */ path) => resolve(env['INIT_CWD'] ?? '.', path)

let query = ''
let detectors = ''
const cases = readCases()
await buildIfMissing()
const server = await serve(0)
const browser = await chromium.launch(chromiumOptions())
let failures = 0
const queue = cases.values()
await Promise.all(Array.from({ length: AT_ONCE }, work))
await browser.close()
exit(failures === 0 ? 0 : 1)

async function work() {
  for (const one of queue) {
    try {
      await analyse(one)
    } catch (error) {
      failures++
      const message = error instanceof Error ? error.message : String(error)
      console.error(cases.length === 1 ? message : `${one.name}: ${message}`)
    }
  }
}

/** @param {Case} one */
async function analyse({ files, json, html }) {
  await withCase(
    browser,
    server.url + query,
    files,
    async (page) => {
      if (json !== undefined) await saveExport(page, 'json', json)
      if (html !== undefined) await saveExport(page, 'html', html)
      if (detectors !== '') await checkTaken(page)
    },
    { detectors },
  )
}

/** @returns {Case[]} */
function readCases() {
  const text = /** @type {const} */ ({ type: 'string' })
  const flag = /** @type {const} */ ({ type: 'boolean' })
  const files = { json: text, html: text, batch: text, out: text, detectors: text }
  const options = { ...files, streams: flag, workers: text }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const { batch, out, json, html, streams, workers } = values
  if (values.detectors !== undefined) detectors = readDetectors(fromUser(values.detectors))
  const asked = new URLSearchParams()
  if (streams === true) asked.set('streams', '')
  if (workers !== undefined) asked.set('workers', workers)
  query = `?${asked}`
  if (batch !== undefined && out !== undefined && positionals.length === 0) {
    return readBatch(fromUser(batch), fromUser(out))
  }
  if (batch !== undefined || out !== undefined || positionals.length === 0) {
    console.error(USAGE)
    exit(2)
  }
  return [
    {
      name: positionals.join(', '),
      files: positionals.map(fromUser),
      ...(json !== undefined && { json: fromUser(json) }),
      ...(html !== undefined && { html: fromUser(html) }),
    },
  ]
}

/**
 * The page passes over what it cannot read; here nobody would see that.
 * @param {import('@playwright/test').Page} page
 */
async function checkTaken(page) {
  await page.locator('a[href^="#detectors"]').first().click()
  await page.getByTestId('detectors-input').waitFor({ state: 'attached' })
  const taken = await page.locator('[data-detector^="own-"]').count()
  const refused = JSON.parse(detectors).detectors.length - taken
  if (refused > 0) throw new Error(`${refused} of the detectors cannot be read; ${taken} looked.`)
}

/** @param {string} path */
function readDetectors(path) {
  const written = readFileSync(path, 'utf8')
  if (JSON.parse(written).schema === 'tailfirst.detectors/1') return written
  console.error(`${path} holds no detectors as the page exports them`)
  exit(2)
}

/**
 * @param {string} list
 * @param {string} out
 */
function readBatch(list, out) {
  const lines = readFileSync(list, 'utf8').split(/\r?\n/)
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...files] = line.split('\t')
      return { name, files: files.map(fromUser), json: join(out, `${name}.json`) }
    })
}
