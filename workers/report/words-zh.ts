/** 简体中文：报告中各项发现之外的文字。术语见 src/text/zh.ts。 */
import { formatNumber } from '../figure/format'
import { roleInChinese } from '../translate/findings/zh-roles'
import { figureInChinese, inChinese } from '../translate/zh'
import { html } from './escape'
import type { ReportWords } from './words-en'

export const zh: ReportWords = {
  severity: { critical: '严重', warning: '警告', note: '提示' },
  confidence: { certain: '确定', likely: '很可能', possible: '可能' },
  said: inChinese,
  onFigure: figureInChinese,
  partlyEnglish: '有些发现的部分文字没有中文译文，照原文显示。',
  title: 'Tailfirst 报告',
  hidden: '本报告中的地址、名称和文件名均以化名代替，全文一致；数据包字节和文件中的注释已略去。',
  findings: '发现',
  list: (parts) => parts.join('，'),
  sentences: (parts) => parts.join('；'),
  of: (name, sentence) => `${name}：${sentence}`,
  octets: '字节',
  first: (shown, total) => `共 ${formatNumber(total)} 条，此处为前 ${formatNumber(shown)} 条。`,

  contents: {
    title: '目录',
    summary: '摘要',
    captures: '抓包文件',
    detectors: '检测器',
    origin: '报告是如何生成的',
  },

  summary: {
    lookedAt: (what, packets, octets, over, detectors) =>
      html`Tailfirst 读取了 ${what}：${formatNumber(packets)}
      个数据包，${octets}${over}。${formatNumber(detectors)} 个检测器检查了所有能够解码的数据包。`,
    off: (count, titles) => `${formatNumber(count)} 个检测器已关闭，没有检查任何内容：${titles}。`,
    changed: (count) => `检测器的 ${formatNumber(count)} 个参数与文档值不同。`,
    captures: (count) => `${formatNumber(count)} 个抓包文件`,
    recorded: (span, from) => html`，自 ${from} 起历时 ${span}`,
    further: (count) => `其余 ${formatNumber(count)} 项发现见下文。`,
    omitted: (count) => `报告的编写者略去了本案例的 ${formatNumber(count)} 项发现。`,
    noFault: '没有发现故障',
    tally: (count, kind) => `${formatNumber(count)} 项${kind}`,
    toDo: '如何处理：',
    undecoded: (frames) => `${formatNumber(frames)} 帧无法解码。`,
    truncated: (frames, packets) =>
      `${formatNumber(packets)} 帧中有 ${formatNumber(frames)} 帧只记录了一部分。`,
    capped: (what, count) => `${what}，${formatNumber(count)} 次。`,
    fault: (say, findings) =>
      findings === 0 ? `${say}。` : `${say}。${formatNumber(findings)} 项发现因此把握降低。`,
    evidenceCapped: '部分证据帧的字节因篇幅过大而略去。',
    complete: '抓包文件中的每个数据包都已解码，没有因数量过多而略去的内容。',
    unseen: '未能看到的内容',
  },

  finding: {
    confidence: '把握：',
    happened: '发生了什么',
    numbers: '数据',
    estimated: '估算',
    who: '涉及对象',
    role: roleInChinese,
    toDo: '如何处理',
    confirm: '在节点上确认',
    whySure: (how) => `为什么把握是“${how}”`,
    against: '反面证据',
    nothingAgainst: '这些抓包文件中没有。',
    disproof: '什么会推翻这一结论',
    at: (moment) => `出现于 ${moment}`,
    first: (at, into, capture) => `首次出现于 ${at}（${capture} 开始后 ${into}）`,
    last: (at) => `，最后出现于 ${at}`,
    symptomOf: '其根源：',
    symptoms: '还表现为：',
    alternatives: '其他可能的解释',
    for: '支持',
    againstIt: '反对',
    nothingSeen: '没有看到',
    how: '这是如何发现的',
    rule: '规则',
    detector: '检测器',
    version: (id, version) => `${id}，版本 ${String(version)}`,
    parameters: '参数',
    filter: '显示过滤器',
    filterCut: (listed: number, total: number) =>
      total === 0
        ? `只列出 ${formatNumber(listed)} 个值，其余未列入。`
        : `${formatNumber(total)} 个值中只列出 ${formatNumber(listed)} 个，其余未列入。`,
  },

  evidence: {
    title: '证据',
    frame: '帧',
    time: '时间（s）',
    role: '角色',
    note: '说明了什么',
    capture: '抓包文件',
    first: (shown, total) => `共 ${formatNumber(total)} 帧，此处为前 ${formatNumber(shown)} 帧。`,
    all: (count) => `共 ${formatNumber(count)} 帧，全部列出。`,
    numbering: '帧号即 Wireshark 的 frame.number；时间从抓包文件的第一帧起算。',
    octets: '关键帧的字节',
    frameOf: (frame) => `第 ${String(frame)} 帧`,
    size: (shown, octets) =>
      shown < octets
        ? `${formatNumber(octets)} 字节中的前 ${String(shown)} 字节`
        : `${formatNumber(octets)} 字节`,
  },

  notes: {
    title: '笔记',
    ofFinding: '分析者的笔记',
    lead: (count) =>
      `分析者对数据包和连接所作的 ${formatNumber(count)} 条笔记和标记；对发现的笔记写在该项发现之下。这些内容不是 Tailfirst 写的，它也不作保证。`,
    on: '对象',
    capture: '抓包文件',
    mark: '标记',
    note: '笔记',
    frame: (frame) => `第 ${String(frame)} 帧`,
    connection: (flow) => `第 ${String(flow)} 条连接`,
    colours: { amber: '琥珀色', green: '绿色', blue: '蓝色', violet: '紫色' },
  },

  captures: {
    title: '抓包文件',
    others: '其他文件',
    file: '文件',
    fate: '处理结果',
    endian: (endian) => ({ little: '小端', big: '大端', mixed: '大小端混合' })[endian],
    nanoseconds: '纳秒',
    size: '大小',
    octets: (count) => `（${formatNumber(count)} 字节）`,
    notComputed: '未计算',
    format: '格式',
    linktypes: '链路类型',
    packets: '数据包',
    captured: (packets, captured, original) =>
      `${formatNumber(packets)} 个；线路上 ${original}，抓到 ${captured}`,
    recorded: '记录时间',
    range: (from, to, span) => `${from} 至 ${to}（${span}）`,
    noPackets: '没有数据包',
    inPart: '只记录了一部分',
    frames: (count) => `${formatNumber(count)} 帧`,
    stepsBack: '时钟倒退',
    times: (count) => `${formatNumber(count)} 次`,
    whole: '没有问题',
    interfaces: '接口',
    interfaceColumns: ['编号', '名称', '链路类型', '抓包截断长度', '接口丢弃'],
    notNamed: '未命名',
    notTold: '未给出',
    undecoded: '未解码',
    undecodedColumns: ['原因', '帧数'],
    capped: '达到的上限',
    cappedColumns: ['放弃了什么', '次数'],
    weirds: '不合规流量',
    weirdColumns: ['内容', '次数', '首次出现的帧'],
    theFile: '文件本身',
    details: '文件对自身来历的说明',
    detailColumns: ['项目', '值'],
    blocks: '文件中的其他块',
    blockColumns: ['类型', '块数'],
    comments: '文件中的注释',
    commentColumns: ['帧', '内容'],
  },

  places: {
    title: 'Pod 所在节点',
    lead: '观察所得：从该节点的隧道发出、且未从其他节点隧道发出的地址所共有的最窄前缀。集群实际分配给节点的范围可能更大。',
    columns: [
      '节点',
      '隧道',
      '观察到的 Pod 前缀',
      'Pod 数',
      '迁移至此',
      '多节点出现',
      '非 Pod',
      '身份',
    ],
    more: (count) => `另有 ${formatNumber(count)} 个`,
  },

  sidecars: {
    title: '旁证文件',
    columns: ['文件', '是什么', '提供了什么', '是否吻合', 'SHA-256'],
    unknown: '格式未知的文本，未使用',
    nothing: '没有内容',
    fits: (seen, named) =>
      `${formatNumber(named)} 个名称中有 ${formatNumber(seen)} 个出现在抓包文件里`,
    fitsNothing: (named) => `与这些抓包文件毫不相干：${formatNumber(named)} 个名称无一出现`,
    notUnderstood: (lines) => `有 ${formatNumber(lines)} 行无法理解`,
  },

  detectors: {
    title: '检测器',
    lead: '检查过的所有项目及其阈值。没有报告的检测器会说明它检查了什么。',
    columns: ['检测器', '参数', '结果'],
    reported: '已报告',
    off: '已关闭：没有运行',
    documented: (value) => `（文档值：${value}）`,
  },

  origin: {
    title: '报告是如何生成的',
    made: (version, note) =>
      html`Tailfirst ${version}
      在网页浏览器中读取抓包文件。没有任何内容离开该浏览器：页面自身的安全策略禁止一切连接。${note}`,
    again: html`相同的抓包文件、相同的版本、相同的参数，会再次得到相同的发现。上面的 SHA-256
      可用来核对文件是否就是当时读取的那一个；<code>sha256sum</code> 可计算它。`,
    complete: (frames) =>
      html`本文件自成一体：不含脚本，也不加载任何内容。但它含有抓包文件里的地址和名称${
        frames === 0 ? '' : html`，以及字节（随案例保存了 ${formatNumber(frames)} 个证据帧）`
      }，转发时请像对待抓包文件本身一样谨慎。`,
    hidden: html`本文件自成一体：不含脚本，也不加载任何内容。地址、主机名和文件名在写入前已替换为化名，编写者可以保存对照表。端口、身份标识、大小和时间与抓包时一致。`,
  },
}
