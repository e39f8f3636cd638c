/** 简体中文：打开和读取抓包文件时的说明（workers/capture、workers/pipeline）。 */
import type { Entry } from './catalogue'

/** 文件是什么；接在文件名之后。 */
const OTHER_FILES: readonly Entry[] = [
  [
    '“{1}” is no capture but goes with one ({2}): drop both together',
    '“{1}”不是抓包文件，而是旁证文件（{2}）：请与抓包文件一起拖入',
  ],
  ['“{1}” {2}', '“{1}”{2!}'],
  ['holds, compressed with {1}, something that {2}', '以 {1} 压缩，其内容{2!}'],
  ['is text, not a capture', '是文本，不是抓包文件'],
  ['is {1}, not a capture', '是 {1~}，不是抓包文件'],
  ['is {1}, which is not read yet: {2}', '是 {1~}，目前无法读取：{2~}'],
  ['a Sniffer capture', 'Sniffer 抓包文件'],
  ['a NetXRay capture', 'NetXRay 抓包文件'],
  ['a Network Monitor {1} capture', 'Network Monitor {1} 抓包文件'],
  ['an EtherPeek capture', 'EtherPeek 抓包文件'],
  ['an ERF capture', 'ERF 抓包文件'],
  ['an xz file', 'xz 文件'],
  ['a bzip2 file', 'bzip2 文件'],
  ['a compress(1) file', 'compress(1) 文件'],
  ['an lzip file', 'lzip 文件'],
  ['a RAR archive', 'RAR 压缩包'],
  ['a Windows cabinet', 'Windows CAB 压缩包'],
  ['an ar archive', 'ar 归档'],
  ['a cpio archive', 'cpio 归档'],
  ['a 7-Zip archive', '7-Zip 压缩包'],
  ['a PNG image', 'PNG 图片'],
  ['a JPEG image', 'JPEG 图片'],
  ['a GIF image', 'GIF 图片'],
  ['a PDF document', 'PDF 文档'],
  ['a Microsoft Office document', 'Microsoft Office 文档'],
  ['an ELF program or core dump', 'ELF 程序或 core dump'],
  ['a Windows program', 'Windows 程序'],
  ['an SQLite database', 'SQLite 数据库'],
  ['unpack it first', '请先解包'],
  ['convert it with `{1}`', '请用 `{1}` 转换'],
  ['use `{1}`', '请用 `{1}`'],
  ['is empty', '是空的'],
  ['is a tar archive whose first header is damaged', '是 tar 归档，但第一个首部已损坏'],
  ['is not a capture of a known format: it begins {1}', '不是已知格式的抓包文件：开头为 {1}'],
  ['begins like pcapng but ends after {1} octets', '开头像 pcapng，但只有 {1} 字节'],
  [
    'begins like pcapng but gives no byte order: it is damaged',
    '开头像 pcapng，但没有字节序标记：文件已损坏',
  ],
  [
    'begins like pcap but ends inside its header, after {1} octets',
    '开头像 pcap，但首部不完整，只有 {1} 字节',
  ],
  [
    'begins like snoop but ends inside its header, after {1} octets',
    '开头像 snoop，但首部不完整，只有 {1} 字节',
  ],
  [
    'is a snoop capture of version {1}, which is not read',
    '是版本 {1} 的 snoop 抓包文件，无法读取',
  ],
  [
    'is a snoop capture of datalink type {1}, which is not read',
    '是链路类型 {1} 的 snoop 抓包文件，无法读取',
  ],
  ['could not be opened: {1}', '无法打开：{1~}'],
]

/** 压缩包里的条目。 */
const BUNDLES: readonly Entry[] = [
  ['holds {1} entries more that are no captures', '中另有 {1} 个条目不是抓包文件'],
  ['is packed more than {1} times: unpack it first', '打包超过 {1} 层：请先解包'],
  [
    'was not read: the bundle holds more than {1} captures',
    '未读取：压缩包中的抓包文件超过 {1} 个',
  ],
  ['is a link to “{1}”', '是指向“{1}”的链接'],
  [
    'is stored with holes, which is not read: unpack it first',
    '以稀疏方式存放，无法读取：请先解包',
  ],
  ['is no file', '不是文件'],
  ['is encrypted: unpack it with its password first', '已加密：请先用密码解包'],
  [
    'is damaged: no entry begins at offset {1} of the ZIP archive',
    '已损坏：ZIP 压缩包的偏移 {1} 处没有条目',
  ],
  ['is compressed with {1}, which is not read: unpack it first', '以 {1} 压缩，无法读取：请先解包'],
  [
    'lies where another entry of the ZIP archive lies, as in a decompression bomb: it was not read',
    '与 ZIP 压缩包中另一条目重叠，如同解压炸弹：未读取',
  ],
  [
    'is a ZIP archive of more than {1} octets in another: unpack it first',
    '是嵌在压缩包里的 ZIP，超过 {1} 字节：请先解包',
  ],
  ['is a ZIP archive without files', '是没有文件的 ZIP 压缩包'],
  ['is a ZIP archive that is not whole: {1}', '是不完整的 ZIP 压缩包：{1~}'],
  ['is a tar archive that is not whole: {1}', '是不完整的 tar 归档：{1~}'],
  ['has {1} entries more, which were not looked at', '另有 {1} 个条目未检查'],
  ['has entries more, which were not looked at', '另有条目未检查'],
  ['its directory is damaged after {1}', '目录在第 {1} 条之后损坏'],
  ['its directory is missing: it was cut off, or is damaged', '缺少目录：文件被截断或已损坏'],
  ['it is cut off inside the header at its octet {1}', '在第 {1} 字节处的首部中被截断'],
  ['the header at its octet {1} is damaged', '第 {1} 字节处的首部已损坏'],
]

