/**
 * Holds our display filters against tshark's, frame by frame: every filter of `filters.txt` over the
 * captures of a corpus; `--matching`: of those filters that the regular expression finds.
 *
 *   npm run filters -- [--corpus DIR] [--captures N] [--short] [--filter TEXT | --matching PATTERN]
 *     [--explain] [FILE…]
 *
 * tshark reads every frame for itself (nothing is put together from fragments or segments), as
 * filters here do. Without tshark or corpus there is nothing to do.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { env, exit } from 'node:process'
import { parseArgs } from 'node:util'
import { root } from '../run/serve.js'
import { bundle } from '../run/bundle.js'
import { reasonsOf } from './expected.js'

const { values, positionals } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(root, '../shared/corpus') },
    captures: { type: 'string', default: '80' },
    short: { type: 'boolean', default: false },
    filter: { type: 'string' },
    matching: { type: 'string', default: '' },
    report: { type: 'string' },
    explain: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const most = values.short ? 40 : Number(values.captures)
const LARGEST = 400_000 // octets of a capture

if (spawnSync('tshark', ['-v']).status !== 0) leave('There is no tshark.')
if (positionals.length === 0 && !existsSync(values.corpus)) leave('There is no corpus.')

const out = join(root, 'tests/results/filter')
mkdirSync(out, { recursive: true })
const filters =
  values.filter === undefined
    ? readFileSync(join(root, 'tests/filter/filters.txt'), 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .filter((line) => new RegExp(values.matching, 'u').test(line))
    : [values.filter]
const asked = join(out, 'filters.txt')
writeFileSync(asked, `${filters.join('\n')}\n`)

const VXLAN = ['-d', 'udp.port==8472,vxlan']
/** Every frame for itself, whatever the TCP analysis says of it. */
const ALONE = [
  ['-o', 'ip.defragment:FALSE'],
  ['-o', 'ipv6.defragment:FALSE'],
  ['-o', 'tcp.desegment_tcp_streams:FALSE'],
  ['-o', 'tcp.no_subdissector_on_error:FALSE'],
  ['-o', 'tls.desegment_ssl_records:FALSE'],
  VXLAN,
].flat()

/** @type {typeof import('./engine.ts')} */
const { openCapture, checkFilter } = await import(await bundle('tests/filter/engine.ts'))
const captures = positionals.length > 0 ? positionals : chosen(values.corpus, most)

let pairs = 0
let equal = 0
let explained = 0
let matched = 0
/** @type {string[]} */
const differences = []
/** How often each reason was given. */
const reasons = new Map()
for (const path of captures) await compare(path)
for (const line of differences) console.log(line)
for (const [reason, times] of reasons) console.log(`${times} times: ${reason}`)
const rate = ((100 * (equal + explained)) / Math.max(1, pairs)).toFixed(2)
console.log(
  `${filters.length} filters over ${captures.length} captures: ${equal} of ${pairs} equal (${matched} of them with frames), ` +
    `${explained} differ for these reasons, ${pairs - equal - explained} otherwise: ${rate} % agree`,
)
if (values.report !== undefined) {
  const failed = pairs - equal - explained
  writeFileSync(values.report, JSON.stringify({ passed: pairs - failed, failed }))
}
exit(pairs === equal + explained ? 0 : 1)

