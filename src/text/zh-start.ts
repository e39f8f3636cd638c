/** 简体中文：案例从这里开始。 */
import type { start as enStart } from './en-start'

export const start: typeof enStart = {
  title: '网络出了什么问题？',
  lead: '拖入抓包文件，几秒后便能读到它们证明了什么：结论直白，附上作为证据的数据包、尚存的疑问，以及修复命令。',
  drop: '将抓包文件拖到这里',
  dropHint:
    'pcap、pcapng 或 snoop，可压缩，也可在 ZIP 或 tar 包中 · 一个、多个或整个文件夹 · 大小不限 · 可附带旁证文本：kubectl、cilium、hubble、ip',
  choose: '选择文件',
  privacy: '一切都留在这个浏览器里。',
  privacyCheck:
    '本页自身的安全策略禁止一切连接。自行验证：查看开发者工具的“网络”面板，或断开网络。',
  samples: '或者先看一个示例案例',
  samplesHint: '由本页逐个数据包现场生成。',
  run: '分析',
  making: '正在生成数据包…',
  failed: '以下内容无法读取',
}
