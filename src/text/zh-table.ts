/** 简体中文：多行的表格。 */
import type { figures as enFigures, table as enTable } from './en-table'
import { formatCount } from './format'

export const table: typeof enTable = {
  find: '查找',
  findIn: (name) => `在“${name}”中查找`,
  rows: (shown, all) =>
    shown === all
      ? `${formatCount(all)} 行`
      : `${formatCount(all)} 行中的 ${formatCount(shown)} 行`,
  copy: '复制为 CSV',
  copyOf: (name) => `复制为 CSV：${name}`,
  save: (table, format) => `保存为 ${format}：${table}`,
  inUnit: (title, unit) => `${title}（${unit}）`,
  copied: '已复制',
  notCopied: '浏览器不允许复制',
  listed: (listed, total) =>
    listed >= total ? '' : `取自 ${formatCount(total)} 条记录中的前 ${formatCount(listed)} 条`,
}

export const figures: typeof enFigures = {
  save: (format, title) => `图存为 ${format}：${title}`,
  refused: '浏览器无法绘制此图。',
}
