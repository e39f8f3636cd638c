/**
 * `npm test`: every check there is, in the order of their cost, from a fresh clone on.
 * With `--quick` (`npm run check`): without installing, Firefox and the corpus.
 *
 * A static check counts as one test. The last line is `N passed, N failed`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { argv, env, exit } from 'node:process'
import { installIfNeeded } from './install.js'
import { npm, npmAside } from './npm.js'
import { root } from './serve.js'

/** @typedef {{ passed: number, failed: number }} Count */

const quick = argv.includes('--quick')
const results = join(root, 'tests/results')

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
if (!quick) installIfNeeded()
const { firefoxPath } = await import('./browsers.js')
const { hasCorpus } = await import('./corpus-cases.js')

/** @type {{ name: string, seconds: number, passed: number, failed: number }[]} */
const summary = []
// Two at a time: lint alone takes as long as all the others.
await Promise.all([checks('lint'), checks('types', 'plan', 'knip', 'format', 'build', 'size')])
unit()
e2e('chromium')
if (!quick && firefoxPath() !== undefined) e2e('firefox')
if (!quick && hasCorpus()) corpus()
report()

/** @param {string[]} scripts one after the other */
async function checks(...scripts) {
  for (const name of scripts) {
    const begun = Date.now()
    const { ok, output } = await npmAside('run', '--silent', name)
    console.log(`\n── ${name} ──\n${output}`)
    const seconds = (Date.now() - begun) / 1000
    summary.push({ name, seconds, passed: Number(ok), failed: Number(!ok) })
  }
}

function unit() {
  const file = join(results, 'unit.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  step('unit', ['unit', ...reporters], () => {
    const { numPassedTests, numFailedTests } = readJson(file)
    return { passed: numPassedTests, failed: numFailedTests }
  })
}

/** @param {string} browser */
function e2e(browser) {
  const file = join(results, `e2e-${browser}.json`)
  env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = file
  const args = [`--project=${browser}`, '--reporter=list,json']
  step(`e2e ${browser}`, ['e2e', ...args], () => {
    const { expected, flaky, unexpected } = readJson(file).stats
    return { passed: expected + flaky, failed: unexpected }
  })
}

function corpus() {
  const file = join(results, 'corpus.json')
  step('corpus', ['corpus', file], () => readJson(file))
}

/**
 * @param {string} name
 * @param {[string, ...string[]]} script and its arguments
 * @param {(ok: boolean) => Count} count may throw when the step left no results
 */
function step(name, [script, ...args], count) {
  console.log(`\n── ${name} ──`)
  const begun = Date.now()
  const ok = npm('run', '--silent', script, '--', ...args)
  summary.push({ name, seconds: (Date.now() - begun) / 1000, ...honest(ok, count) })
}

/**
 * A step that ended badly without naming a failed test has still failed.
 * @param {boolean} ok
 * @param {(ok: boolean) => Count} count
 * @returns {Count}
 */
function honest(ok, count) {
  try {
    const { passed, failed } = count(ok)
    return { passed, failed: ok ? failed : Math.max(failed, 1) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function report() {
  console.log(`\n${'step'.padEnd(16)}${'seconds'.padStart(8)}${'passed'.padStart(8)}  failed`)
  for (const { name, seconds, passed, failed } of summary) {
    const columns = [seconds.toFixed(1), passed, failed].map((value) => String(value).padStart(8))
    console.log(name.padEnd(16) + columns.join(''))
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    summary.reduce((total, row) => total + row[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  exit(sum('failed') === 0 ? 0 : 1)
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
