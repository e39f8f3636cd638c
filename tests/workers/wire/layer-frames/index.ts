/**
 * One frame for each layer that stands before or between IP headers, or is named behind one. What
 * is expected of it is written by hand from the specification that the name of the case gives.
 */
import { ends } from './ends'
import { overIpTunnels } from './ip-tunnels'
import type { LayerCase } from './layer-case'
import { links } from './links'
import { shim } from './shim'
import { overUdpTunnels } from './udp-tunnels'
import { wireless } from './wireless'

export { PACKET, PACKET6, type LayerCase } from './layer-case'

export const LAYER_CASES: readonly LayerCase[] = [
  ...wireless,
  ...links,
  ...shim,
  ...overUdpTunnels,
  ...overIpTunnels,
  ...ends,
]
