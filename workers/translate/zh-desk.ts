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
    'What your own detectors found now is not stored with the case: this browser has no room for it.',
    '您自己的检测器这次的发现没有存入案例：此浏览器没有空间。',
  ],
  [
    'What your own detectors found now is not stored with the case: this browser refused it ({1}).',
    '您自己的检测器这次的发现没有存入案例：此浏览器拒绝保存（{1~}）。',
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
  ['The index of this case cannot be read.', '无法读取本案例的索引。'],
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
  [
    'The note is not kept: this browser has no room left. Remove older cases.',
    '笔记未保存：此浏览器已没有空间。请删除旧案例。',
  ],
  [
    'The note is not kept: a case holds at most {1} notes and marks.',
    '笔记未保存：一个案例最多 {1} 条笔记和标记。',
  ],
  ['The note is not kept: {1}', '笔记未保存：{1~}'],
  [
    '{1} Without it, filters know number, time, length, interface, connection and what the TCP analysis noted (tcp.analysis.*).',
    '{1!}没有它，过滤器只知道编号、时间、长度、接口、连接，以及 TCP 分析所标的内容（tcp.analysis.*）。',
  ],
  [
    'This filter looks into packets, and {1} is not kept with this case: drop it again.',
    '此过滤器要查看数据包内容，而 {1} 未随本案例保存：请再次拖入。',
  ],
  [
    'This filter looks into packets, and {1} cannot be read: it was moved or changed since. Drop it again.',
    '此过滤器要查看数据包内容，而 {1} 已被移动或修改，无法读取。请再次拖入。',
  ],
  [
    '“{1}” is not at hand: it was not kept with the case. Choose the file again to read it.',
    '“{1}”不在手头：未随案例保存。要读取它，请重新选择该文件。',
  ],
  [
    'This body could not be put together: “{1}” does not hold its connection from the request on, or it travelled inside of something else.',
    '无法提取这段内容：“{1}”没有从请求开始的完整连接，或者它是封装在别的内容里传送的。',
  ],
  [
    'Frame {1} and those before it do not show it: part of the login is missing, or it travelled inside of something else.',
    '第 {1} 帧及之前的帧中没有：登录过程不完整，或者它是封装在别的内容里传送的。',
  ],
  [
    'The packets are not kept with this case: drop {1} again to look into this connection.',
    '数据包未随本案例保存：要查看这条连接，请再次拖入 {1}。',
  ],
  [
    'The packets cannot be read: {1} was moved or changed since. Drop it again to look into this connection.',
    '无法读取数据包：{1} 已被移动或修改。要查看这条连接，请再次拖入此文件。',
  ],
  ['This case lists no connection with the number {1}.', '本案例没有列出编号为 {1} 的连接。'],
  [
    "The frames of this connection have no index: neither this browser's storage nor memory had room for that of {1}. Remove older cases or cut the capture into parts (editcap -c), and drop it again.",
    '这条连接的帧没有索引：此浏览器的存储和内存都容纳不下 {1} 的索引。请删除旧案例，或将抓包文件切成几份（editcap -c），再重新拖入。',
  ],
  [
    '{1#} packet[s] of {2} cannot be saved: the capture is not at hand. Drop it again.',
    '{2} 的 {1} 个数据包无法保存：抓包文件不在手头。请再次拖入。',
  ],
  [
    '{1#} packet[s] of {2} cannot be saved: there was no room for an index of them.',
    '{2} 的 {1} 个数据包无法保存：没有空间存放它们的索引。',
  ],
  [
    '{1#} packet[s] of {2} cannot be saved: the file numbers them, but they are events, not packets.',
    '{2} 中有 {1} 条无法保存：文件给了编号，但它们是事件，不是数据包。',
  ],
  [
    '{1#} packet[s] of {2} have a time that pcapng cannot express, and stand at the nearest one that it can.',
    '{2} 的 {1} 个数据包的时间无法用 pcapng 表示，已取最接近的时间。',
  ],
  ['There is nothing to be saved.', '没有可以保存的内容。'],
  [
    '{1} is not at hand: the table holds what the index knows, without addresses and protocols. Drop it again.',
    '{1} 不在手头：表中只有索引所知的内容，没有地址和协议。请再次拖入。',
  ],
  [
    'The table cannot be written: {1} was moved or changed since it was dropped. Drop it again.',
    '无法写入表：拖入之后，{1} 已被移动或修改。请再次拖入。',
  ],
  [
    '{1#} packet[s] of {2} cannot be in the table: there was no room for an index of them.',
    '{2} 的 {1} 个数据包无法列入表中：没有空间存放它们的索引。',
  ],
  [
    '{1#} packet[s] are not in the table: the selection was forgotten meanwhile. Apply the filter again.',
    '{1} 个数据包不在表中：其间已不再保留这次筛选的结果。请重新应用过滤器。',
  ],
  [
    '{1#} packet[s] of {2} have no tcp.stream and relative numbers: there was no room to count further.',
    '{2} 的 {1} 个数据包没有 tcp.stream 和相对序号：没有空间继续计数。',
  ],
  [
    '{1#} packet[s] of {2} have a time that the table cannot express; they have none there.',
    '{2} 的 {1} 个数据包的时间无法在表中表示，表中为空。',
  ],
  [
    'The table holds the first {1#} of {2#} connections: no more are listed.',
    '表中有 {2} 条连接中的前 {1} 条：其余的没有列出。',
  ],
  [
    '{1} has {2#} more comments than were kept: packets may lack theirs.',
    '{1} 的注释比保存的多 {2} 条：有些数据包可能缺少注释。',
  ],
  [
    'This connection was opened with secrets that are not kept with a case. Drop the capture again, together with its key log.',
    '这条连接是用密钥解密的，而密钥不随案例保存。请把抓包文件与密钥日志一起再次拖入。',
  ],
]
