/** 简体中文：会话页面。 */
import type { flowTexts as enFlowTexts } from './en-flows'
import { formatCount, formatLarge, formatOctets, formatSpan } from './format'

const outcomes = {
  complete: '已建立',
  refused: '被拒绝',
  unanswered: '无应答',
  'no-final-ack': '握手未完成',
  'not-captured': '此前已建立',
}

const closings = { fin: 'FIN', rst: 'RST', none: '未关闭' }

const flows: (typeof enFlowTexts)['flows'] = {
  title: '会话',
  kinds: '会话的种类',
  tabs: { tcp: 'TCP', udp: 'UDP', ip: 'IP', ethernet: '以太网', tunnel: '隧道' },
  loading: '正在查找连接…',
  none: '这些抓包文件里没有 TCP 连接。',
  within: (stretch) => `仅列出在 ${stretch} 内有数据包的连接。`,
  countedWithin: (stretch) => `仅统计 ${stretch} 之内。`,
  noneMatch: '没有会话符合搜索。',
  search: '搜索',
  searchHint: '地址、端口、名称、状态…',
  listed: (shown, listed, total) =>
    (shown < listed ? `显示 ${formatCount(shown)} 条，` : '') +
    (listed < total
      ? `列出 ${formatCount(listed)} 条，共 ${formatCount(total)} 条`
      : `共 ${formatCount(total)} 条`),
  beyond: (listed, total) =>
    `共 ${formatCount(total)} 条连接，此处列出前 ${formatCount(listed)} 条；发现与计数包括全部。`,
  leads: {
    udp: '与 Wireshark 的计数相同：每个数据包都计入，包括其他抓包点的副本，以及隧道外层的 UDP。',
    ip: '与 Wireshark 的计数相同：每个数据包按其每一层 IP 首部计入，隧道内外都算。',
    ethernet: '与 Wireshark 的计数相同：每一帧按其每一层以太网首部计入，隧道内也算。',
    tunnel: '在隧道内看到的每个数据包，按隧道两端和编号归类。',
  },
  counting: (percent) => `正在统计会话… ${percent} %`,
  noneOf: '这些抓包文件里没有这一种。',
  notCounted: (frames) => `${formatCount(frames)} 帧因空间不足没有索引，未计入。`,
  beyondCounted: (frames) => `${formatCount(frames)} 帧所属的会话超出上限，未计入。`,
  table: (kind) => `会话：${kind}`,
  open: (from, to) => `打开 ${from} 到 ${to} 的连接`,
  openPackets: (a, b) => `显示 ${a} 与 ${b} 之间的数据包`,
  columns: {
    stream: ['流', 'Wireshark 的 tcp.stream'],
    capture: ['抓包文件', '在哪个抓包文件中看到'],
    tap: ['抓包点', '在哪里看到'],
    orig: ['发起方', '先开口的一方：发出 SYN 的，否则为端口号较大的'],
    resp: ['响应方', '另一方'],
    tunnel: ['隧道', '第一个数据包所在的隧道'],
    start: ['开始', '距案例开始'],
    duration: ['时长', '从第一个到最后一个数据包'],
    framesForth: ['包 →', '发起方的数据包'],
    framesBack: ['← 包', '响应方的数据包'],
    octetsForth: ['数据 →', '发起方的 TCP 载荷字节，含重传'],
    octetsBack: ['← 数据', '响应方的 TCP 载荷字节，含重传'],
    repeatedForth: ['重传 →', '发起方重传的报文段'],
    repeatedBack: ['← 重传', '响应方重传的报文段'],
    handshake: ['握手', '从第一个 SYN 到完成握手的 ACK'],
    rttMin: ['最短往返', '从数据到其确认的最短时间，任一方'],
    rttMean: ['平均', '双方的平均；重传过的数据不计'],
    state: ['状态', '如何建立，如何结束'],
    largestIp: ['最大 IP', '发出的最大 IP 包；在隧道中指内层包'],
    udpStream: ['流', 'Wireshark 的 udp.stream'],
    a: ['A', '最先发送的一方'],
    b: ['B', '另一方'],
    vni: ['编号', 'VNI、GRE key、隧道端点或会话'],
    octetsAb: ['字节 →', 'A 到 B 的整帧字节'],
    octetsBa: ['← 字节', 'B 到 A 的整帧字节'],
    rateAb: ['bit/s →', '整个时长内的平均'],
    rateBa: ['← bit/s', '整个时长内的平均'],
  },
  outcomes,
  closings,
  state: (outcome, closedBy) =>
    outcome === 'complete' || outcome === 'not-captured'
      ? `${outcome === 'complete' ? 'SYN' : '…'} → ${closedBy === 'none' ? '…' : closings[closedBy]}`
      : outcomes[outcome],
  stateHint: (outcome, closedBy) => {
    const began = {
      complete: '握手完成',
      refused: 'SYN 被拒绝',
      unanswered: 'SYN 无应答',
      'no-final-ack': 'SYN-ACK 未被确认',
      'not-captured': '握手不在抓包文件中',
    }[outcome]
    const ended = { fin: '以 FIN 关闭', rst: '被重置', none: '没有看到结束' }
    return `${began}；${ended[closedBy]}。`
  },
}

