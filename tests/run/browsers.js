/** Finds the browsers of this machine. Playwright's own downloads are not required. */
import { chromium } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { env, getuid } from 'node:process'

const asRoot = getuid?.() === 0

/** @returns {string} @throws Error in one sentence, when there is none and none could be installed */
export function chromiumPath() {
  const found = findChromium() ?? (installChromium() ? findChromium() : undefined)
  if (found !== undefined) return found
  throw new Error(
    'No Chromium found: install chromium or google-chrome, run `npx playwright install chromium`, ' +
      'or set PLAYWRIGHT_CHROMIUM_PATH.',
  )
}

export function chromiumOptions() {
  return {
    executablePath: chromiumPath(),
    // As root, Chromium starts only without its sandbox.
    chromiumSandbox: !asRoot,
  }
}

/** @returns {string | undefined} Firefox is a bonus: nothing is installed for it */
export function firefoxPath() {
  return onPath(['firefox', 'firefox-esr'])
}

function findChromium() {
  const named = env['PLAYWRIGHT_CHROMIUM_PATH']
  if (named !== undefined && named !== '') return named
  const own = chromium.executablePath()
  if (own !== '' && existsSync(own)) return own
  return onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])
}

/** On a bare Debian as root, as in CI. */
function installChromium() {
  if (!asRoot || !existsSync('/etc/debian_version')) return false
  console.error('No Chromium found; installing Debian’s.')
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'chromium')
}

/** @param {string[]} names the first that is found, in this order */
function onPath(names) {
  const folders = (env['PATH'] ?? '').split(delimiter)
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return candidates.find(isExecutable)
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
