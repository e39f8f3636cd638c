/** 简体中文：抓包文件自身的欠缺（workers/detect/wording/quality）。 */
import type { Entry } from './catalogue'

export const QUALITY: readonly Entry[] = [
  [
    'At least {1#} packet[s] that passed this tap [is|are] not in the capture, by acknowledgements or other taps',
    '从确认或其他抓包点看，至少有 {1} 个经过此抓包点的数据包不在抓包文件中',
  ],
  [
    'The capturing system lost {1#} packet[s] by its own account ({2})',
    '据抓包系统自己统计，丢失了 {1} 个数据包（{2}）',
  ],
  [
    '{1#} frame was cut short ({2}), the shortest to {3#} octet[s]',
    '{1} 帧被截短（{2}），最短的只剩 {3} 字节',
  ],
  [
    '{1#} frames were cut short ({2}), the shortest to {3#} octet[s]',
    '{1} 帧被截短（{2}），最短的只剩 {3} 字节',
  ],
  ['Of {1#} conversation[s] one direction is missing', '{1} 条会话只抓到一个方向'],
  ['{1#} frame repeats an earlier one at the same tap', '{1} 帧与同一抓包点较早的帧重复'],
  ['{1#} frames repeat an earlier one at the same tap', '{1} 帧与同一抓包点较早的帧重复'],
  [
    '{1#} packet is larger than Ethernet carries without jumbo frames ({2} of all), most likely by segmentation offload',
    '{1} 个数据包大于不用巨帧的以太网所能承载的长度（占 {2}），很可能是分段卸载所致',
  ],
  [
    '{1#} packets are larger than Ethernet carries without jumbo frames ({2} of all), most likely by segmentation offload',
    '{1} 个数据包大于不用巨帧的以太网所能承载的长度（占 {2}），很可能是分段卸载所致',
  ],
  ['Time stamps step back {1#} time[s], by up to {2t}', '时间戳倒退 {1} 次，最多 {2}'],
]
