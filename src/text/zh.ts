/**
 * 简体中文。数字、单位、时间，以及协议里的词（TCP 标志、字段名、检测器 id、命令）一律照原样。
 *
 * 术语，各处一致：
 *   capture 抓包文件      case 案例            finding 发现（量词“项”）   evidence 证据
 *   frame 帧              packet 数据包        segment 报文段             datagram 数据报
 *   octet 字节            fragment 分片        tail / head 尾片 / 首片    tunnel 隧道
 *   connection 连接       flow 会话            handshake 握手             retransmission 重传
 *   loss 丢包             round trip 往返时延  tap 抓包点                 copy 副本
 *   side-car 旁证文件     detector 检测器      threshold 阈值             display filter 显示过滤器
 *   snap length 抓包截断长度   truncated 截断  malformed 畸形             weird 不合规流量
 *   not decoded 未解码    bound 上限           index 索引                 note / warning / critical 提示 / 警告 / 严重
 *   latency 时延          host 主机            payload 载荷               note（所写的）笔记   mark 标记
 *   underlay 底层网络     encapsulation 封装   endpoint 端点              credential 登录凭据  median 中位数
 */
import { findingInChinese } from '../../workers/translate/findings'
import { figureInChinese, inChinese } from '../../workers/translate/zh'
import { en, type Text } from './en'
import { formatCount, formatLarge, formatOctets, formatSpan } from './format'
import { applications } from './zh-applications'
import { commands } from './zh-commands'
import { detectors } from './zh-detectors'
import { flowTexts } from './zh-flows'
import { find } from './zh-find'
import { graph } from './zh-graph'
import { frame, standing } from './zh-frame'
import { latency } from './zh-latency'
import { mtu } from './zh-mtu'
import { names } from './zh-names'
import { notes, packetExport } from './zh-notes'
import { report } from './zh-report'
import { objects } from './zh-objects'
import { own } from './zh-own-detectors'
import { filterWords, packetList, valueMenu } from './zh-packets'
import { healthy } from './zh-healthy'
import { quality } from './zh-quality'
import { samples } from './zh-samples'
import { sidecars } from './zh-sidecars'
import { spine } from './zh-spine'
import { start } from './zh-start'
import { statistics } from './zh-statistics'
import { figures, table } from './zh-table'
import { topology } from './zh-topology'

const ENDIAN: Readonly<Record<string, string>> = {
  little: '小端',
  big: '大端',
  mixed: '大小端混合',
}

