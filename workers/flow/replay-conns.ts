/** Connections and their turns as records, in the order in which they were opened. */
import type { RecordHandlers, Tunnel } from '../model/records'
import { ConnView } from './conn-views'
import type { Conns } from './conns'
import { TurnsView } from './turns-view'

/** `describe` knows tunnels by their number. */
export function replayConns(
  conns: Conns,
  capture: number,
  describe: (tunnel: number) => Tunnel | null,
  handlers: RecordHandlers,
): void {
  for (let number = 0; number < conns.size; number++) {
    const conn = new ConnView(conns, number, capture, describe)
    handlers.conn?.(conn)
    if (handlers.turns === undefined || !conns.turns.asked(number)) continue
    handlers.turns(new TurnsView(conns.turns, number, conn))
  }
}
