/** What is known of a capture as a whole, from its facts. */
import type { CaptureFacts } from '../model/capture'
import { NO_INTERFACE } from '../model/record-batch'
import { tapName } from '../model/tap-name'
import type { CaptureContext } from './row-source'

export function contextOf({ interfaces, firstTsNs, header }: CaptureFacts): CaptureContext {
  const nameOf = (iface: number) => interfaces[iface]?.name ?? ''
  return {
    interfaces: {
      of: nameOf,
      // Other files have one interface, and do not number it
      number: (iface) =>
        iface === NO_INTERFACE || header.container !== 'pcapng'
          ? null
          : (interfaces[iface]?.id ?? null),
    },
    tapName: (iface, ifindex) => tapName(nameOf(iface), ifindex),
    firstNs: BigInt(firstTsNs || '0'),
  }
}
