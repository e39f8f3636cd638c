/** 简体中文：时间轴，以及在其上标出的一段。 */
import type { spine as enSpine } from './en-spine'
import { formatCount, formatOctets } from './format'

export const spine: typeof enSpine = {
  name: '数据包随时间的分布',
  at: (from, to) => `${from} – ${to} UTC`,
  content: (packets, octets) => `${formatCount(packets)} 个数据包 · ${formatOctets(octets)}`,
  evidence: (count) => `${formatCount(count)} 个证据数据包`,
  utc: 'UTC',
  showPackets: '查看数据包',
  unheard: '本页显示的是整个案例。',
  zoom: '放大',
  whole: '整个案例',
  clear: '清除',
}
