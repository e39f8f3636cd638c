/** 简体中文：在字节中查找，以及找到的内容。 */
import type { find as enFind } from './en-find'
import { formatCount, formatLarge, formatOctets, formatTook } from './format'

export const find: typeof enFind = {
  name: '在字节中查找',
  placeholders: {
    text: '所有数据包字节中的文本',
    hex: '十六进制字节，例如 de ad ?? ef；?? 表示任意字节',
    pattern: '针对字节的正则表达式，例如 passw(or)?d=\\w+',
  },
  kind: '查找内容的形式',
  kinds: { text: '文本', hex: '十六进制', pattern: '正则' },
  encoding: '文本的编码',
  encodings: { both: 'UTF-8 和 UTF-16', narrow: 'UTF-8、ASCII', wide: 'UTF-16' },
  among: '要查找的数据包',
  amongHint: '在哪些数据包中查找：整个案例、显示过滤器留下的，或标出的时间段内的',
  amongs: {
    all: '所有数据包',
    filter: '过滤后的数据包',
    time: '标出的时间段',
    both: '时间段内过滤后的',
  },
  exact: '区分大小写',
  exactSign: 'Aa',
  next: '下一处匹配',
  previous: '上一处匹配',
  stop: '停止',
  close: '关闭查找',
  seeking: '正在查找',
  asFilter: '作为过滤器',
  asFilterHint: (filter) => `只显示这些数据包：${filter}`,
  progress: (octets, total, packetsPerSecond, matches) =>
    `${formatCount(matches)} 处匹配 · ${formatOctets(octets)} / ${formatOctets(total)} · 每秒 ${formatLarge(packetsPerSecond)} 个数据包`,
  found: (matches, packets, ms) =>
    matches === 0
      ? `未找到 · ${formatTook(ms)}`
      : `${formatCount(packets)} 个数据包中有 ${formatCount(matches)} 处匹配 · ${formatTook(ms)}`,
  foundAmong: (matches, packets, sought, ms) =>
    matches === 0
      ? `在 ${formatCount(sought)} 个数据包中未找到 · ${formatTook(ms)}`
      : `查找了 ${formatCount(sought)} 个数据包，其中 ${formatCount(packets)} 个有 ${formatCount(matches)} 处匹配 · ${formatTook(ms)}`,
  filtering: (asked, total) => `先过滤 · ${formatCount(asked)} / ${formatCount(total)} 个数据包`,
  position: (position, matches, packets) =>
    `第 ${formatCount(position)} 处，共 ${formatCount(matches)} 处，在 ${formatCount(packets)} 个数据包中`,
  stopped: (octets, total) =>
    `查找停在 ${formatOctets(octets)} / ${formatOctets(total)}：其后可能还有。`,
  listed: (listed, matches) =>
    `列出前 ${formatCount(listed)} 处匹配；全部 ${formatCount(matches)} 处均已计数。`,
  notSought: {
    absent: (name, packets) => `${name} 不在手头：它的 ${formatCount(packets)} 个数据包未查找。`,
    changed: (name, packets) =>
      `${name} 已被移动或改动，无法再读取：它的 ${formatCount(packets)} 个数据包未能全部查找。`,
    unindexed: (name, packets) =>
      `${name} 末尾的 ${formatCount(packets)} 个数据包没有索引，未查找。`,
    reference: (name, packets) =>
      `过滤器引用了另一个抓包文件的数据包：${name} 的 ${formatCount(packets)} 个数据包未查找。`,
    cut: (name, packets) =>
      `${name} 中有 ${formatCount(packets)} 个数据包只抓到一部分：只能查找抓到的字节。`,
  },
  results: '匹配',
  height: '匹配列表的高度',
  columns: {
    capture: '抓包文件',
    number: '#',
    time: '时间',
    source: '源',
    destination: '目的',
    protocol: '协议',
    at: '字节',
    field: '位于',
    octets: '前后的字节',
  },
}
