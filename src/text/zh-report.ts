/** 简体中文：报告页面。 */
import type { Text } from './en'
import { formatCount } from './format'

export const report: Text['report'] = {
  title: '报告',
  nav: '报告',
  lead: '一个随处都能打开的 HTML 文件：发现了什么、依据是什么、该怎么做。所见即所存。',
  heading: '标题',
  findings: '发现',
  chosen: (chosen, all) =>
    chosen === all
      ? `全部 ${formatCount(all)} 项`
      : `${formatCount(all)} 项中的 ${formatCount(chosen)} 项`,
  none: '没有任何发现。报告会说明检查了什么，以及每个检测器为何保持沉默。',
  all: '全选',
  grave: '不含提示',
  noFinding: '全不选',
  contents: '内容',
  notes: (count) => `您的笔记（${formatCount(count)}）`,
  octets: '关键帧的字节',
  octetsHidden: '使用化名时不包含字节：其中有地址和名称。',
  privacy: '谁可以看',
  hide: '以化名代替地址和名称',
  hideHow:
    '10.0.1.10 变为 host-1，Pod 或域名变为 name-1，全文一致。文件中的字节和注释会略去。转发前请先阅读预览：您自己写的文字会保持原样。',
  key: '化名对照表',
  keyColumns: ['化名', '原文'],
  hidden: (count) => `已隐藏 ${formatCount(count)} 个地址和名称。对照表：`,
  save: '保存报告',
  saving: '正在写入…',
  preview: '报告预览',
  writing: '正在生成预览…',
  waiting: '抓包文件的哈希算完后才有预览：报告用 SHA-256 标明它们。',
}
