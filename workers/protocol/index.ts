/** All analyzers. A new one: its file, and a line here. */
import type { DatagramSource, StreamAnalyzer } from './analyzer'
import { dns, llmnr, mdns } from './dns'

export const datagramAnalyzers: readonly DatagramSource[] = [dns, mdns, llmnr]
export const streamAnalyzers: readonly StreamAnalyzer[] = []