/** @param {string} path */
async function compare(path) {
  const name = positionals.length > 0 ? path : relative(values.corpus, path)
  const theirs = oracle(path)
  if (theirs === null) return
  const capture = await openCapture(name, readFileSync(path))
  if (capture === null || capture.packets === 0) return
  const shown = oracleOf(path)
  for (const [index, filter] of filters.entries()) {
    const answer = theirs[index] ?? ''
    const check = checkFilter(filter)
    if (answer.startsWith('!') || !check.ok) {
      const why = check.ok ? `they refuse it: ${answer}` : `we refuse it: ${check.message}`
      count({
        ...{ name, filter, why },
        same: answer.startsWith('!') && !check.ok,
        some: false,
        reasons: [],
      })
      continue
    }
    const ours = await capture.select(filter)
    let frames = answer === '' ? [] : answer.split(' ').map(Number)
    // A listener sees less of a frame than who shows it: what is shown counts.
    if (!isSame(frames, ours)) frames = shown.frames(filter)
    const missing = frames.filter((frame) => !ours.includes(frame))
    const more = ours.filter((frame) => !frames.includes(frame))
    const lines = [inWords('not found', missing), inWords('found beside', more)]
    const same = missing.length + more.length === 0
    count({
      ...{ name, filter, same },
      some: frames.length > 0,
      why: lines.filter((line) => line !== '').join('; '),
      reasons: same ? [] : reasonsOf(filter, missing, more, shown),
    })
  }
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function isSame(a, b) {
  return a.length === b.length && a.every((frame, at) => frame === b[at])
}

/**
 * What tshark shows of a capture; asked once.
 * @param {string} path
 * @returns {import('./expected.js').Oracle}
 */
function oracleOf(path) {
  /** @type {Map<string, string[]>} */
  const known = new Map()
  /** @type {(filter: string, field: string, together?: boolean) => string[]} */
  const ask = (filter, field, together = false) => {
    const options = together ? VXLAN : ALONE
    const question = [...options, '-r', path, '-Y', filter, '-T', 'fields', '-e', field]
    const key = question.join('\n')
    const answer = known.get(key) ?? linesOf(question)
    known.set(key, answer)
    return answer
  }
  return {
    frames: (filter, together) => ask(filter, 'frame.number', together).map(Number),
    values: (filter, field) => [...new Set(ask(filter, field).flatMap((line) => line.split(',')))],
  }
}

/** @param {readonly string[]} question */
function linesOf(question) {
  const { stdout } = spawnSync('tshark', ['-n', ...question], {
    env: { ...env, TZ: 'UTC' },
    encoding: 'utf8',
    timeout: 120_000,
  })
  return stdout.split('\n').filter(Boolean)
}

/**
 * @param {{ name: string, filter: string, same: boolean, some: boolean, why: string, reasons: readonly string[] }} answer
 *   `reasons`: of a difference that is known
 */
function count({ name, filter, same, some, why, reasons: known }) {
  pairs++
  if (same) {
    equal++
    if (some) matched++
  } else if (known.length > 0) {
    explained++
    for (const reason of known) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    if (values.explain) console.log(`${filter} · ${name}: ${why} (${known.join('; ')})`)
  } else differences.push(`${filter} · ${name}: ${why}`)
}

/**
 * @param {string} what
 * @param {number[]} frames
 */
function inWords(what, frames) {
  if (frames.length === 0) return ''
  const rest = frames.length > 8 ? `, … ${frames.length} in all` : ''
  return `${what}: ${frames.slice(0, 8).join(', ')}${rest}`
}

/**
 * @param {string} path
 * @returns {string[] | null} per filter; null: tshark cannot read it
 */
function oracle(path) {
  const answers = join(out, 'frames.txt')
  writeFileSync(answers, '')
  const options = [['-X', `lua_script:${join(root, 'tests/filter/oracle.lua')}`]].flat()
  try {
    execFileSync('tshark', ['-n', '-q', ...ALONE, ...options, '-r', path], {
      env: { ...env, TZ: 'UTC', FILTERS: asked, FRAMES: answers },
      stdio: 'ignore',
      timeout: 120_000,
    })
  } catch {
    // Of a damaged file what was read of it counts
  }
  const text = readFileSync(answers, 'utf8')
  return text === '' ? null : text.split('\n').slice(0, filters.length)
}

/**
 * Small captures from all over the corpus, the same ones every time.
 * @param {string} corpus
 * @param {number} number
 */
function chosen(corpus, number) {
  const all = readdirSync(corpus, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(pcap|pcapng|cap)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size <= LARGEST)
    .sort((a, b) => (hash(relative(corpus, a)) < hash(relative(corpus, b)) ? -1 : 1))
  return all.slice(0, number)
}

/** @param {string} text */
function hash(text) {
  let code = 0x811c9dc5
  for (const sign of text) code = Math.imul(code ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return code >>> 0
}

/** @param {string} why */
function leave(why) {
  console.log(why)
  exit(0)
}
