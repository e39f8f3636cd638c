/** 简体中文：起始页的示例案例。 */
import type { samples as enSamples } from './en-samples'

export const samples: typeof enSamples = [
  {
    name: 'tail-first',
    title: '尾片先到',
    blurb: '小请求正常，大请求极慢：VXLAN 数据包的分片乱序到达。',
  },
  {
    name: 'mtu-black-hole',
    title: '隧道里的黑洞',
    blurb: '连接能建立，随后卡死：满长数据包在两个节点之间消失。',
  },
  {
    name: 'slow-handshake',
    title: '握手变慢',
    blurb: '每隔十二分钟，新建连接要花半秒甚至更久，随后又恢复正常。',
  },
]
