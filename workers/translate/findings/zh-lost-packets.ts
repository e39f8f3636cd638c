/** 简体中文：packet-loss 和 lost-in-node 共用：丢失的数据包。 */
import type { Entry } from '../catalogue'

export const LOST_PACKETS: readonly Entry[] = [
  ['UDP {1#} → {2#}, {3#} octet[s]', 'UDP {1} → {2}，{3} 字节'],
  ['TCP {1#} → {2#}, {3#} octet[s]', 'TCP {1} → {2}，{3} 字节'],
  ['SYN {1#} → {2#}, {3#} octet[s]', 'SYN {1} → {2}，{3} 字节'],
  ['RST {1#} → {2#}, {3#} octet[s]', 'RST {1} → {2}，{3} 字节'],
  ['FIN {1#} → {2#}, {3#} octet[s]', 'FIN {1} → {2}，{3} 字节'],
  [
    '{1w} {2#} → {3#}, {4#} octet[s] of payload, {5#} octet[s]',
    '{1} {2} → {3}，载荷 {4} 字节，共 {5} 字节',
  ],
  ['loss', '丢包率'],
]
