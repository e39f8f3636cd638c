/** 简体中文：slow-service 的原因和步骤。 */
import type { Entry } from '../catalogue'

export const SLOW_SERVICE_CAUSES: readonly Entry[] = [
  [
    'The service waits for something that it asks itself: a database, another service, a name',
    '服务在等待它自己请求的东西：数据库、另一个服务、域名解析',
  ],
  ['During {1#} of the waits its host waited for {2w}.', '其中 {1} 次等待期间，其主机在等待 {2}。'],
  [
    'All slow ones took {1t}: so do time-outs (5 s of DNS, 1 and 3 s of a SYN that is sent again).',
    '所有过慢的应答都用了 {1}：超时就是这样（DNS 为 5 s，SYN 重发为 1 s 和 3 s）。',
  ],
  [
    '{1w} asks others in this capture, and none of them was slow at these times.',
    '{1} 在此抓包中也请求别的服务器，但它们在这些时刻都不慢。',
  ],
  [
    'The service itself is busy: it computes, waits for a lock or for a free worker, clears its memory, or is held to its share of the CPU',
    '服务自身繁忙：在计算、等待锁或空闲的工作线程、回收内存，或受 CPU 配额限制',
  ],
  [
    'The slow answers come every {1t}, as jobs and garbage collection do.',
    '过慢的应答每 {1} 出现一次，定时任务和垃圾回收就是这样。',
  ],
  [
    'The slow answers come in {1#} burst[s], as under load and during garbage collection.',
    '过慢的应答集中在 {1} 次突发中，负载高和垃圾回收时就是这样。',
  ],
  ['Only {1} is slow: what it does takes the time.', '只有 {1} 过慢：时间花在它所做的事上。'],
  [
    'All clients are concerned, so it is nothing about one of them.',
    '所有客户端都受影响，因此与某一个客户端无关。',
  ],
  ['Meanwhile its host waited for {1w}.', '在此期间其主机在等待 {1}。'],
  [
    'Somebody near the tap acknowledges in place of the server, and the way behind is slow',
    '抓包点附近有设备代替服务器确认，而其后的路径慢',
  ],
  [
    'No answer at all came as soon as the ACKs: the fastest took up to {1t}, a round trip {2t}.',
    '没有任何应答像 ACK 那样快：最快的也可能用了 {1}，往返只需 {2}。',
  ],
  [
    'Other answers of the same server came within {1t}: whoever acknowledges has them, too.',
    '同一服务器的其他应答在 {1} 之内就到：确认者手中就有应答。',
  ],
  [
    'The first transmission of an answer was lost before the tap, and its repetition is what is seen',
    '应答的首次发送在抓包点之前丢失，看到的是它的重发',
  ],
  [
    '{1#} of {2#} segment[s] of this server [was|were] sent again, missing or out of order.',
    '该服务器的 {2} 个报文段中有 {1} 个重发、缺失或乱序。',
  ],
  [
    'None of {1#} segment[s] of this server was sent again or is missing.',
    '该服务器的 {1} 个报文段没有一个重发或缺失。',
  ],
  [
    'The tap is near the server: what it sends is seen here first.',
    '抓包点靠近服务器：它发送的数据首先在这里看到。',
  ],
  [
    'The waits go from {1t} to {2t}; repetitions come after 200, 400, 800 ms.',
    '等待时间从 {1} 到 {2} 不等；重发则在 200、400、800 ms 之后。',
  ],
  [
    'Waiting is what is asked for: a long poll, a blocked read, a job that takes its time',
    '等待正是所请求的：长轮询、阻塞读取、本就耗时的任务',
  ],
  ['All slow ones took {1t}.', '所有过慢的应答都用了 {1}。'],
  ['What this server speaks is not known.', '不知道该服务器使用什么协议。'],
  ['The same was answered sooner as well: {1}.', '同样的请求也有更快得到应答的：{1&}。'],
  ['Most answers ({1#} of {2#}) came soon.', '大多数应答（{2} 次中的 {1} 次）来得很快。'],
]

export const SLOW_SERVICE_STEPS: readonly Entry[] = [
  ['Look at {1w} first: it is what {2w} waits for.', '先看 {1}：{2} 等待的就是它。'],
  [
    'Find these very requests in the log of {1w}, by the times in the table of evidence: how long does it say that they took?',
    '按证据表中的时间，在 {1} 的日志中找到这些请求：日志说它们用了多久？',
  ],
  [
    'Ask for it twenty times: if connecting takes no time and the first octet does, it is the service.',
    '请求二十次：如果建立连接不费时间，而第一个字节费时间，那就是服务的问题。',
  ],
  [
    'Capture everything of {1w} while it is slow, and drop it here: it shows whether the service waits for another, and for which.',
    '在过慢期间抓取 {1} 的全部流量并拖放到这里：由此可知服务是否在等待别的服务，以及是哪一个。',
  ],
  ['Is the pod at its limit of CPU or memory?', '该 Pod 是否达到了 CPU 或内存上限？'],
  [
    'On the server, while it is slow: octets in Recv-Q are requests that the program has not read yet.',
    '过慢期间在服务器上：Recv-Q 中的字节是程序还没有读取的请求。',
  ],
  [
    'There, too: a Recv-Q that grows are connections that the program has not accepted yet.',
    '同样在服务器上：Recv-Q 增长，即有程序尚未 accept 的连接。',
  ],
  ['Does the program use the CPU, or wait for the disk?', '程序是在用 CPU，还是在等磁盘？'],
  [
    'nr_throttled growing: it is held to its share of the CPU.',
    'nr_throttled 增长：它受 CPU 配额限制。',
  ],
]