const flow: (typeof enFlowTexts)['flow'] = {
  back: '全部会话',
  packets: '查看数据包',
  previous: '上一条会话',
  next: '下一条会话',
  stream: (stream) => `tcp.stream ${stream}`,
  views: '连接的视图',
  graphs: '图表',
  ladder: '时序图',
  speech: '追踪流',
  records: '事务',
  loading: '正在读取数据包…',
  missing: '这条连接不在列出的连接之中。',
  absentTitle: '数据包不在手头',
  sampled: (read, frames) =>
    `抽样：${formatCount(frames)} 个数据包中的 ${formatCount(read)} 个，从头到尾分段抽取；各项计数也只是抽样。Wireshark 称为重传的均已标出。`,
  refining: (read, frames) =>
    `已读取 ${formatCount(frames)} 个数据包中的 ${formatCount(read)} 个；正在读取其余…`,
  unreadable: (count) =>
    `略去 ${formatCount(count)} 个数据包：所属数据报的分片不全，或首部被截断。`,
  dense: '报文段比像素还多：落在一起的只画出其范围。放大可逐个查看。',
  scaleUnknown: 'SYN 不在抓包文件中，窗口扩大因子未知：窗口按发送的原值显示。',
  sides: '各方向',
  side: {
    direction: '方向',
    packets: '数据包',
    data: '数据',
    repeated: '重传',
    reordered: '乱序',
    duplicateAcks: '重复 ACK',
    gaps: '缺口',
    zeroWindows: '零窗口',
    mss: 'MSS',
    ttl: 'TTL',
    rtt: '往返时延 最短 / 平均',
    largest: '最大 IP',
  },
  sideHints: {
    repeated: '重传；括号内为快速重传和虚假重传',
    gaps: '序列号的跳跃：抓包文件里没有的报文段',
    rtt: '从本方数据到其确认，在抓包点所见',
  },
  repeatedOf: (all, fast, spurious) =>
    all + spurious === 0
      ? '0'
      : `${formatCount(all)}${fast > 0 ? `（快速 ${formatCount(fast)}）` : ''}${spurious > 0 ? ` + 虚假 ${formatCount(spurious)}` : ''}`,
  handshake: (nanos) => `握手 ${formatSpan(nanos)}`,
  lasted: (nanos) => `历时 ${formatSpan(nanos)}`,
  at: (tap) => `在 ${tap}`,
  direction: '数据来自',
  zoomIn: '放大',
  zoomOut: '缩小',
  earlier: '更早',
  later: '更晚',
  whole: '整条连接',
  hint: '拖动可放大，Ctrl 加滚轮可缩放，双击显示整条连接；单击打开最近的数据包。键盘：方向键逐包移动，+ 和 − 缩放，Enter 打开。',
  layers: {
    data: '数据',
    repeated: '重传',
    reordered: '乱序',
    sack: 'SACK',
    ack: '已确认',
    window: '接收窗口',
    rttForth: '发起方的数据',
    rttBack: '响应方的数据',
    flight: '在途',
    zeroWindow: '零窗口',
    forth: '来自发起方',
    back: '来自响应方',
  },
  plots: {
    sequence: '序列号随时间的变化',
    rtt: '往返时延随时间的变化',
    window: '窗口与在途字节',
    throughput: '吞吐量',
  },
  nothing: '当前视野内没有这一种。',
  noRate: '读完所有数据包后才画吞吐量：抽样说明不了吞吐量。',
  readout: {
    frame: (frame, time) => `#${frame}，${time} s`,
    segment: (from, flags, seq, length) =>
      `${from} [${flags}] seq ${seq} len ${formatCount(length)}`,
    ack: (ack) => `ack ${ack}`,
    window: (window) => `win ${formatCount(window)}`,
    rtt: (rtt) => `RTT ${formatSpan(rtt)}`,
    flight: (octets) => `在途 ${formatOctets(octets)}`,
  },
  summary: {
    sequence: (segments, octets, repeated) =>
      `视野内 ${formatCount(segments)} 个报文段，本方数据 ${formatOctets(octets)}，${repeated === 0 ? '无重传' : `重传 ${formatCount(repeated)} 个`}。`,
    rtt: (least, median, most) =>
      `${formatSpan(least)} 至 ${formatSpan(most)}，一半低于 ${formatSpan(median)}。`,
    window: (flight, window) =>
      (flight < 0 ? '在途字节未知' : `在途最多 ${formatOctets(flight)}`) +
      (window < 0 ? '。' : `；窗口从未低于 ${formatOctets(window)}。`),
    throughput: (forth, back) => `平均 ${forth} →，${back} ←。`,
  },
  rate: (bitsPerSecond) => `${formatLarge(bitsPerSecond)}${bitsPerSecond < 10_000 ? ' ' : ''}bit/s`,
  table: '以表格显示图表',
  period: {
    from: '从（s）',
    to: '到（s）',
    segments: '报文段',
    forth: '数据 →',
    back: '← 数据',
    repeated: '重传 → / ←',
    rtt: '往返时延 最短 / 中位 / 最长',
    flight: '在途 → / ←',
    window: '最小窗口 → / ←',
  },
  ladderOf: (orig, resp) => `时序图：${orig} – ${resp}`,
  ladderPart: (first, last, all) =>
    `共 ${formatCount(all)} 行，第 ${formatCount(first)} 至 ${formatCount(last)} 行`,
  ladderTable: '连接的数据包，自上而下',
  silence: (nanos) => `静默 ${formatSpan(nanos)}`,
  sentAgain: (frame) => `在 #${frame} 重传`,
  seq: (seq) => `Seq ${seq}`,
  ack: (ack) => `Ack ${ack}`,
  len: (length) => `Len ${length}`,
  win: (window) => `Win ${window}`,
  sacks: (blocks) => `SACK ${blocks}`,
  form: '显示为',
  forms: { text: '文本', hex: '十六进制', raw: '原始' },
  opened: '已解密',
  openedHint: '用密钥日志或抓包文件中的密钥解密后的 TLS 内容',
  who: '哪一方',
  both: '双向',
  find: '在文本中查找',
  findNext: '下一个',
  hits: (count) => `在显示的内容中有 ${formatCount(count)} 处匹配`,
  gap: (octets) => `此处缺少 ${formatCount(octets)} 字节：不在抓包文件中`,
  said: (octets) => `显示 ${formatCount(octets)} 字节`,
  saidAll: (octets) => `显示全部 ${formatCount(octets)} 字节`,
  more: '更多',
  silent: '没有抓到任何一方的内容。',
  save: '保存',
  saving: '正在读取…',
  saved: (missing) =>
    `已保存，但缺少抓包文件中没有的 ${formatCount(missing)} 字节：其位置未作填充。`,
  savedCut: (octets) => `只保存了前 ${formatOctets(octets)}。`,
  noRecords: '在这条连接中没有找到能理解的应用层事务。',
  recordsOfStream: 'Wireshark 中同一 tcp.stream 的全部事务。',
  columns: {
    frame: '数据包',
    time: '时间（s）',
    protocol: '协议',
    what: '事务',
    outcome: '结果',
    latency: '耗时',
    answer: '应答',
  },
  answered: (frame) => `在 #${frame} 得到应答`,
  unanswered: '无应答',
}

export const flowTexts = { flows, flow }
