/** Stream protocols whose octets say nothing about them: their server's port does. */
import type { Port } from '../model/units'
import type { StreamAnalyzer, StreamSession } from './analyzer'

export function byPort(
  name: string,
  ports: readonly Port[],
  start: () => StreamSession,
): StreamAnalyzer {
  return {
    name,
    ports,
    onlyAtPorts: true,
    claims: (_, { srcPort, dstPort }) =>
      ports.includes(srcPort) || ports.includes(dstPort) ? 'yes' : 'no',
    start,
  }
}
