/** 简体中文：命令面板与快捷键一览。 */
import type { commands as enCommands } from './en-commands'
import { formatCount } from './format'

const themes = { system: '跟随系统', light: '浅色', dark: '深色' }

export const commands: typeof enCommands = {
  button: '命令',
  title: '命令',
  search: '输入命令，或帧号',
  searchFrame: '帧号',
  none: '没有命令含有这些字。',
  noFrame: '请输入本案例中的帧号。',
  hint: '↑ ↓ 选择，Enter 执行，Esc 退出',
  keysTitle: '快捷键',
  keysLead: '在输入框中打字时不起作用。Wireshark 已有的，与 Wireshark 相同。',
  plainKeys: '单独按下的键，不加 Ctrl 或 Alt',
  groups: {
    go: '转到',
    finding: '发现',
    packet: '数据包',
    case: '案例',
    page: '页面',
    recent: '最近的案例',
  },
  names: {
    Ctrl: 'Ctrl',
    Alt: 'Alt',
    Shift: 'Shift',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
  },
  macNames: { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' },

  start: '起始页',
  nextFinding: '下一项发现',
  previousFinding: '上一项发现',
  walkFindings: '在发现列表中：逐项移动',
  finding: (number, claim) => `第 ${number} 项发现：${claim}`,
  goToFrame: '转到帧…',
  openFrame: (frame, capture) =>
    capture === ''
      ? `打开第 ${formatCount(frame)} 帧`
      : `打开 ${capture} 的第 ${formatCount(frame)} 帧`,
  mark: '标记该帧，或取消标记',
  filterPackets: '过滤数据包',
  findOctets: '在数据包的字节中查找…',
  nextMatch: '下一处匹配',
  previousMatch: '上一处匹配',
  nextPacket: '下一个数据包',
  previousPacket: '上一个数据包',
  nextInFlow: '会话中的下一个数据包',
  previousInFlow: '会话中的上一个数据包',
  nextEvidence: '下一个证据帧',
  previousEvidence: '上一个证据帧',
  openFiles: '打开文件…',
  saveReport: '保存报告',
  saveDocument: '将分析保存为 JSON',
  saveEvidence: '将此项发现的证据保存为 pcapng',
  saveMarked: '将标记的数据包保存为 pcapng',
  newCase: '新案例',
  theme: (choice) => `主题：${themes[choice]}`,
  palette: '命令…',
  keys: '显示快捷键',
  back: '后退：回到之前的页面、选择和过滤器',
  forward: '前进',
  recent: (title, made) => `打开 ${title}，${made}`,
}
