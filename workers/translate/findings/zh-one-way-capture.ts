/** 简体中文：one-way-capture。 */
import type { Entry } from '../catalogue'

const SAID: readonly Entry[] = [
  ['Capture of one direction', '只抓到一个方向'],
  [
    '{1#} conversation[s], seen in both directions with few exceptions.',
    '{1} 条会话，除少数例外都看到了两个方向。',
  ],
  [
    '{1} holds only one direction of {2#} of {3#} conversation[s] ({4%}): what {5} sent is missing',
    '{1} 的 {3} 条会话中有 {2} 条（{4}）只有一个方向：缺少 {5&} 发送的数据包',
  ],
  [
    '{1#} TCP [connection shows|connections show] one side only, and that side acknowledges data or goes on talking after a handshake: the other side did answer, elsewhere than at this tap.',
    '{1} 条 TCP 连接只显示一方，而这一方确认了数据，或在握手之后继续通信：另一方确实有应答，只是不在此抓包点。',
  ],
  ['Not one connection was seen both ways.', '没有一条连接看到了两个方向。'],
  ['{1#} [connection was|connections were] seen both ways.', '{1} 条连接看到了两个方向。'],
  [
    '{1#} ping path[s] [has|have] replies whose requests are not in the capture.',
    '{1} 条 ping 路径有应答，而其请求不在抓包文件中。',
  ],
  [
    'That is a property of the capture, not a fault of the network.',
    '这是抓包文件的特性，不是网络故障。',
  ],
  [
    'Missing answers, loss and black holes are not reported for such a tap.',
    '对这样的抓包点不报告缺少应答、丢包和黑洞。',
  ],
  [
    'At least {1#} conversations, and {2#} % of those in the capture, of which one direction is missing although acknowledgements, data or replies prove that it existed; all interfaces of a capture taken together.',
    '至少 {1} 条会话，且至少占抓包文件中会话的 {2} %，缺少一个方向，而确认、数据或应答证明该方向存在过；抓包文件的所有接口合并计算。',
  ],
  ['A side acknowledges only what it received.', '一方只会确认它收到的数据。'],
  [
    'An asymmetric route: the other direction takes another interface or machine',
    '路由不对称：另一个方向经过别的接口或机器',
  ],
  [
    'Some conversations are complete, so the tap itself sees both ways.',
    '有些会话是完整的，因此抓包点本身能看到两个方向。',
  ],
  [
    'Not one connection is complete, which points to the tap itself.',
    '没有一条连接是完整的，这说明问题在抓包点本身。',
  ],
  [
    'A capture of incoming or outgoing packets only, or one leg of a mirror port',
    '只抓了入方向或出方向的数据包，或只有镜像端口的一路',
  ],
  ['Not one connection is complete.', '没有一条连接是完整的。'],
  ['A packet from {1} in these conversations in {2}.', '在 {2} 的这些会话中有来自 {1&} 的数据包。'],
  [
    'Capture both directions; leave out -Q (or --direction), and mirror both legs.',
    '抓取两个方向：不要用 -Q（或 --direction），并镜像两路。',
  ],
  [
    'Which way packets for {1w} leave, and whether they come back the same way.',
    '发给 {1} 的数据包从哪里离开，以及是否从同一路径返回。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['seen one way', '看到一个方向'],
  ['seen both ways', '看到两个方向'],
  ['connections seen one way', '看到一个方向的连接'],
  ['ping paths seen one way', '看到一个方向的 ping 路径'],
  ['first frame', '首帧'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Connections and pings of which one direction is missing although the other one proves that it existed.',
    '缺少一个方向、而另一方向证明其存在过的连接和 ping。',
  ],
  ['conversations of which one direction is missing', '个缺少一个方向的会话'],
  ['their percentage of all conversations', '%：它们在所有会话中的比例'],
]

export const ONE_WAY_CAPTURE: readonly Entry[] = [...DESCRIBED, ...SAID, ...SHOWN]
