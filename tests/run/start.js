/** `npm start`: from a fresh clone to the page in the browser. */
import { spawn } from 'node:child_process'
import { env, exit, platform } from 'node:process'
import { installIfNeeded } from './install.js'
import { npm } from './npm.js'
import { serve } from './serve.js'

const FIRST_PORT = 4173
const LAST_PORT = 4189 // Firefox refuses 4190

installIfNeeded()
if (!npm('run', 'build', '--silent', '--', '--logLevel', 'warn')) exit(1)

const { url } = await serveOnFreePort()
console.log(`\n  Tailfirst is at ${url}\n  Press Ctrl+C to stop it.\n`)
openBrowser(url)

/** The same port each time where possible: the browser keeps the cases of each port apart. */
async function serveOnFreePort() {
  for (let port = FIRST_PORT; port <= LAST_PORT; port++) {
    try {
      return await serve(port)
    } catch {
      // Taken: the next one.
    }
  }
  return serve(0)
}

/** Where there is a desktop; when that fails, the address above is enough. @param {string} url */
function openBrowser(url) {
  if (env['CI'] !== undefined) return
  const [command, ...args] = openerOf(url)
  if (command === undefined) return
  const opener = spawn(command, args, { stdio: 'ignore', detached: true })
  opener.on('error', () => undefined)
  opener.unref()
}

/** @param {string} url */
function openerOf(url) {
  if (platform === 'darwin') return ['open', url]
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url]
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open', url] : []
}
