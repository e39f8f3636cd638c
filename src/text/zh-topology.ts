/** 简体中文：拓扑页面。 */
import type { topology as enTopology } from './en-topology'

export const topology: typeof enTopology = {
  title: '拓扑',
  lead: '根据抓包文件绘制：从某节点的隧道里发言的，就在该节点之后；仅由旁证文件放在那里的也在其中。多个抓包点看到的同一个数据包只计一次。',
  unknown: '此案例由较早版本保存，当时还没有拓扑。请再次拖入文件。',
  none: '这些抓包文件里没有两台主机相互通信。',
  map: '节点、Pod 与隧道的拓扑图',
  kind: { node: '节点', pod: 'Pod', host: '主机' },
  box: (kindName, address, pods) =>
    pods === 0 ? `${kindName} ${address}` : `${kindName} ${address}，其后有 ${pods} 个`,
  more: (count) => `另有 ${count} 个`,
  left: (count) => `另有 ${count} 台主机在图中放不下；相关通路见下表。`,
  beyond: (count) => `另有 ${count} 台主机和通路超出保存上限。`,
  only: (address) => `仅显示 ${address} 及其后主机的通路。`,
  showAll: '全部显示',
  from: '源',
  to: '目的',
  tunnel: '隧道',
  packets: '数据包',
  loss: '丢包',
  rtt: '最短往返时延',
  ways: '通路',
  delivered: '最大送达（字节）',
  smallestLost: '最小丢失（字节）',
  saved: {
    lost: '丢包',
    segments: '报文段',
    repeated: '重传',
    rttMs: '最短往返时延（ms）',
  },
  lost: (lost, of) => `${of} 个中丢失 ${lost} 个`,
  repeated: (repeated, of) => `${of} 个报文段中重传 ${repeated} 个`,
  noneLost: '抓包点之间无丢包',
  silent: '未发声',
  silentHint: '没有抓到它发出的任何数据包；由旁证文件放在此处',
  placed: '据旁证文件',
  placedHint: '它的数据包看不出所在节点；由旁证文件放在此处',
  unseen: (kindName) => `${kindName}，没有出现在任何数据包中`,
  places: {
    title: 'Pod 所在节点',
    lead: '观察所得：从该节点的隧道发出、且未从其他节点隧道发出的地址所共有的最窄前缀。集群实际分配给节点的范围可能更大。',
    node: '节点',
    prefixes: '观察到的 Pod 前缀',
    pods: 'Pod 数',
    identities: '身份（发送方的 VNI）',
    restsOn: (pods, total) =>
      `依据 ${total} 个地址：${pods.slice(0, 3).join('、')}${pods.length > 3 ? ' …' : ''}`,
    moved: (count) => `迁移至此：${count}`,
    disputed: (count) => `多节点出现：${count}`,
    others: (count) => `非 Pod：${count}`,
  },

  clocks: '各抓包文件的时钟',
  clock: ({ capture, reference }, by, ahead) =>
    `${capture} 比 ${reference} ${ahead ? '快' : '慢'} ${by}`,
  drift: (ppm) => `，漂移 ${ppm} ppm`,
  clockRefused: ({ capture, reference }, why) =>
    `${capture} 与 ${reference} 的时钟无法比较：${why}`,
  seenInBoth: (packets) => `两处都看到的数据包：${packets} 个`,
}
