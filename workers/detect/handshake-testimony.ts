/** Asks side-cars about slow handshakes: tables, backlogs, drops and traced connects. */
import type { HandshakeTestimony } from './facts/handshake-testimony'
import type { SlowHandshake } from './facts/slow-handshake'
import type { Witnesses } from './witnesses'

export function handshakeTestimony(
  slow: readonly SlowHandshake[],
  witnesses: Witnesses,
): HandshakeTestimony {
  const traced = slow
    .flatMap(({ orig, resp }) =>
      witnesses
        .traces('connect', orig.address, resp.address)
        .filter(({ srcPort }) => srcPort === 0 || srcPort === orig.port),
    )
    .sort((a, b) => b.millis - a.millis)
  const [slowest] = traced
  return {
    conntrack: conntrackOf(witnesses),
    backlog: witnesses.counters('kernel', 'TcpExtListenDrops'),
    drops: witnesses.dropsOf(
      slow.map(({ orig, resp }) => ({
        ...{ src: orig.address, srcPort: orig.port, dst: resp.address, dstPort: resp.port },
      })),
    ),
    tracedMs: Math.max(0, slowest?.millis ?? 0),
    tracedBy: slowest === undefined ? '' : witnesses.fileOf(slowest),
  }
}

/** The kernel counts an entry that could not be inserted as a drop as well. */
function conntrackOf(witnesses: Witnesses): HandshakeTestimony['conntrack'] {
  const counted = (...names: string[]) =>
    new Map(witnesses.counters('conntrack', ...names).map(({ file, value }) => [file, value]))
  const drops = counted('drop')
  const early = counted('early_drop')
  const failed = counted('insert_failed')
  return [...drops].map(([file, value]) => {
    const lost = failed.get(file) ?? 0
    return { file, full: Math.max(0, value - lost) + (early.get(file) ?? 0), failed: lost }
  })
}