/** 读到一半停下的原因。 */
const DAMAGE: readonly Entry[] = [
  [
    'the file is damaged at offset {1}: {2}; {3} octets were left out, and reading went on at offset {4} with frame {5}',
    '文件在偏移 {1} 处损坏：{2~}；略过 {3} 字节，从偏移 {4}、第 {5} 帧起继续读取',
  ],
  [
    'the file is damaged at offset {1}: {2}; {3} octets after it could not be read',
    '文件在偏移 {1} 处损坏：{2~}；其后 {3} 字节无法读取',
  ],
  [
    'the file is damaged at offset {1}: {2}; the rest could not be read',
    '文件在偏移 {1} 处损坏：{2~}；其余部分无法读取',
  ],
  ['so at {1} places more, {2} octets in all', '另有 {1} 处同样如此，共 {2} 字节'],
  [
    'the file is cut off in the middle of {1}: {2} of {3} octets are there',
    '文件在{1~}中间被截断：{3} 字节只有 {2} 字节',
  ],
  ['the header of frame {1#}', '第 {1} 帧的首部'],
  ['frame {1#}', '第 {1} 帧'],
  ['a block before the first frame', '第一帧之前的块'],
  ['a block after frame {1}', '第 {1} 帧之后的块'],
  ['{1} octets behind the end of the {2} data were left out', '{2} 数据结尾之后的 {1} 字节未读取'],
  [
    'the gzip data is cut off at its end, or its checksum is wrong',
    'gzip 数据结尾被截断，或校验和有误',
  ],
  ['the {1} data is damaged at its octet {2}', '{1} 数据在第 {2} 字节处损坏'],
  ['the {1} data is cut off', '{1} 数据被截断'],
  ['the zstd data is of a later version of the format', 'zstd 数据属于更新的格式版本'],
  ['the zstd data needs a dictionary, which is not in the file', 'zstd 数据需要字典，而文件中没有'],
  [
    'the zstd data needs a window of {1} octets, more than the {2} that are given to it: compress it anew without `--long`',
    'zstd 数据需要 {1} 字节的窗口，超过允许的 {2} 字节：请不带 `--long` 重新压缩',
  ],
  [
    'decompression was given up: {1} octets came of {2}, more than {3} of each',
    '已放弃解压：{2} 字节解出了 {1} 字节，超过 {3} 倍',
  ],
  ['the browser gave the file up: {1}', '浏览器放弃读取该文件：{1~}'],
  ['nothing came for {1} seconds', '{1} 秒内没有数据'],
  ['it cannot be read any more', '已无法再读取'],
  [
    'a record claims {1} captured octets where {2} are left',
    '一条记录声称抓到 {1} 字节，而只剩 {2} 字节',
  ],
  ['a record claims {1} captured octets', '一条记录声称抓到 {1} 字节'],
  ['a record of {1} octets claims {2} captured ones', '一条 {1} 字节的记录声称抓到 {2} 字节'],
  ['a block claims {1} octets where {2} are left', '一个块声称有 {1} 字节，而只剩 {2} 字节'],
  ['a block claims {1} octets', '一个块声称有 {1} 字节'],
  ['a block gives two different lengths', '一个块首尾给出的长度不一致'],
  ['a section gives no byte order', '一个 section 没有字节序标记'],
  ['a section of the unknown version {1}', '一个 section 的版本 {1} 未知'],
  ['a frame of {1} octets in a block of {2}', '{2} 字节的块中有一个 {1} 字节的帧'],
  [
    'a frame of interface {1}, which is not described before it',
    '一帧属于接口 {1}，而此前没有该接口的描述',
  ],
  ['a frame before any interface is described', '一帧出现在所有接口描述之前'],
  ['secrets of {1} octets in a block of {2}', '{2} 字节的块中有 {1} 字节的密钥'],
  ['a {1} block too short for its fields', '一个 {1} 块太短，放不下其字段'],
  ['an interface block too short for its fields', '一个 interface 块太短，放不下其字段'],
  ['an option that runs past the end of its {1} block', '一个选项超出了所在 {1} 块的结尾'],
  ['a name record that runs past the end of its block', '一条名称记录超出了所在块的结尾'],
]

export const CAPTURE: readonly Entry[] = [...OTHER_FILES, ...BUNDLES, ...DAMAGE]

/** 一条消息由几条组成：在这些开头之前分开。 */
export const JOINT =
  /; (?=the file is |so at |the \w+ data |the browser |decompression |nothing came |only its |\d+ facts )/
