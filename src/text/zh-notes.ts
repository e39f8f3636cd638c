/** 简体中文：笔记与标记，以及保存的数据包和表格。 */
import type { MarkColour } from '../../workers/model/note'
import type { notes as enNotes, packetExport as enPacketExport } from './en-notes'
import { formatCount } from './format'

const colours: Record<MarkColour, string> = {
  amber: '琥珀色',
  green: '绿色',
  blue: '蓝色',
  violet: '紫色',
}

export const notes: typeof enNotes = {
  title: '笔记',
  lead: '您对发现、数据包和连接所作的笔记，以及您标记的数据包。随案例保存。',
  nav: '笔记',
  box: '笔记',
  ofFinding: '对此项发现的笔记',
  ofFrame: '对此帧的笔记',
  ofFlow: '对此连接的笔记',
  placeholder: '写笔记',
  standing: { untouched: '', saving: '正在保存…', saved: '已保存', refused: '未保存' },
  mark: '标记',
  noMark: '无标记',
  colours,
  marked: (colour) => `标记为${colours[colour]}`,
  noted: '有笔记',
  frame: (frame) => `第 ${frame} 帧`,
  flow: (flow, ends) => (ends === '' ? `第 ${flow} 条连接` : `连接 ${ends}`),
  of: (capture) => `属于 ${capture}`,
  findingGone: '本案例已不再有的一项发现',
  search: '搜索笔记',
  shown: (shown, all) =>
    shown === all
      ? `${formatCount(all)} 条笔记和标记`
      : `${formatCount(all)} 条笔记和标记中的 ${formatCount(shown)} 条`,
  none: '还没有笔记。',
  noneHow:
    '可写在一项发现或一条连接的数据下方；也可打开它的一个数据包，在那里书写，并用 Ctrl M 标记。',
  noMatch: '没有笔记含有这些字。',
  inReport: '将笔记写入报告',
  edited: (date) => `编辑于 ${date}`,
  edit: '编辑',
  editOf: (subject) => `编辑对${spaced(subject)}的笔记`,
  done: '完成',
  delete: '删除',
  deleteOf: (subject) => `删除对${spaced(subject)}的笔记`,
  deleted: (subject) => `对${spaced(subject)}的笔记已删除。`,
  undo: '撤销',
  showAll: (all) => `显示全部 ${formatCount(all)} 条`,
  columns: {
    on: '对象',
    capture: '抓包文件',
    mark: '标记',
    text: '笔记',
    edited: '编辑时间（UTC）',
  },
}

/** 西文与汉字之间空一格。 */
function spaced(subject: string): string {
  return /^[!-~]/.test(subject) ? ` ${subject} ` : subject
}

export const packetExport: typeof enPacketExport = {
  evidence: '证据存为 pcapng',
  marked: (packets) => `${formatCount(packets)} 个标记的数据包存为 pcapng`,
  set: '存为 pcapng',
  table: 'Parquet',
  hints: {
    packets: '保留原始字节、时间、接口和注释，您的笔记也作为注释写入',
    'packet-table': '存为 Parquet：每个数据包一行，含精确时间、隧道内外两侧、标志和流编号',
    'flow-table': '存为 Parquet：每条连接一行，含全部数值、流编号和 Community ID',
  },
  progress: (done, total) => `${formatCount(done)} / ${formatCount(total)} 个数据包`,
  cancel: '取消',
  nothing: '这些数据包都无法保存。',
  written: (packets) => `已保存 ${formatCount(packets)} 个数据包。`,
  rows: (rows) => `已保存 ${formatCount(rows)} 行。`,
  part: (part) => `${Math.floor(100 * part)}%`,
  failed: (message) => `无法写入文件。${message}`,
}
