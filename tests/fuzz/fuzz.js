/**
 * Mutates captures and analyses them, until the time is up.
 *
 *   npm run fuzz -- [--seconds 600] [--seed N] [--corpus DIR] [--input N]
 *
 * DIR: a folder of captures, with those below it; `../shared/corpus` when there is one, else those that
 * the engine generates. Every failure names seed and input: `--seed S --input N` repeats it alone
 * and keeps its octets. Exit 1: there were failures.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { exit } from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { root } from '../run/serve.js'
import { bundle } from '../run/bundle.js'
import { Chance } from './chance.js'
import { mutate } from './mutate.js'
import { Watched } from './watch.js'

/** Larger captures take part with their beginning: many small rounds find more than few large ones. */
const MOST_OCTETS = 300_000
const NO_CAPTURE = /\.(json|md|tsv|txt|log|py|sha256|LICENSE)$/i

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    corpus: { type: 'string' },
    input: { type: 'string' },
  },
})
const seed = Number(values.seed)
const engine = await bundle('tests/fuzz/engine.ts')
const captures = await readCaptures()
const watched = new Watched(engine)
let failures = 0
let inputs = 0

if (values.input === undefined) {
  const end = Date.now() + Number(values.seconds) * 1000
  console.log(`seed ${seed}, ${captures.length} captures`)
  while (Date.now() < end) await round(inputs)
} else {
  const kept = join(root, 'tests/results/fuzz')
  mkdirSync(kept, { recursive: true })
  const path = join(kept, `${seed}-${values.input}`)
  writeFileSync(path, inputOf(Number(values.input)).octets)
  console.log(path)
  await round(Number(values.input))
}
await watched.close()
console.log(`${inputs} inputs, ${failures} failures`)
exit(failures === 0 ? 0 : 1)

/** @param {number} number */
async function round(number) {
  inputs++
  const { name, octets } = inputOf(number)
  const flaws = await watched.analyse(name, octets)
  if (flaws.length === 0) return
  failures++
  console.log(`✗ --seed ${seed} --input ${number} (${name}, ${octets.length} octets)`)
  for (const flaw of flaws.slice(0, 10)) console.log(`  ${flaw}`)
}

/** @param {number} number */
function inputOf(number) {
  const chance = new Chance(seed, number)
  const { name, octets } = chance.pick(captures)
  const other = chance.pick(captures)
  return { name, octets: mutate(octets, chance, other.octets, 2 * MOST_OCTETS) }
}

async function readCaptures() {
  const beside = join(root, '../shared/corpus')
  const folder = values.corpus ?? (existsSync(beside) ? beside : undefined)
  if (folder === undefined) {
    const { generated } = await import(pathToFileURL(engine).href)
    return generated().map((/** @type {[string, Uint8Array]} */ [name, octets]) =>
      one(name, octets),
    )
  }
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return paths
    .map((path) => join(folder, path))
    .filter((path) => !NO_CAPTURE.test(path) && statSync(path).isFile())
    .map((path) => one(basename(path), readFileSync(path)))
}

/** @param {string} name @param {Uint8Array} octets */
function one(name, octets) {
  return { name, octets: new Uint8Array(octets.subarray(0, MOST_OCTETS)) }
}
