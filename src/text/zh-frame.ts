/** 简体中文：一帧，以及它在 Wireshark 与本页中的判断。 */
import type { TunnelKind } from '../../workers/model/records'
import { formatInstantAfter } from '../../workers/model/elapsed'
import type { frame as enFrame, standing as enStanding } from './en-frame'
import { names } from './en-frame'
import { formatCount, formatSpan } from './format'

export const frame: typeof enFrame = {
  title: (frame) => `第 ${frame} 帧`,
  lengths: (original, captured) =>
    original === captured
      ? `${formatCount(original)} 字节`
      : `${formatCount(original)} 字节，抓到 ${formatCount(captured)} 字节`,
  after: formatInstantAfter,
  previous: '上一条证据',
  next: '下一条证据',
  position: (index, count) => `第 ${formatCount(index)} 条，共 ${formatCount(count)} 条`,
  goTo: '转到帧',
  go: '转到',
  layers: '协议层',
  octets: '帧的字节',
  loading: '正在读取该帧…',
  absentTitle: '手头没有这一帧',
  dropAgain: '要查看它，请再次拖入或选择同一个抓包文件。本页用文件大小和 SHA-256 核对。',
  chooseFile: '选择文件',
  notAttached: '无法读取该文件。',
  more: (count) => `显示后面 ${formatCount(count)} 字节`,
  computed: '计算得出',
}

const tunnels: Partial<Record<TunnelKind, string>> = {
  vxlan: 'VNI',
  geneve: 'VNI',
  gre: 'GRE key',
  gtp: 'GTP TEID',
  l2tp: 'L2TP 会话',
}

const at = (place: string) => (place === '' ? '另一处' : ` ${place} `)

/** `（第 12 帧，早 4 µs）`；帧号未知时为空。 */
const which = (frame: number, gap: number) =>
  frame === 0 ? '' : `（第 ${frame} 帧，${gap === 0 ? '时间相同' : `早 ${formatSpan(gap)}`}）`

export const standing: typeof enStanding = {
  // 与 Wireshark 的 Info 列一致，不译。
  names,
  called: (list) => `Wireshark 将其标为${list.map((name) => `“${name}”`).join('和')}。`,
  uncalled: 'Wireshark 对这个报文段没有标注。',
  copyHere: (place, frame, gap) =>
    `这是${place === '' ? '' : `在 ${place} `}再次看到的同一个数据包${which(frame, gap)}：在这里它只是副本，不计数。`,
  copyElsewhere: (place, frame, gap) =>
    `在${at(place)}看到过同一个数据包${which(frame, gap)}：这里对每个抓包点分别判断，副本不算重传。`,
  tenant: (own, other) =>
    `它属于一条连接（${own}）；Wireshark 把它与地址、端口都相同的另一条连接（${other}）混在一起。这里视为两条连接。`,
  place: (own, other) =>
    `它在${at(own)}被看到；Wireshark 把它与在${at(other)}看到的混在一起。这里对每个抓包点分别判断。`,
  cut: '抓包截断长度截掉了它的部分 TCP 选项，Wireshark 不跟踪这样的报文段。这里它的序列号仍然算数，如同没有选项。',
  otherwise: '这里先区分副本、抓包点和租户，再作判断，因此对这个报文段的结论不同。',
  tunnel: (kind, number) =>
    number < 0 ? `隧道（${kind}）内` : `${tunnels[kind] ?? kind} ${String(number)} 内`,
  noTunnel: '隧道外',
}
