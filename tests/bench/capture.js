/** The capture to measure with: made once, kept in the system's folder for temporary files. */
import { spawnSync } from 'node:child_process'
import { existsSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../run/serve.js'

const GENERATOR = join(root, '../shared/tools/make_big.py')

/**
 * @param {string} profile
 * @param {number} gigabytes
 * @returns {string} its path
 */
export function bigCapture(profile, gigabytes) {
  const path = join(tmpdir(), `tailfirst-bench-${profile}-${gigabytes}gb.pcap`)
  if (existsSync(path)) return path
  if (!existsSync(GENERATOR)) {
    throw new Error('There is no generator of captures here: give a file, `npm run bench -- FILE`.')
  }
  console.log(`Making ${path} …`)
  const unfinished = `${path}.part`
  const args = [GENERATOR, unfinished, '--gb', String(gigabytes), '--profile', profile, '-q']
  const { status } = spawnSync('python3', args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error('The capture could not be made.')
  renameSync(unfinished, path)
  return path
}
