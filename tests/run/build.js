/** Builds `dist/` when it is not there. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dist, root } from './serve.js'

export async function buildIfMissing() {
  if (existsSync(join(dist, 'index.html'))) return
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn' })
}
