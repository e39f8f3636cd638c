/** A corpus beside the project, optional: recorded scenarios and what must be found in them. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './serve.js'

export const scenarios = join(root, '../shared/corpus/scenarios')
const EXPECTATIONS = join(scenarios, 'expectations.json')

const RANK = { note: 0, warning: 1, critical: 2 }

/**
 * @typedef {keyof typeof RANK} Severity
 * @typedef {{ detector: string, severity: Severity, claim: string, evidence: unknown[],
 *   metrics: Record<string, unknown> }} Finding
 * @typedef {{ detector: string, severity: Severity, metrics: Record<string, [number, number]>,
 *   text?: string[] }} Requirement
 * @typedef {{ dir: string, drop: string[], require: Requirement[], forbid: string[],
 *   maxSeverity?: Severity }} Expectation
 */

export function hasCorpus() {
  return existsSync(EXPECTATIONS)
}

/** @returns {Expectation[]} */
export function readExpectations() {
  return JSON.parse(readFileSync(EXPECTATIONS, 'utf8'))
}

/**
 * @param {Expectation} expectation
 * @param {Finding[]} findings
 * @returns {string[]} what falls short
 */
export function shortcomings({ require, forbid, maxSeverity }, findings) {
  const max = maxSeverity === undefined ? Infinity : RANK[maxSeverity]
  return [
    ...require.flatMap((one) => unmet(one, findings)),
    ...findings
      .filter(({ detector, severity }) => forbid.includes(detector) && severity !== 'note')
      .map((finding) => `must not speak here: ${inWords(finding)}`),
    ...findings
      .filter(({ severity }) => RANK[severity] > max)
      .map((finding) => `false alarm: ${inWords(finding)}`),
  ]
}

/**
 * @param {Requirement} required
 * @param {Finding[]} findings
 * @returns {string[]} empty when one finding of the detector meets everything
 */
function unmet(required, findings) {
  const lacks = findings
    .filter(({ detector }) => detector === required.detector)
    .map((finding) => lacksOf(finding, required))
    .sort((a, b) => a.length - b.length)
  const [fewest = ['silent']] = lacks
  return fewest.map((lack) => `${required.detector}: ${lack}`)
}

/**
 * @param {Finding} finding
 * @param {Requirement} required
 */
function lacksOf(finding, { severity, metrics, text = [] }) {
  const all = JSON.stringify(finding)
  const lacks = text
    .filter((words) => !all.includes(words))
    .map((words) => `not a word of ${words}`)
  if (RANK[finding.severity] < RANK[severity]) lacks.push(`only a ${finding.severity}`)
  if (severity !== 'note' && finding.evidence.length === 0) lacks.push('no evidence')
  for (const [name, [low, high]] of Object.entries(metrics)) {
    const value = finding.metrics[name]
    if (typeof value === 'number' && value >= low && value <= high) continue
    lacks.push(`${name} is ${value}, not in [${low}, ${high}]`)
  }
  return lacks
}

/** @param {Finding} finding */
function inWords({ detector, severity, claim }) {
  return `${detector} (${severity}): ${claim.slice(0, 70)}`
}
