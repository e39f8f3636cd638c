/** 简体中文：connect-unanswered 的原因和步骤。 */
import type { Entry } from '../catalogue'

export const CAUSES: readonly Entry[] = [
  ['A network policy or firewall drops the SYN', '网络策略或防火墙丢弃 SYN'],
  [
    'A network policy or firewall drops the SYN (Cilium: "Policy denied", code 133)',
    '网络策略或防火墙丢弃 SYN（Cilium：“Policy denied”，代码 133）',
  ],
  ['The host is alive, and only this port is silent.', '主机在线，只有此端口没有应答。'],
  [
    'A dropped SYN gets no RST; a closed port would send one.',
    'SYN 被丢弃就不会有 RST；若是端口关闭，则会发来 RST。',
  ],
  ['Some connections to this port were answered.', '到此端口的一些连接得到了应答。'],
  ['Nothing else comes from this address either.', '此地址也没有发出任何其他数据包。'],
  [
    'The address is gone: pod deleted, host down, or a stale route or tunnel entry',
    '该地址已不存在：Pod 已删除、主机宕机，或路由或隧道表项已过时',
  ],
  ['The address is gone: host down, or a stale route', '该地址已不存在：主机宕机，或路由已过时'],
  ['Nothing at all came from this address.', '此地址没有发出过任何数据包。'],
  ['The address sends other packets.', '该地址在发送其他数据包。'],
  [
    'The answer is lost on its way back, or takes a way past this tap',
    '应答在返回途中丢失，或没有经过此抓包点',
  ],
  ['Other packets from the same address come back here.', '同一地址的其他数据包会返回到这里。'],
  ['The datapath of the node drops the SYNs: {1}', '节点的数据路径丢弃 SYN：{1!}'],
  ['The datapath says so of these very SYNs: {1}.', '数据路径自己就是这样说这些 SYN 的：{1!}。'],
  [
    'The datapath says so of other SYNs between the same hosts: {1}.',
    '数据路径对同样主机之间的其他 SYN 是这样说的：{1!}。',
  ],
  [
    'The datapath names another reason for these very SYNs.',
    '对这些 SYN，数据路径给出的是另一个原因。',
  ],
]

export const STEPS: readonly Entry[] = [
  ['See whether the SYN reaches the destination.', '查看 SYN 是否到达目的端。'],
  [
    'See whether the SYN reaches the destination (behind {1w}).',
    '查看 SYN 是否到达目的端（在 {1} 之后）。',
  ],
  ['Look which policies select the destination pod.', '查看哪些策略选中了目的 Pod。'],
  [
    'On the node {1w}, while a client tries: "Policy denied" means that a policy drops it, "No tunnel/encapsulation endpoint" or "Stale or unroutable IP" that the address is gone.',
    '在节点 {1} 上，客户端尝试期间："Policy denied" 表示被策略丢弃，"No tunnel/encapsulation endpoint" 或 "Stale or unroutable IP" 表示该地址已不存在。',
  ],
  ['The same from Hubble, with the names of the pods.', '用 Hubble 查看同样内容，带有 Pod 名称。'],
  [
    'On the destination: is anything listening, and does a filter count drops?',
    '在目的端：是否有程序在监听，是否有过滤规则统计到丢弃？',
  ],
  [
    'Find the policy that denies it, and allow this client to reach port {1#} if that is meant.',
    '找出禁止它的策略；如果本应允许，就放行该客户端访问端口 {1}。',
  ],
  [
    'Find the policy that denies it, and allow identity {1w} to reach port {2#} if that is meant.',
    '找出禁止它的策略；如果本应允许，就放行 identity {1} 访问端口 {2}。',
  ],
  [
    'Newer versions of Hubble name the policy in ingress_denied_by or egress_denied_by.',
    '较新版本的 Hubble 会在 ingress_denied_by 或 egress_denied_by 中给出该策略。',
  ],
]
