/** Installs the dependencies when they are missing or not those of package-lock.json. Node alone. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exit } from 'node:process'
import { npm } from './npm.js'
import { root } from './serve.js'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} Entry */

/** Ends the process when npm fails; npm has said why. */
export function installIfNeeded() {
  if (isInstalled()) return
  console.log('Installing dependencies (npm ci) …')
  if (!npm('ci')) exit(1)
}

/** npm keeps beside the packages the lock that it installed. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    // Those for other platforms stay away.
    if (found === undefined) return entry.optional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/**
 * @param {string} lock
 * @returns {Record<string, Entry>} by folder; empty when there is no such lock
 */
function packagesOf(lock) {
  try {
    return JSON.parse(readFileSync(join(root, lock), 'utf8')).packages
  } catch {
    return {}
  }
}
