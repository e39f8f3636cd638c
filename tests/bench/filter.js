/** How fast display filters scan: `npm run bench:filter -- [--rows N]`. */
import { parseArgs } from 'node:util'
import { bundle } from '../run/bundle.js'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000000' } } })
const rows = Number(values.rows)

/** @type {typeof import('./filter.ts')} */
const { filterRates } = await import(await bundle('tests/bench/filter.ts'))
console.log(`${rows.toLocaleString('en')} rows`)
for (const { filter, ms, found } of await filterRates(rows)) {
  const rate = Math.round(rows / ms / 1000)
  const columns = [`${ms.toFixed(0)} ms`, `${rate} M rows/s`, `${found.toLocaleString('en')} found`]
  console.log(filter.padEnd(52) + columns.map((column) => column.padStart(18)).join(''))
}
