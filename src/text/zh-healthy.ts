/** 简体中文：没有检测器需要报告时所说的话。 */
import { formatCount } from './format'
import type { healthy as enHealthy } from './en-healthy'

export const healthy: typeof enHealthy = {
  title: '没有发现问题',
  lead: (packets, captures, span) =>
    `${formatCount(captures)} 个抓包文件，${formatCount(packets)} 个数据包，历时 ${span}，没有任何检测器需要报告。`,
  titlePartly: '运行了的检测器没有发现问题',
  leadPartly: (packets, captures, span, ran, all) =>
    `${formatCount(captures)} 个抓包文件，${formatCount(packets)} 个数据包，历时 ${span}；${formatCount(all)} 个检测器中只有 ${formatCount(ran)} 个检查过它们。`,
  caution:
    '这只说明在抓包的地点和时间内一切正常。如果用户仍遇到故障，请在另一端抓包，或在故障发生时抓包。',
  nothing: '没有可供检查的内容',
  nothingLead: (packets, captures, span) =>
    `${formatCount(captures)} 个抓包文件，${formatCount(packets)} 个数据包，历时 ${span}，但其中没有或几乎没有能解码到 IP 或 ARP 的帧，而检测器检查的正是它们。`,
  empty: '抓包文件中没有数据包。',
  nothingCaution: '这既不说明网络正常，也不说明网络有问题：这里没有看到它的任何内容。',
  undecoded: (frames, packets) =>
    `${formatCount(packets)} 帧中有 ${formatCount(frames)} 帧未能完全解码，其内容没有检查：`,
  lookedAt: '检查了什么',
}
