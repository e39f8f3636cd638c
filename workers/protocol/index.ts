/** All analyzers. A new one: its file, and a line here. */
import type { DatagramAnalyzer, StreamAnalyzer } from './analyzer'
import { http, ssdp } from './http/http'

export const datagramAnalyzers: readonly DatagramAnalyzer[] = [ssdp]
export const streamAnalyzers: readonly StreamAnalyzer[] = [http]
