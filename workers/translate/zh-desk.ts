/** 简体中文：案例库（workers/desk）告诉分析者的话。 */
import type { Entry } from './catalogue'

export const DESK: readonly Entry[] = [
  [
    'This browser has no room left for cases: new ones stay until this page is closed.',
    '此浏览器已没有空间保存案例：新案例只保留到本页关闭为止。',
  ],
  [
    'The cases in this browser were stored by a newer Tailfirst and are left alone: new ones stay until this page is closed.',
    '此浏览器中的案例由更新版本的 Tailfirst 保存，不会改动：新案例只保留到本页关闭为止。',
  ],
  [
    'This browser keeps nothing for this page, as in a private window or with site data blocked ({1}): cases stay until this page is closed.',
    '此浏览器不为本页保存任何内容，例如在隐私窗口中或站点数据被禁用时（{1~}）：案例只保留到本页关闭为止。',
  ],
  [
    'This browser has no room left for this case: it stays until this page is closed. Remove older cases, or export the report.',
    '此浏览器已没有空间保存这个案例：它只保留到本页关闭为止。请删除旧案例，或导出报告。',
  ],
  [
    'The case is stored without its captures: they are not among the dropped files.',
    '案例已保存，但不含抓包文件：它们不在拖入的文件之中。',
  ],
  [
    'The case is stored without its captures: {1}. Drop them again to open frames that are not evidence.',
    '案例已保存，但不含抓包文件：{1~}。要打开证据以外的帧，请再次拖入抓包文件。',
  ],
  ['this browser refused them ({1})', '此浏览器拒绝保存（{1~}）'],
  ['this browser has no room for their {1} octets', '此浏览器没有空间容纳这 {1} 字节'],
  ['This case is no longer in this browser.', '这个案例已不在此浏览器中。'],
  ['Capture {1} of this case has no frame {2}.', '本案例的第 {1} 个抓包文件没有第 {2} 帧。'],
  [
    "Frame {1} of {2} has no index: neither this browser's storage nor memory had room for it. It was analysed like all others. To open it, remove older cases or cut the capture into parts (editcap -c) and drop the part it is in.",
    '{2} 的第 {1} 帧没有索引：此浏览器的存储和内存都容纳不下。它与其他帧一样已经分析。要打开它，请删除旧案例，或将抓包文件切成几份（editcap -c），再拖入它所在的那一份。',
  ],
  [
    'Frame {1} is not kept with this case: drop {2} again to open it.',
    '第 {1} 帧未随本案例保存：要打开它，请再次拖入 {2}。',
  ],
  [
    'Frame {1} cannot be read: {2} was moved or changed since. Drop it again to open the frame.',
    '无法读取第 {1} 帧：{2} 已被移动或修改。要打开该帧，请再次拖入此文件。',
  ],
  [
    '{1} is not a capture of this case: it has {2} octets instead of {3}.',
    '{1} 不是本案例的抓包文件：它有 {2} 字节，应为 {3~} 字节。',
  ],
  ['{1#} or {2}', '{1} 或 {2~}'],
  [
    '{1} is as long as a capture of this case, but its contents differ.',
    '{1} 与本案例的一个抓包文件一样大，但内容不同。',
  ],
  [
    '{1} cannot be read: it was moved or changed since it was dropped.',
    '无法读取 {1}：拖入之后，它已被移动或修改。',
  ],
  [
    'opened from disk: all local pages share one database',
    '本页从磁盘打开，所有本地页面共用一个数据库',
  ],
  ['Analysed with Tailfirst {1} on {2}, {3} UTC.', '由 Tailfirst {1} 于 {2} {3} UTC 分析。'],
  ['other pages keep clearing the database', '其他页面不断清空数据库'],
  ['cases are kept in memory', '案例保存在内存中'],
]
