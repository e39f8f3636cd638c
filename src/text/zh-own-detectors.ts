/** 简体中文：分析人员自己编写的检测器。 */
import type { Severity } from '../../workers/model/finding'
import type { OwnDetector, OwnGroup } from '../../workers/model/own-detector'
import type { own as enOwn } from './en-own-detectors'
import { formatCount, formatLarge } from './format'

const where: Record<OwnGroup, string> = {
  capture: '同一抓包文件中',
  source: '同一来源',
  destination: '同一目的地',
  hosts: '两台主机之间',
  conversation: '同一会话中',
  value: '同一取值',
}

const gravity: Record<Severity, string> = { critical: '严重', warning: '警告', note: '提示' }

const frames = (count: number) => `${formatCount(count)} 帧`

/** 在何处、多长时间内。 */
function whereAndWhen({ per, field, withinSeconds }: OwnDetector): string {
  const place = per === 'value' && field !== '' ? `${field} 取值相同` : where[per]
  return withinSeconds === 0 ? place : `${place}，${formatCount(withinSeconds)} 秒内`
}

export const own: typeof enOwn = {
  title: '您自己的',
  builtIn: '内置',
  lead: '这个网络里绝不该出现的，或者您在每个抓包文件里都要查找的：用一个显示过滤器加一个阈值写下来，只需一次。它随每次分析运行，像其他检测器一样报告发现，也可以作为文件交给同事。',
  write: '编写检测器',
  import: '导入',
  importFile: '检测器文件',
  export: '导出',
  full: (most) => `最多可容纳 ${formatCount(most)} 个检测器，现已用满。`,
  imported: (added, known, refused, beyond) =>
    [
      added === 0 ? '没有添加任何检测器。' : `已添加 ${formatCount(added)} 个检测器。`,
      known === 0 ? '' : `${formatCount(known)} 个原已在此。`,
      refused === 0 ? '' : `${formatCount(refused)} 个无法读作检测器，已略去。`,
      beyond === 0 ? '' : `${formatCount(beyond)} 个因容量不足未添加。`,
    ]
      .filter(Boolean)
      .join(''),
  noDetectors: (file) => `${file} 不是检测器文件：这种文件由本页的“导出”生成。`,
  startFrom: '从示例开始',
  orExample: '或从示例开始：',

  rule: (detector) => {
    const { distinct, atLeast, filter, of, percent, severity } = detector
    const share = of === '' ? '' : `，且至少占通过 \`${of}\` 的帧的 ${formatCount(percent)} %`
    const things =
      distinct === ''
        ? `至少有 ${frames(atLeast)}通过 \`${filter}\``
        : `，通过 \`${filter}\` 的帧中至少有 ${formatCount(atLeast)} 个不同的 ${distinct} 取值`
    return `${whereAndWhen(detector)}${things}${share}：${gravity[severity]}。`
  },
  edit: '编辑',
  editOf: (title) => `编辑“${title}”`,
  delete: '删除',
  deleteOf: (title) => `删除“${title}”`,
  deleted: (title) => `“${title}”已删除。`,
  left: '所写内容未保存。',
  undo: '撤销',
  goOn: '继续编写',
  keep: '保留这一个',
  keepOf: (title) => `将“${title}”保留在本浏览器中`,
  notHere: '不在本浏览器中',
  changedSince: '本次分析之后已改动',
  notYet: '尚未参与本次分析。',
  looking: '仍在检查…',
  pending: '您自己的检测器仍在检查…',
  skip: '停止',
  stopped: (count) => `${formatCount(count)} 个您自己的检测器已停止：`,
  again: '再次运行',
  stoppedTold: '您自己的检测器在检查完全部帧之前被停止。',
  againHow: '现在可以让它们再次检查：其他内容不会重新分析，笔记和标记保留。',
  runStopped: '再次运行',

  newTitle: '新检测器',
  name: '标题',
  namePlaceholder: '用几个词说明发现是关于什么的',
  filter: '通过过滤器的帧',
  filterPlaceholder: '显示过滤器，例如 tcp.flags.reset == 1',
  count: '计数',
  countFrames: '帧',
  countValues: '不同的取值，字段为',
  distinct: '对其取值计数的字段',
  per: '归并方式',
  pers: { ...where, value: '取值相同，字段为' },
  field: '取值相同的字段',
  fieldPlaceholder: '字段，例如 dns.qry.name',
  from: '至少',
  fromAfter: '个，须在',
  withinName: '须在多少秒内出现',
  withinAfter: '秒内',
  anyTime: '（0：不限时间）',
  share: '占比',
  percent: '所占百分比',
  shareOf: '不低于一定比例，相对于通过以下过滤器的帧',
  shareBetween: '% 以上，相对于通过以下过滤器的帧',
  of: '作为基数的帧',
  ofPlaceholder: '留空：不要求占比',
  severity: '严重程度',
  saysTitle: '发现在数字之外说明什么',
  meaning: '含义',
  meaningPlaceholder: '为什么重要，写给读报告的人',
  advice: '怎么办',
  command: '命令',
  save: '保存',
  cancel: '取消',
  keys: 'Ctrl 或 ⌘ 加 Enter 保存，Esc 离开。',
  noNumber: (least, most) => `请填 ${least} 到 ${most} 的数字。`,
  noField: '只能是一个字段。',
  tooLong: (most) => `最多 ${formatCount(most)} 个字符。`,
  lacks: {
    title: '还没有标题。',
    filter: '还没有过滤器。',
    field: '还缺少取值相同的字段。',
    distinct: '还缺少对其取值计数的字段。',
  },
  wrong: '上面有内容无法使用。',
  untitled: '新检测器',

  trial: '在本案例中',
  trialIdle: '过滤器可以读懂后，即在本案例上试用。',
  trialWaiting: '正在试用…',
  trialProgress: (asked, total) => `已查询 ${formatLarge(asked)} / ${formatLarge(total)} 帧`,
  trialFound: (count) => `在本案例中会有 ${formatCount(count)} 项发现`,
  trialSilent: '在本案例中不会有发现',
  trialMore: (count) => `另有 ${formatCount(count)} 项`,
  trialCut: (count) => `${frames(count)}超出计数上限。`,
  trialFrames: (count) => `查看 ${frames(count)}`,
  trialProgressName: '在本案例上的试用',

  makeOfFilter: '用此过滤器编写检测器',
  commandNew: '编写检测器',
  commandOfFilter: '用当前过滤器编写检测器',

  examples: {
    'old-tls': {
      title: '旧版 TLS',
      meaning:
        '服务器接受了 TLS 1.1 或更旧的版本。这些版本已被废止（RFC 8996），许多客户端拒绝使用。',
      advice: '让服务器只提供 TLS 1.2 和 1.3，并查看哪些客户端会受影响。',
    },
    'http-5xx': {
      title: 'HTTP 5xx 应答',
      meaning: '请求格式正确，服务器却未能应答。',
      advice: '查看服务器在这些时刻的日志；时间轴显示它们何时出现。',
    },
    'plain-login': {
      title: '使用 Telnet 或 FTP',
      meaning: '沿途任何人都能读到这些连接的密码和数据。',
      advice: '改用 SSH、SFTP 或 FTPS，并关闭 21 和 23 端口。',
    },
    'many-names': {
      title: '一个客户端查询大量域名',
      meaning: '短时间内查询如此多不同的域名：可能是扫描、DNS 隧道，或搜索列表在起作用。',
      advice: '在“对象”中查看这些域名：又长又随机的表明可能是隧道。',
    },
    'other-resolver': {
      title: 'DNS 由 10.96.0.10 以外的解析器应答',
      meaning: '这些客户端没有询问应当询问的解析器，或者有人代其应答。',
      advice:
        '将客户端所用的解析器与您的比较。10.96.0.10 是许多集群所用的地址：请在标题和过滤器中换成您自己的。',
    },
  },
}
