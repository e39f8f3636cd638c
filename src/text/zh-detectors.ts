/** 简体中文：“检测器”页面，以及其他页面提到检测器时所说的话。 */
import type { detectors as enDetectors } from './en-detectors'
import { formatCount } from './format'

export const detectors: typeof enDetectors = {
  title: '检测器',
  lead: '每个检测器查找一种故障。没有报告的会说明检查了什么。这里的改动由本浏览器记住，并用于每次分析。',
  show: '显示',
  shown: {
    all: (count) => `全部 ${formatCount(count)}`,
    found: (count) => `有发现 ${formatCount(count)}`,
    silent: (count) => `无报告 ${formatCount(count)}`,
    set: (count) => `已关闭或已改动 ${formatCount(count)}`,
  },
  search: '搜索检测器',
  noMatch: '没有匹配的检测器。',
  standing: (off, changed) =>
    off + changed === 0
      ? '全部开启，参数均为文档值'
      : [
          off === 0 ? '' : `${formatCount(off)} 个检测器已关闭`,
          changed === 0 ? '' : `${formatCount(changed)} 个参数已改动`,
        ]
          .filter(Boolean)
          .join('，'),
  restore: '全部恢复',
  differ: '这些设置与本次分析所用的不同。',
  againHow:
    '重新分析同样的文件后，发现才会改变：新的发现取代现有的发现，笔记和标记保留。用同样的设置可再次得到同样的发现。',
  again: '重新分析',
  notAtHand: (names) =>
    `本案例的文件已不齐全：请把 ${names.join('、')} ${names.length === 1 ? '再次' : '一起再次'}拖放到这里。这将按当前设置建立一个新案例；本案例及其笔记保持不变。`,

  run: (title) => `运行“${title}”`,
  off: '已关闭',
  changed: (count) => `${formatCount(count)} 项已改动`,
  wasOff: '本次分析中已关闭：没有检查任何内容。',
  notThere: '未参与本次分析：分析由较早的版本完成。',
  unknown: '当前版本已没有这个检测器。',
  silent: '无报告',
  allFindings: (count) => `显示全部 ${formatCount(count)} 项发现`,
  params: (count) => `${formatCount(count)} 个参数`,
  paramsOf: (count, title) => `“${title}”的 ${formatCount(count)} 个参数`,
  noParams: '没有参数',
  documented: (value) => `文档值 ${value}`,
  reset: '复位',
  resetOf: (name) => `复位 ${name}`,
  noNumber: (least, most) => `只接受 ${least} 到 ${most} 的数字；仍使用之前的值。`,

  offInRun: (titles) =>
    `本次分析中有 ${formatCount(titles.length)} 个检测器已关闭：${titles.join('、')}。`,
  changedInRun: (count) => `本次分析中有 ${formatCount(count)} 个参数已改动。`,
  toSettings: '检测器设置',
}
