/** What `tunnel-size-drop` found out about one direction of a tunnel. */
import type { Tunnel } from '../../model/records'
import type { OtherTraffic } from '../outside-tunnel'
import type { BlackHoleFacts } from './mtu-black-hole'

export interface TunnelDropFacts {
  hole: BlackHoleFacts
  tunnel: Tunnel
  /** As large as what the tunnel loses, and it passes. */
  other: OtherTraffic
}
