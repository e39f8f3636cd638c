/** 简体中文：时延页面。 */
import type { latency as enLatency } from './en-latency'
import { figureInChinese } from '../../workers/translate/zh'
import { formatCount } from './format'

export const latency: typeof enLatency = {
  title: '时延',
  lead: '在抓包的位置测得。多个抓包点都看到的，在每一处分别测量；唯有 DNS 只在最先看到的一处测量。',
  kinds: {
    connect: 'TCP 建连',
    dns: 'DNS',
    http: 'HTTP',
    icmp: 'ICMP echo',
    tls: 'TLS',
  },
  measures: {
    connect: '从第一个 SYN 到 SYN-ACK',
    dns: '从第一次查询到应答',
    http: '从请求发完到响应的第一个字节',
    icmp: '从 echo 请求到 echo 应答',
    tls: '从 ClientHello 到 ServerHello',
  },
  unanswered: {
    connect: (count) => `无应答的 SYN：${count}`,
    dns: (count) => `无应答的查询：${count}`,
    http: (count) => `无响应的请求：${count}`,
    icmp: (count) => `无应答的 echo 请求：${count}`,
    tls: (count) => `无应答的 ClientHello：${count}`,
  },
  titles: {
    connect: { histogram: '握手的时延分布', scatter: '握手时延随时间的变化' },
    dns: { histogram: '应答的时延分布', scatter: '应答时延随时间的变化' },
    http: { histogram: '响应的时延分布', scatter: '响应时延随时间的变化' },
    icmp: { histogram: 'echo 应答的时延分布', scatter: 'echo 应答时延随时间的变化' },
    tls: { histogram: 'TLS 握手的时延分布', scatter: 'TLS 握手时延随时间的变化' },
  },
  onFigure: figureInChinese,
  choose: '时延的种类',
  none: '没有测到',
  pending: '尚未统计',
  measured: (count) => `测得 ${formatCount(count)} 次`,
  listed: (listed, total) =>
    listed >= total ? '' : `取自 ${formatCount(total)} 次中的前 ${formatCount(listed)} 次`,
  median: '中位数',
  p95: 'p95',
  p99: 'p99',
  max: '最大',
  quantiles: '分位数取最近的实测值，不作插值。',
  drawn: (drawn, all) =>
    drawn < all
      ? `画出 ${formatCount(all)} 次中的 ${formatCount(drawn)} 次：最慢的，以及其余的均匀抽样`
      : '',
  slowestDrawn: (count) => `最慢的 ${formatCount(count)} 个`,
  othersDrawn: '其余',
  narrowed: (stretch) => `仅计在 ${stretch} 内开始的。`,
  wholeTime: '显示全部',
  slowest: '最慢的',
  pairs: '按通信双方',
  pairsOf: (shown, all) =>
    shown < all ? `${formatCount(all)} 对中的 ${formatCount(shown)} 对` : '',
  columns: {
    latency: '时延',
    who: '发起方',
    whom: '对方',
    what: '内容',
    at: '时间',
    frame: '帧',
    answer: '应答帧',
    count: '次数',
    median: '中位数',
    p95: 'p95',
    max: '最大',
  },
  loading: '正在汇总…',
  nothing: '这些抓包文件里没有能测出时延的内容。',
  nothingOf: '这些抓包文件里没有测到这一种。',
}
