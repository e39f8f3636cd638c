/** All analyzers. A new one: its file, and a line here. */
import type { DatagramAnalyzer, StreamAnalyzer } from './analyzer'
import { http, ssdp } from './http/http'
import { http2 } from './http2/http2'

export const datagramAnalyzers: readonly DatagramAnalyzer[] = [ssdp]
export const streamAnalyzers: readonly StreamAnalyzer[] = [http2, http]
