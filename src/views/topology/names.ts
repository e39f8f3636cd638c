/** Names in the boxes of the map. */
import type { HostNames } from '../../../workers/model/host-names'

const SHOWN = 18

/** Cut to the room of a box. */
export function nameInBox(names: HostNames, address: string): string {
  const name = names.short(address)
  return name.length <= SHOWN ? name : `${name.slice(0, SHOWN - 1)}…`
}
