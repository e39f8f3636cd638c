/** 简体中文：数据包列表、过滤器，以及对一个值可做的操作。 */
import type {
  filterWords as enFilterWords,
  packetList as enPacketList,
  valueMenu as enValueMenu,
} from './en-packets'
import { formatCount, formatTook } from './format'

const frameName = (frame: number) => `#${String(frame)}`

export const packetList: typeof enPacketList = {
  list: '数据包',
  capture: '抓包文件',
  columns: {
    number: '#',
    time: '时间',
    source: '源',
    destination: '目的',
    sourcePort: '源端口',
    destinationPort: '目的端口',
    outerSource: '外层源',
    outerDestination: '外层目的',
    tunnel: '隧道',
    tap: '接口',
    protocol: '协议',
    length: '长度',
    captured: '抓到',
    info: '信息',
  },
  chooseColumns: '列',
  columnsTitle: '列表的列',
  columnsReset: '恢复默认',
  timeFormat: '时间显示为',
  timeFormats: {
    relative: '距第一个数据包',
    delta: '距前一个数据包',
    deltaShown: '距前一个显示的数据包',
    utc: '时刻，UTC',
    utcDate: '日期和时刻，UTC',
    local: '时刻，本地',
    localDate: '日期和时刻，本地',
  },
  relativeNumbers: '序列号为相对值',
  goTo: '转到帧',
  notShown: (frame) => `${frameName(frame)} 不在当前显示的数据包中。`,
  none: '没有数据包符合此过滤器。',
  slowBehind: (octets) =>
    `此抓包文件经过压缩，只保留其解压后的前 ${octets}：往回查看其后的内容较慢。如需自由浏览，请先解压再重新拖入。`,
  noneAtAll: '此抓包文件没有可打开的数据包。',
  choose: '选择一个数据包，查看其协议层和字节。',
  absent:
    '此抓包文件的字节不在手头：各行只显示编号、时间和长度。再次拖入同一个文件即可恢复其余内容。',
  attach: '选择文件',
  pane: '数据包窗格的高度',
  analysis: {
    retransmission: '重传',
    fast_retransmission: '快速重传',
    spurious_retransmission: '虚假重传',
    out_of_order: '乱序',
    lost_segment: '前一报文段未抓到',
    ack_lost_segment: '确认了未抓到的报文段',
    duplicate_ack: '重复 ACK',
    window_update: '窗口更新',
    window_full: '窗口已满',
    keep_alive: '保活',
    keep_alive_ack: '保活的 ACK',
    zero_window: '零窗口',
    zero_window_probe: '零窗口探测',
    zero_window_probe_ack: '零窗口探测的 ACK',
    reused_ports: '端口号重用',
  },
  repeats: (what, frame) => `${what}，原为 ${frameName(frame)}`,
  copyHere: (frame) => (frame === 0 ? '副本' : `${frameName(frame)} 的副本`),
  copyElsewhere: (frame) =>
    frame === 0 ? '之前已在另一处看到' : `之前已看到，即 ${frameName(frame)}`,
  differs: '此处判断不同',
  headBefore: (frame) => `首片为 ${frameName(frame)}`,
  headAfter: (frame) => `尾片先于首片 ${frameName(frame)}`,
  inheritedPorts: (from, to) => `首片的端口：${from} → ${to}`,
  inheritedTunnel: (vni) => `(${String(vni)})`,
  inherited: '取自数据报的首片：这一帧本身不含此内容。',
  cutShort: (captured) => `抓到 ${formatCount(captured)}`,
}

export const filterWords: typeof enFilterWords = {
  name: '显示过滤器',
  placeholder: '与 Wireshark 相同，如 ip.addr == 10.0.0.1',
  shown: (count, total, ms) =>
    count === total
      ? `${formatCount(total)} 个数据包`
      : `${formatCount(count)} / ${formatCount(total)} · ${formatTook(ms)}`,
  progress: (asked, total, found) =>
    `找到 ${formatCount(found)} 个 · ${formatCount(Math.floor((asked / Math.max(1, total)) * 100))} %`,
  reading: '正在过滤',
  cancel: '取消',
  clear: '清除过滤器',
  history: '用过的和保存的过滤器',
  recent: '用过的',
  saved: '已保存',
  save: '保存此过滤器',
  saveAs: '过滤器名称',
  remove: (name) => `删除 ${name}`,
  nothingYet: '您用过的过滤器会列在这里。',
  completions: '此处可以输入',
  time: (from, to) => `${from} – ${to}`,
  clearTime: '显示全部时间',
}

export const valueMenu: typeof enValueMenu = {
  name: '对这个值可做的操作',
  apply: '作为过滤器应用',
  exclude: '排除',
  and: '并且符合',
  andNot: '并且不符合',
  or: '或者符合',
  copyValue: '复制值',
  copyFilter: '复制为 Wireshark 过滤器',
  copyTshark: '复制为 tshark 命令',
  unpacked: (bundle) => `从 ${bundle} 中解包`,
  whichFile: (place, of, size) => `共 ${of} 个同名文件，这是第 ${place} 个，大小 ${size} 字节`,
  betweenComments: '；',
  showInPackets: '在数据包列表中查看',
  followFlow: '仅此连接',
}
