/** 简体中文：抓包文件里应用层的对话。 */
import type { applications as enApplications } from './en-applications'
import { formatCount } from './format'

const counted = (what: string) => (count: number) => `${formatCount(count)} ${what}`

const FRAME = '帧'
const TIME = '时间'
const BETWEEN = '谁 → 谁'

export const applications: typeof enApplications = {
  title: '应用层',
  totals: {
    dns: counted('次 DNS 查询'),
    http: counted('个 HTTP 请求'),
    tls: counted('次 TLS 握手'),
    session: counted('条其他会话事件'),
  },
  columns: {
    dns: [FRAME, TIME, BETWEEN, '查询', '应答', '耗时', '应答帧'],
    http: [FRAME, TIME, BETWEEN, '请求', '状态', '类型', '耗时', '响应帧'],
    tls: [FRAME, TIME, BETWEEN, '服务器名', '版本', 'ALPN', 'JA4', '告警', '耗时'],
    session: [FRAME, TIME, BETWEEN, '协议', '事件', '内容'],
  },
  unanswered: '无应答',
  noRecords: '无记录',
  noResponse: '无响应',
  requestNotCaptured: '未抓到请求',
  offered: (list) => `${list}（客户端提议）`,
  decrypted: (version) => `${version}（已解密）`,
  more: (count, exported) =>
    `另有 ${formatCount(count)} 条；JSON 导出中列出 ${formatCount(exported)} 条`,
}
