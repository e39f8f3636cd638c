/** How fast octets are sought through: `npm run bench:search -- --capture FILE`. */
import { parseArgs } from 'node:util'
import { bundle } from '../run/bundle.js'

const { values } = parseArgs({ options: { capture: { type: 'string' } } })
if (values.capture === undefined) throw new Error('--capture names the file to search')

/** @type {typeof import('./search.ts')} */
const { searchRates } = await import(await bundle('tests/bench/search.ts'))
for (const { question, ms, octets, matches } of await searchRates(values.capture)) {
  const { kind, words, anyCase, encodings } = question
  const how = kind === 'text' ? `${anyCase ? 'any case' : 'exact'}, ${encodings}` : kind
  const rate = `${Math.round(octets / ms / 1000).toLocaleString('en')} MB/s`
  const columns = [`${ms.toFixed(0)} ms`, rate, `${matches.toLocaleString('en')} matches`]
  console.log(`${words}  (${how})`.padEnd(52) + columns.map((one) => one.padStart(18)).join(''))
}
