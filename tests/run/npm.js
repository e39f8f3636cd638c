/** Runs npm in the project's folder, with its output passed on. Node alone. */
import { spawnSync } from 'node:child_process'
import { env, execPath, platform } from 'node:process'
import { root } from './serve.js'

/**
 * @param {string[]} args
 * @returns {boolean} whether it succeeded
 */
export function npm(...args) {
  // npm tells its scripts where it is; by name it would need a shell on Windows.
  const path = env['npm_execpath']
  const [command, ...rest] = path === undefined ? ['npm', ...args] : [execPath, path, ...args]
  const { status } = spawnSync(command, rest, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: path === undefined && platform === 'win32',
  })
  return status === 0
}
