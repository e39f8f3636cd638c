/** All analyzers. A new one: its file, and a line here. */
import type { DatagramAnalyzer, StreamAnalyzer } from './analyzer'

export const datagramAnalyzers: readonly DatagramAnalyzer[] = []
export const streamAnalyzers: readonly StreamAnalyzer[] = []
