/** 简体中文：identity-change。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['Sender with another identity', '发送方的 identity 改变'],
  ['No VXLAN or Geneve tunnels.', '没有 VXLAN 或 Geneve 隧道。'],
  [
    '{1#} inner sender[s]; none changed the VNI that names it within {2#} second[s].',
    '{1} 个内层发送方；没有一个在 {2} 秒之内改变表示自己的 VNI。',
  ],
  [
    '{1} [sends|send] as identity {2w} and as {3w} in turn{4?}',
    '{1&} 交替以 identity {2} 和 {3} 发送{4!}',
  ],
  ['{1} changed identity from {2w} to {3w}{4?}', '{1&} 的 identity 从 {2} 变为 {3}{4!}'],
  [', and what answered before does not since', '，此后先前应答的不再应答'],
  [', and packets with the new one are dropped', '，带有新 identity 的数据包被丢弃'],
]

const HAPPENED: readonly Entry[] = [
  [
    '{1} shows {2#} packet[s] with VNI {3w} and {4#} packet[s] with VNI {5w} from {6}.',
    '{1~} 中来自 {6&} 的数据包，{2} 个的 VNI 为 {3}，{4} 个的 VNI 为 {5}。',
  ],
  [
    'The first with the new one came {1t} after the last with the old one.',
    '第一个带新 VNI 的数据包在最后一个带旧 VNI 的数据包之后 {1} 到来。',
  ],
  [
    'A policy judges the sender by this identity: what was allowed to the old one need not be allowed to the new one.',
    '策略按此 identity 判断发送方：旧 identity 允许的，新 identity 未必允许。',
  ],
  [
    '{1#} SYN[s] since went unanswered on ports that answered before: {2}.',
    '此后发往先前有应答的端口的 {1} 个 SYN 无应答：{2&!}。',
  ],
  ['{1w} → {2w} port {3#}', '{1} → {2} 端口 {3}'],
  ['Side-cars tell drops of the new identity: {1}.', '旁证文件记录了新 identity 的丢弃：{1&}。'],
  ['{1} ({2#} event[s])', '{1}（{2} 次）'],
]

const SURE: readonly Entry[] = [
  [
    'In a VXLAN or Geneve network whose VNIs name the sender, one inner address of a pod sends with two VNIs out of one node, the second within {1#} second[s] of the first, or both in turn to one destination.',
    '在用 VNI 表示发送方的 VXLAN 或 Geneve 网络中，Pod 的一个内层地址从同一节点以两个 VNI 发送，第二个出现在第一个之后 {1} 秒之内，或两者交替发往同一目的地址。',
  ],
  [
    'A warning where at least {1#} SYN[s] to ports that answered before go unanswered since, or a side-car tells drops of the new identity; else a note.',
    '此后发往先前有应答的端口的 SYN 至少有 {1} 个无应答，或旁证文件记录了新 identity 的丢弃，则为“警告”；否则为“提示”。',
  ],
  [
    'Each packet carries its VNI; that it names the sender shows in other packets: answers carry another one, and so do other senders to the same destination.',
    '每个数据包都带有自己的 VNI；VNI 表示发送方，可从其他数据包看出：应答带有另一个 VNI，发往同一目的地址的其他发送方也是如此。',
  ],
  ['{1#} other inner sender[s] kept theirs.', '其他 {1} 个内层发送方的 VNI 没有改变。'],
  [
    'The same ports answer other senders since: they are up.',
    '同样的端口此后仍应答其他发送方：它们正常。',
  ],
  [
    'Nobody else is answered there since: the far side may just have stopped, which lowers the confidence.',
    '此后那里也不应答其他发送方：对端可能只是停止了，把握因此降低。',
  ],
  [
    'Nothing that was answered before went unanswered after it.',
    '先前有应答的，此后没有一个无应答。',
  ],
  [
    'The agent’s log shows no new identity for this endpoint at that time, and the address stayed with one pod.',
    'agent 的日志中，当时此 endpoint 没有新的 identity，且该地址一直属于同一个 Pod。',
  ],
]

const CAUSES: readonly Entry[] = [
  ['The labels of the pod or of its namespace were changed', 'Pod 或其 namespace 的标签被修改'],
  ['The address went to another pod on the same node', '该地址分配给了同一节点上的另一个 Pod'],
  ['Both identities go on sending.', '两个 identity 都在继续发送。'],
  [
    'Two pods have the same address, or the node’s map of identities is stale',
    '两个 Pod 有同样的地址，或节点的 identity 映射表已过时',
  ],
  ['The identity changes back and forth.', 'identity 来回变化。'],
  ['It changed once and stayed.', '它只改变一次便固定下来。'],
]

const STEPS: readonly Entry[] = [
  [
    'See which labels the new identity has, and let the policy at the destination allow them, or restore the labels.',
    '查看新 identity 有哪些标签，让目的端的策略允许它们，或恢复原来的标签。',
  ],
  ['On the node: the identity of the address now.', '在节点上：该地址当前的 identity。'],
  ['What the two identities stand for.', '两个 identity 各表示什么。'],
  ['Drops by policy while it happens.', '问题发生时被策略丢弃的数据包。'],
]

const SHOWN: readonly Entry[] = [
  ['Addresses that changed', '改变的地址'],
  ['Packets with the old identity', '带旧 identity 的数据包'],
  ['Packets with the new identity', '带新 identity 的数据包'],
  ['SYNs unanswered since', '此后无应答的 SYN'],
  ['Drops told by side-cars', '旁证文件记录的丢弃'],
  ['as {1#}', '以 {1} 发送'],
  ['unanswered', '无应答'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'VNIs with which inner addresses send, where a VNI names the sender, and what was answered before and after.',
    '在 VNI 表示发送方的情况下，各内层地址发送时所用的 VNI，以及变化前后的应答情况。',
  ],
  [
    'seconds without a packet after which the address may be that of another pod',
    '秒没有数据包之后，该地址可能已属于另一个 Pod',
  ],
  [
    'SYNs without answer, to ports that answered before, that make it a warning',
    '个发往先前有应答的端口的 SYN 没有应答，达到即为警告',
  ],
]

export const IDENTITY_CHANGE: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]
