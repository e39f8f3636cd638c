/** 简体中文：统计页面，以及统计抓包文件时所说的话。 */
import type { statistics as enStatistics } from './en-statistics'
import { formatCount } from './format'

export const statistics: typeof enStatistics = {
  title: '统计',
  lead: '逐帧统计，隧道及其承载的内容同样计入。分片的数据报计在首片所在的帧上。',
  tabs: '统计方式',
  protocols: '协议',
  endpoints: '端点',
  lengths: '包长',
  capture: '抓包文件',
  narrowed: (stretch) => `仅统计 ${stretch} 内的数据包。`,
  wholeOnly: '应用层消息只对整个案例统计。',
  counting: (name, done, all) =>
    `正在统计“${name}”：${formatCount(all)} 个数据包中的 ${formatCount(done)} 个`,
  waiting: '正在排队…',
  absent: '统计需要读取抓包文件',
  broken: (message) => `统计到文件能读取之处为止：${message}`,
  left: (count) => `${formatCount(count)} 个首部或地址超出保留的上限。`,
  protocol: '协议',
  packets: '数据包',
  octets: '字节',
  share: '占数据包的比例',
  shareOfOctets: '占字节的比例',
  applications: '应用层',
  applicationsLead:
    '显示出应用层协议的数据包，计法与 Wireshark 相同：每个报文计在补全它的那个数据包上。',
  noApplications: '没有识别到应用层协议。',
  hierarchyNote: '字节指线路上整帧的字节。',
  kinds: { eth: '以太网', ipv4: 'IPv4', ipv6: 'IPv6', tcp: 'TCP', udp: 'UDP' },
  endpointKinds: '端点的种类',
  columns: {
    address: '地址',
    port: '端口',
    vendor: '厂商',
    packets: '数据包',
    octets: '字节',
    sentPackets: '发送的数据包',
    sentOctets: '发送的字节',
    receivedPackets: '接收的数据包',
    receivedOctets: '接收的字节',
  },
  listed: (listed, total) =>
    listed < total ? `${formatCount(total)} 个中最忙的 ${formatCount(listed)} 个` : '',
  beyond: (frames) =>
    frames === 0 ? '' : `另有 ${formatCount(frames)} 次收发，其端点超出统计的上限`,
  tab: (name, count) => `${name} ${count}`,
  noEndpoints: '没有这一种。',
  length: '长度',
  range: (from, to) =>
    to === Infinity ? `${formatCount(from)} 及以上` : `${formatCount(from)} – ${formatCount(to)}`,
  average: '平均',
  shortest: '最短',
  longest: '最长',
  total: '合计',
  lengthsNote: '线路上整帧的字节数。超过 1514 的是巨帧，或者抓包时网卡尚未切分的报文段。',
  notIndexed: (count) => `${formatCount(count)} 个没有索引的数据包未计入。`,
  macNotes: {
    local: '本地管理',
    group: '组地址',
    broadcast: '广播',
    unknown: '不在内置的简表中',
  },
}
