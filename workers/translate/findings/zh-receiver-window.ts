/** 简体中文：receiver-window。 */
import type { Entry } from '../catalogue'
import { RECEIVER_WINDOW_FULL } from './zh-receiver-window-full'

const CLAIMS: readonly Entry[] = [
  ['Receiver too slow', '接收方过慢'],
  [
    '{1#} connection[s]; no receiver closed its window while its sender waited.',
    '{1} 条连接；没有接收方在发送方等待时关闭窗口。',
  ],
  [
    '{1#} connection[s]; windows were closed {2#} time[s], together {3t}: too short to matter.',
    '{1} 条连接；窗口关闭了 {2} 次，总计 {3}：时间太短，没有影响。',
  ],
  [
    '{1w} kept its sender[s] waiting: its window was closed {2#} time[s], together {3t} of {4t} ({5%})',
    '{1} 让发送方等待：其窗口关闭了 {2} 次，总计 {3}，占 {4} 的 {5}',
  ],
  [
    '{1w} (as client of port {2#}) kept its sender[s] waiting: its window was closed {3#} time[s], together {4t} of {5t} ({6%})',
    '{1}（作为端口 {2} 的客户端）让发送方等待：其窗口关闭了 {3} 次，总计 {4}，占 {5} 的 {6}',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2w} received from {3} on {4#} connection[s]{5?}.',
    '在 {1&} 中，{2} 在 {4} 条连接上接收数据，来自 {3&}{5!}。',
  ],
  [
    'In {1}, {2w} (as client of port {3#}) received from {4} on {5#} connection[s]{6?}.',
    '在 {1&} 中，{2}（作为端口 {3} 的客户端）在 {5} 条连接上接收数据，来自 {4&}{6!}。',
  ],
  [', carried in {1}', '，承载于 {1}'],
  [
    '{1#} time[s] its receive buffer was full and it announced a window of zero: whoever sends must then wait.',
    '其接收缓冲区满了 {1} 次，于是通告零窗口：发送方此时必须等待。',
  ],
  ['Together this took {1t}, the longest time {2t}.', '总计 {1}，最长一次 {2}。'],
  [
    'The network had delivered everything up to then, so it was not the limit: the program at {1w} took the data too slowly.',
    '在此之前网络已送达所有数据，因此界限不在网络：{1} 上的程序取走数据太慢。',
  ],
  ['{1#} segment[s] filled the window to its last octet.', '{1} 个报文段把窗口填到最后一个字节。'],
  [
    'While it was closed, {1#} probe[s] asked whether there is room again{2?}.',
    '窗口关闭期间，{1} 个探测询问是否又有空间{2!}。',
  ],
  ['; answers came, so the host is alive and connected', '；有应答返回，因此主机在线且连通'],
  [
    'On {1#} connection[s] the window was still closed at the end.',
    '有 {1} 条连接到最后窗口仍然关闭。',
  ],
  ['{1#} of these connections were held up notably.', '其中 {1} 条连接受到明显阻滞。'],
]

const SURE: readonly Entry[] = [
  [
    'Time from a segment with a window of zero to the one that opens it: a warning from {1#} ms and {2#} % of the time of a connection on, or from {3#} s at a time; a note from {4#} ms on.',
    '从窗口为零的报文段到重新打开窗口的报文段的时间：达 {1} ms 且占连接时间的 {2} % 起，或一次达 {3} s 起为警告；达 {4} ms 起为提示。',
  ],
  [
    'A window that stays closed for more than 5 s without a probe kept nobody waiting and is left out.',
    '窗口关闭超过 5 s 而没有探测，说明没有谁在等待，不计入。',
  ],
  [
    'The receiver says so itself, in the header of its own segments.',
    '这是接收方自己在其报文段的首部中所说的。',
  ],
  [
    'The sender had more to say: it probed the closed window {1#} time[s].',
    '发送方还有数据要发：它对关闭的窗口探测了 {1} 次。',
  ],
  [
    "{1#} of {2#} segment[s] with data on these connections [was|were] also sent again; some of it may be the sender's impatience at a closed window.",
    '这些连接上 {2} 个带数据的报文段中，还有 {1} 个被重发；其中一部分可能是发送方在窗口关闭时等不及所致。',
  ],
  [
    'A capture at {1w} itself that shows no segment with a window of zero: then somebody on the way changes windows, a proxy or a traffic shaper.',
    '在 {1} 本机的抓包中没有窗口为零的报文段：那么是途中有代理或流量整形器改动了窗口。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    'The program at {1w} reads too slowly or not at all: busy, blocked on a disk, a lock or another service, or paused by garbage collection',
    '{1} 上的程序读取太慢或根本不读：忙碌，阻塞于磁盘、锁或其他服务，或因垃圾回收而暂停',
  ],
  [
    'The longest wait of {1t} is far beyond what a small buffer causes.',
    '最长的等待为 {1}，远超小缓冲区所能造成的。',
  ],
  [
    'The program reads slowly on purpose: a rate limit, a paused player, back-pressure from the next stage',
    '程序有意读得慢：限速、播放器暂停、下一环节的反压',
  ],
  ['The window closes and opens again and again.', '窗口反复关闭和打开。'],
  ['The receive buffer is too small for this path', '接收缓冲区对此路径来说太小'],
  ['All waits are short, {1t} on average.', '所有等待都很短，平均 {1}。'],
  [
    'A buffer that is only too small is empty again after a moment.',
    '如果只是缓冲区太小，片刻之后就会腾空。',
  ],
]

