/** 简体中文：抓包文件有所欠缺时所说的话。 */
import { formatCount } from './format'
import type { quality as enQuality } from './en-quality'

export const quality: typeof enQuality = {
  title: '哪些因素限制了这些发现',
  of: (capture, say) => `${capture}：${say}`,
  truncated: (frames) => `${formatCount(frames)} 帧被抓包截断长度截短。`,
  dropped: (frames) => `据抓包系统自己统计，丢失了 ${formatCount(frames)} 个数据包。`,
  stepsBack: (count) => `时间戳倒退了 ${formatCount(count)} 次。`,
  undecoded: (frames) => `${formatCount(frames)} 帧无法解码。`,
  capped: (what, count) => `达到上限：${what}（${formatCount(count)}）。`,
  unindexed: (frames) => `${formatCount(frames)} 帧已分析但无法打开：没有空间存放它们的索引。`,
  fault: (sentence) => `${sentence}。`,
  lessSure: (findings) =>
    `${formatCount(findings)} 项发现依赖于因此缺失的内容，把握随之降低；各项都写明了原因。`,
  lowered: '因抓包文件的欠缺而降低',
  evidenceCapped: '未能将全部证据数据包随案例保存。',
  others: (count, names) => `${formatCount(count)} 个文件无法读取：${names}。`,
  more: (count) => `另有 ${formatCount(count)} 条`,
  details: '抓包文件的全部信息',
}
