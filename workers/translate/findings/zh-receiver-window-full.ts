/** 简体中文：receiver-window，窗口开着但一直被填满。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  [
    '{1w} takes no more than {2#} octet[s] at a time: for {3t} of {4t} ({5%}) its sender waited for room',
    '{1} 一次最多接收 {2} 字节：{4} 中有 {3}（{5}）是发送方在等待窗口腾出空间',
  ],
  [
    '{1w} (as client of port {2#}) takes no more than {3#} octet[s] at a time: for {4t} of {5t} ({6%}) its sender waited for room',
    '{1}（作为端口 {2} 的客户端）一次最多接收 {3} 字节：{5} 中有 {4}（{6}）是发送方在等待窗口腾出空间',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    '{1#} time[s] the octets in flight filled its window, which was open all the time; together its senders waited {2t} for an ACK that makes room.',
    '在途字节 {1} 次填满其窗口，而窗口一直开着；其发送方为等待腾出空间的 ACK 总计等了 {2}。',
  ],
  [
    'A window of {1#} octet[s] and a round trip of {2t} let at most {3} through, whatever the path can carry; {4} were reached on the connection that waited longest.',
    '窗口为 {1} 字节、往返时延为 {2} 时，无论路径能承载多少，最多只能通过 {3}；等待最久的连接达到了 {4}。',
  ],
]

const SURE: readonly Entry[] = [
  [
    "Time from a segment that leaves no room for another in the receiver's window to the sender's next one: from {1#} ms and {2#} % of the time of a connection on it counts; a warning from {3#} s and {4#} % on.",
    '从使接收方窗口再也容不下另一个报文段的那个报文段，到发送方下一个报文段的时间：达 {1} ms 且占连接时间的 {2} % 起计入；达 {3} s 且 {4} % 起为“警告”。',
  ],
  [
    'Waits in which something is sent again, in which the window closes, or after which the sender has nothing to say at once, are left out.',
    '期间有重发、窗口关闭，或其后发送方没有立即发送数据的等待不计。',
  ],
  [
    '{1#} time[s] the sender had as many octets in flight as the window allows, and went on as soon as an ACK made room: neither its congestion window nor its program was the limit then.',
    '有 {1} 次，发送方的在途字节达到窗口允许的上限，并在 ACK 腾出空间后立即继续：此时的界限既不是其拥塞窗口，也不是其程序。',
  ],
  [
    '{1#} of {2#} segment[s] with data [was|were] sent again: loss holds these connections up as well.',
    '{2} 个带数据的报文段中有 {1} 个被重发：丢包也在阻滞这些连接。',
  ],
  [
    'How much more the path would carry is not in the capture.',
    '路径还能多承载多少，抓包文件中看不到。',
  ],
  [
    'A larger window, and the same throughput: then something else is the limit just below it.',
    '窗口增大而吞吐量不变：那么紧接其下的界限另有所在。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    'The receive buffer at {1w} is too small for this path, or the program has fixed it (SO_RCVBUF)',
    '{1} 的接收缓冲区对此路径来说太小，或程序将其固定了（SO_RCVBUF）',
  ],
  [
    'The window is not above {1#} octets, what a window without scaling can be.',
    '窗口不超过 {1} 字节，即没有窗口缩放时的上限。',
  ],
  ['The program at {1w} takes the data as slowly as this', '{1} 上的程序取走数据的速度就这么慢'],
  [
    'The window never closed for long: what arrived was taken.',
    '窗口从未长时间关闭：到达的数据都被取走了。',
  ],
]

const STEPS: readonly Entry[] = [
  ['On {1w}: let the receive buffer grow.', '在 {1} 上：让接收缓冲区增大。'],
  [
    'For 1 Gbit/s at a round trip of {1t} the window must be {2#} octet[s]; Linux gives half of the third number to the window.',
    '要在往返时延 {1} 下达到 1 Gbit/s，窗口须为 {2} 字节；Linux 把第三个数值的一半用于窗口。',
  ],
  [
    'On {1w}: let the receive buffer grow; Linux gives half of the third number to the window.',
    '在 {1} 上：让接收缓冲区增大；Linux 把第三个数值的一半用于窗口。',
  ],
  ['Does the program set SO_RCVBUF?', '程序是否设置了 SO_RCVBUF？'],
  ['That fixes the buffer and switches its growing off.', '那会固定缓冲区，并关闭其自动增大。'],
  [
    'On {1w}: rwnd_limited tells how much of the time the receiver was the limit.',
    '在 {1} 上：rwnd_limited 给出有多少时间界限在接收方。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['waits for room', '等待窗口空间的次数'],
  ['time waited for room', '等待窗口空间的时间'],
  ['window that was filled', '被填满的窗口'],
  ['reached', '达到'],
  ['round trip', '往返时延'],
  ['most that the window allows', '窗口允许的上限'],
  ['Time waited for room in the window by connection', '各连接等待窗口空间的时间'],
  ['window full', '窗口已满'],
  ['sender goes on', '发送方继续'],
  ['port {1#} → {2#}, window {3#}', '端口 {1} → {2}，窗口 {3}'],
]

export const RECEIVER_WINDOW_FULL: readonly Entry[] = [
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]
