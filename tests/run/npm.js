/** Runs npm in the project's folder. Node alone. */
import { spawn, spawnSync } from 'node:child_process'
import { env, execPath, platform } from 'node:process'
import { root } from './serve.js'

/**
 * With its output passed on.
 * @param {string[]} args
 * @returns {boolean} whether it succeeded
 */
export function npm(...args) {
  const { command, rest, options } = commandOf(args)
  const { status } = spawnSync(command, rest, {
    ...options,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return status === 0
}

/**
 * With its output kept together until it ends, so that several may run side by side.
 * @param {string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function npmAside(...args) {
  const { command, rest, options } = commandOf(args)
  const child = spawn(command, rest, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  /** @type {Buffer[]} */
  const output = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (/** @type {Buffer} */ octets) => output.push(octets))
  }
  return new Promise((resolve) => {
    const end = (/** @type {boolean} */ ok) => {
      resolve({ ok, output: Buffer.concat(output).toString() })
    }
    child.on('error', () => end(false))
    child.on('close', (status) => end(status === 0))
  })
}

/** @param {string[]} args */
function commandOf(args) {
  // npm tells its scripts where it is; by name it would need a shell on Windows.
  const path = env['npm_execpath']
  const [command, ...rest] = path === undefined ? ['npm', ...args] : [execPath, path, ...args]
  return {
    command,
    rest,
    options: { cwd: root, shell: path === undefined && platform === 'win32' },
  }
}
