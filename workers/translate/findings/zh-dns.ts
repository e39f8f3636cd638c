/** 简体中文：与 DNS 有关的检测器共用。 */
import type { Entry } from '../catalogue'

export const DNS: readonly Entry[] = [
  ['Which pod is {1w}?', '{1} 是哪个 Pod？'],
  [
    'Run NodeLocal DNSCache: pods ask a cache on their own node, so no connection tracking entry stands in between, and it asks CoreDNS over TCP.',
    '运行 NodeLocal DNSCache：Pod 向自己节点上的缓存查询，中间不需要连接跟踪表项，而缓存通过 TCP 向 CoreDNS 查询。',
  ],
  ['Is it there already?', '是否已经部署？'],
  ['answer', '应答'],
  ['questions sent', '发出的查询'],
  ['look-ups', '解析'],
]