export const zh: Text = {
  product: 'Tailfirst',
  severity: { critical: '严重', warning: '警告', note: '提示' },
  found: {
    critical: (count) => `${formatCount(count)} 项严重`,
    warning: (count) => `${formatCount(count)} 项警告`,
    note: (count) => `${formatCount(count)} 条提示`,
  },
  confidence: { certain: '确定', likely: '很可能', possible: '可能' },
  packets: (count) => `${formatCount(count)} 个数据包`,
  analysed: (findings) => `分析完成：${formatCount(findings)} 项发现。`,
  said: inChinese,
  sentences: (list) => list.join(''),
  madeAt: (ms) =>
    new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short' }).format(ms),

  shell: {
    skip: '跳到正文',
    newCase: '新案例',
    exportReport: '报告',
    exportReportHint: '将报告保存为一个 HTML 文件',
    exportDocument: 'JSON',
    exportDocumentHint: '将分析文档保存为 JSON',
    hashing: '正在计算哈希…',
    writing: '正在写出…',
    moreFiles: (count) => `另有 ${formatCount(count)} 个`,
    files: '本案例的文件',
    sections: '导航',
    theCase: '案例',
    navFindings: '发现',
    navPackets: '数据包',
    navCaptures: '抓包文件',
    navDetectors: '检测器',
    navTopology: '拓扑',
    navLatency: '时延',
    navObjects: '对象',
    navStatistics: '统计',
    language: '语言',
    theme: '主题',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
    status: '状态',
    dismiss: '知道了',
    close: '关闭',
    dropAnywhere: '松开即作为新案例分析',
  },

  status: {
    packets: (count) => `${formatLarge(count)} 个数据包`,
    megabytesPerSecond: (rate) =>
      `${formatCount(Number((rate / 1e6).toPrecision(rate < 1e8 ? 2 : 3)))} MB/s`,
    packetsPerSecond: (rate) => `${formatLarge(rate)} 包/秒`,
    hash: (sha256) => `sha256 ${sha256.slice(0, 4)}…${sha256.slice(-4)}`,
    undecoded: (frames) => `${formatCount(frames)} 帧未解码`,
    allDecoded: '所有帧均已解码',
    undecodedTitle: '未解码的帧及原因',
    private: '数据未离开本页',
    privateTitle: '数据未离开本页',
    privateHow: [
      '本页的安全策略禁止一切网络连接，对谁都一样，包括我们自己：由浏览器强制执行。',
      '自行验证：打开开发者工具（F12），选择“网络”，再分析一个抓包文件。或者断开网络：一切照常工作。',
    ],
  },

  spine,
  graph,

  start,

  library: {
    title: '最近的案例',
    none: '分析过的案例会列在这里。',
    open: (title) => `打开 ${title}`,
    remove: '删除',
    removeOf: (title) => `删除 ${title}`,
    removeAsk: (title) => `删除 ${title}？`,
    removeSay: '其发现和保存的抓包文件都将删除。您自己的文件不受影响。',
    removeAll: '全部删除',
    removeAllAsk: '删除此浏览器中的所有案例？',
    removeAllSay: '所有发现和保存的抓包文件都将删除。您自己的文件不受影响。',
    cancel: '取消',
    kept: (octets) => `已保存抓包文件，${formatOctets(octets)}`,
    notKept: '未保存抓包文件',
    forget: '移除抓包文件',
    forgetOf: (title) => `移除 ${title} 的抓包文件`,
    used: (used, quota) => `已用 ${formatOctets(used)}，此浏览器允许 ${formatOctets(quota)}`,
    keep: '在此浏览器中保存案例',
    keepReason:
      '默认关闭，因为本页是从磁盘打开的：从磁盘打开的所有页面共用一个数据库，其他本地 HTML 文件也能读到保存的抓包文件。',
    memoryReason: inChinese(en.library.memoryReason),
    nothingAbove: '无发现',
  },

  reading: {
    title: '正在读取',
    file: (index, files) => `第 ${index} 个文件，共 ${files} 个`,
    of: (done, total) => `${formatOctets(done)} / ${formatOctets(total)}`,
    left: (seconds) => `剩余 ${formatSpan(Math.max(1, Math.round(seconds)) * 1e9)}`,
    cancel: '取消',
    soFar: '目前的发现',
    preliminary: '初步',
    nothingYet: '文件还在读取时，发现就会陆续出现在这里。',
    progress: '进度',
  },

  index: {
    foreseen: (frames, room) =>
      `这些文件约有 ${formatLarge(frames)} 个数据包，而此浏览器只能容纳 ${formatLarge(room)} 个的索引。所有数据包都会分析，但其余的无法逐个打开。要腾出空间，请删除旧案例或释放磁盘。`,
    missing:
      '从现在起读取的数据包没有索引：此浏览器的存储和内存都已容纳不下。所有数据包都会分析，但这些无法逐个打开。要腾出空间，请删除旧案例、释放磁盘，或将抓包文件切成几份（editcap -c）。',
  },

  finding: {
    list: '发现',
    first: (clock) => `首次出现于 ${clock} UTC`,
    detector: '检测器',
    version: (version) => `版本 ${version}`,
    numbers: '数据',
    estimated: '估算',
    evidence: '证据',
    evidenceOf: (shown, total) =>
      shown === total
        ? `${formatCount(total)} 个数据包`
        : `${formatCount(total)} 个数据包中的 ${formatCount(shown)} 个`,
    frame: '帧',
    time: '时间',
    role: '角色',
    note: '说明了什么',
    capture: '抓包文件',
    openFrame: (frame) => `打开第 ${frame} 帧`,
    showAll: (count) => `显示全部 ${formatCount(count)} 条`,
    showKept: (count) => `显示保留的 ${formatCount(count)} 条`,
    toDo: '如何处理',
    confirm: '在节点上确认',
    against: '反面证据',
    nothingAgainst: '此抓包文件中没有。',
    alternatives: '其他可能的解释',
    speaksFor: '支持',
    speaksAgainst: '反对',
    changeMind: '什么会推翻这一结论',
    howSure: '把握多大',
    rule: '规则',
    filter: '显示过滤器',
    filterHint: '可粘贴到 Wireshark。',
    filterCut: (listed: number, total: number) =>
      total === 0
        ? `只列出 ${formatCount(listed)} 个值，其余未列入。`
        : `${formatCount(total)} 个值中只列出 ${formatCount(listed)} 个，其余未列入。`,
    copy: '复制',
    copied: '已复制',
    copyCommand: '复制命令',
    copyFilter: '复制显示过滤器',
    figures: '图',
    sawHealthy: '没有比“提示”更严重的发现。',
    symptom: '症状',
    symptomOf: '其根源：',
    symptoms: '还表现为：',
    said: findingInChinese,
    onFigure: figureInChinese,
    partlyEnglish: '这项发现的部分文字没有中文译文，照原文显示。',
  },

  healthy,
  quality,
  mtu,

  captures: {
    title: '抓包文件',
    size: '大小',
    format: '格式',
    container: (container, endian, nanosecond) =>
      `${container}，${ENDIAN[endian] ?? endian}${nanosecond ? '，纳秒' : ''}`,
    linktypes: '链路类型',
    packets: '数据包',
    first: '第一个数据包',
    last: '最后一个数据包',
    span: '时长',
    captured: '抓到的字节',
    original: '线路上的字节',
    truncated: '被截断的帧',
    stepsBack: '时间倒退',
    sha256: 'SHA-256',
    sameAs: (name) => `与 ${name} 的内容完全相同`,
    hashing: '正在计算…',
    at: { stored: '保存在此浏览器中', file: '拖入的文件就在手头', absent: '不在手头' },
    frames: '帧的来源',
    frameCount: (count) => `${formatCount(count)} 帧`,
    interfaces: '接口',
    interfaceColumns: ['#', '名称', '链路类型', '抓包截断长度', '时间分辨率', '丢弃'],
    untold: '未给出',
    undecoded: '未解码',
    weirds: '不合规流量',
    weird: (count, frame) =>
      frame === 0 ? `${formatCount(count)} 次` : `${formatCount(count)} 次，首次在第 ${frame} 帧`,
    capped: '达到的上限',
    comments: '文件中的注释',
    commentOf: (frame) => (frame === 0 ? '文件' : `第 ${frame} 帧`),
    details: '文件对自身来历的说明',
    detailOf: (name, what) => `${name}：${what}`,
    blocks: '文件中的其他块',
    names: '文件中的名称',
    within: '来自',
    more: (count) => `另有 ${formatCount(count)} 条`,
    others: '无法读取的文件',
    forget: '移除抓包文件',
  },

  detectors,
  own,

  ...flowTexts,
  find,
  frame,
  standing,
  applications,
  topology,
  latency,
  objects,
  statistics,
  table,
  figures,
  samples,
  names,
  sidecars,
  commands,
  notes,
  report,
  packetExport,
  packetList,
  filterWords,
  valueMenu,

  failure: {
    ours: (message) => `分析中止：这是 Tailfirst 自身的错误，与您的文件无关。${message}`,
    library: (message) => `案例库没有响应。${message}`,
    export: (message) => `无法写出导出文件。${message}`,
  },
}
