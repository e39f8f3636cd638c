/** 简体中文：随抓包文件一起拖入的文本。 */
import type { sidecars as enSidecars } from './en-sidecars'
import { formatCount } from './format'

export const sidecars: typeof enSidecars = {
  title: '旁证文件',
  lead: '与抓包文件一起拖入的文本，按内容识别。数据包中的地址由此得到名称；两者不一致时，这里会指出。',
  columns: ['文件', '是什么', '提供了什么', '是否吻合'],
  unknown: '格式未知的文本',
  notUsed: '未使用。',
  nothing: '其中没有内容。',
  fits: (seen, named) =>
    `它提到的 ${formatCount(named)} 个名称中，有 ${formatCount(seen)} 个出现在抓包文件里。`,
  fitsNothing: (named) => `与这些抓包文件毫不相干：它提到的 ${formatCount(named)} 个名称无一出现。`,
  notUnderstood: (count) => `有 ${formatCount(count)} 行无法理解。`,
  message: (message) => `${message}。`,
}
