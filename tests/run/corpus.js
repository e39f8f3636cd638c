/** Holds the analyses of the corpus against its expectations. `corpus.js [COUNT.json]` */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit } from 'node:process'
import { hasCorpus, readExpectations, scenarios, shortcomings } from './corpus-cases.js'
import { npm } from './npm.js'
import { root } from './serve.js'

if (!hasCorpus()) {
  console.log(`There is no corpus at ${scenarios}.`)
  exit(0)
}
const out = join(root, 'tests/results/corpus')
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

const expectations = readExpectations()
const list = join(out, 'list.tsv')
const lines = expectations.map(({ dir, drop }) => {
  return [dir, ...drop.map((file) => join(scenarios, dir, file))].join('\t')
})
writeFileSync(list, lines.join('\n'))
// A line that fails leaves no document, which is what counts below.
npm('run', '--silent', 'analyze', '--', '--batch', list, '--out', out)

let failed = 0
for (const expectation of expectations) {
  const short = shortcomingsOf(expectation)
  if (short.length > 0) failed++
  for (const line of short) console.log(`✗ ${expectation.dir}: ${line}`)
}
const passed = expectations.length - failed
console.log(`${passed} of ${expectations.length} scenarios hold`)
const [, , countFile] = argv
if (countFile !== undefined) writeFileSync(countFile, JSON.stringify({ passed, failed }))
exit(failed === 0 ? 0 : 1)

/** @param {import('./corpus-cases.js').Expectation} expectation */
function shortcomingsOf(expectation) {
  const path = join(out, `${expectation.dir}.json`)
  if (!existsSync(path)) return ['no analysis document']
  return shortcomings(expectation, JSON.parse(readFileSync(path, 'utf8')).findings)
}
