/** What the page weighs, gzipped, against what it may weigh: whoever works offline carries it. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { exit } from 'node:process'
import { gzipSync } from 'node:zlib'
import { dist } from './serve.js'

// Every format, header, protocol and cipher, and every sentence that a detector can say, in two languages.
const LIMITS_KB = {
  /** Script, style and workers of the hosted page. */
  assets: 950,
  /** The page as one file. */
  'tailfirst.html': 950,
}

let tooLarge = false
for (const [name, limit] of Object.entries(LIMITS_KB)) {
  const size = gzippedKb(join(dist, name))
  tooLarge ||= size > limit
  console.log(`${name}: ${size.toFixed(1)} kB gzipped, limit ${limit} kB`)
}
exit(tooLarge ? 1 : 0)

/** @param {string} path a file, or a folder: the sum of what is in it */
function gzippedKb(path) {
  if (!existsSync(path)) throw new Error(`${path} is missing: npm run build`)
  const files = path.endsWith('.html') ? [path] : readdirSync(path).map((name) => join(path, name))
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1000
}