const STEPS: readonly Entry[] = [
  [
    'On {1w}: which process has octets waiting in Recv-Q?',
    '在 {1} 上：哪个进程的 Recv-Q 中有等待的字节？',
  ],
  ['That program is what to look at.', '要查看的就是该程序。'],
  [
    'On {1w}: how much of the time each connection was held up by the receiver (rwnd_limited) rather than by the network (sndbuf_limited, retrans).',
    '在 {1} 上：每条连接有多少时间是受接收方阻滞（rwnd_limited），而不是受网络阻滞（sndbuf_limited、retrans）。',
  ],
  [
    'If the program is quick and only its buffer is small: let the kernel grow it, and do not set SO_RCVBUF in the program, which switches the growing off.',
    '如果程序够快，只是缓冲区小：让内核自动增大它，不要在程序中设置 SO_RCVBUF，否则自动增大会被关闭。',
  ],
  [
    'On {1w}: these counters grow whenever a window closes and opens.',
    '在 {1} 上：每当窗口关闭和打开，这些计数器就会增长。',
  ],
  [
    "On {1w}: is the processor, the disk or the container's CPU quota the bottleneck?",
    '在 {1} 上：瓶颈是处理器、磁盘，还是容器的 CPU 配额？',
  ],
]

const SHOWN: readonly Entry[] = [
  ['segments with window zero', '零窗口报文段'],
  ['times the window was closed', '窗口关闭次数'],
  ['time with a closed window', '窗口关闭的时间'],
  ['longest', '最长'],
  ['of the time', '占时间'],
  ['probes', '探测'],
  ['segments that filled the window', '填满窗口的报文段'],
  ['connections', '连接'],
  ['Time with a closed window by connection', '各连接窗口关闭的时间'],
  ['window closed', '窗口关闭'],
  ['window open again', '窗口重新打开'],
  ['port {1#} → {2#}', '端口 {1} → {2}'],
  ['port {1#} → {2#}, {3#} probe[s]', '端口 {1} → {2}，{3} 个探测'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Windows that receivers closed, for how long, and probes into them, and time that senders waited for room in open ones, of every TCP connection.',
    '每个 TCP 连接中，接收方关闭窗口的时长、对关闭窗口的探测，以及发送方等待打开的窗口腾出空间的时间。',
  ],
  [
    'milliseconds with a closed window before a connection counts as held up',
    '毫秒窗口关闭，达到则连接视为受阻',
  ],
  ['percent of its time that a connection must have been held up', '%：连接必须受阻的时间比例'],
  [
    'seconds of one closed window that count whatever the share',
    '秒：单次窗口关闭达到此值，无论比例如何都计入',
  ],
  ['milliseconds with a closed window that are worth a note', '毫秒窗口关闭，达到即值得提示'],
  [
    'percent of its time that a sender must have waited for room in an open window',
    '%：发送方必须在等待打开的窗口腾出空间的时间比例',
  ],
  ['milliseconds of such waiting that are worth a note', '毫秒这样的等待，达到即值得提示'],
  ['seconds of such waiting from which on it is a warning', '秒这样的等待，达到即为警告'],
  ['percent of its time, for a warning', '%：占其时间的比例，达到才是警告'],
]

export const RECEIVER_WINDOW: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
  ...RECEIVER_WINDOW_FULL,
]
