/** 简体中文：直方图和散点图上的字（workers/figure）。词太短，不与其他句子放在一起。 */
import type { Entry } from './catalogue'

export const FIGURE: readonly Entry[] = [
  ['Nothing was measured', '没有测到'],
  ['{1#} in all · bar height is logarithmic', '共 {1} 次 · 柱高为对数'],
  ['{1#} in all', '共 {1} 次'],
  ['threshold {1}', '阈值 {1}'],
  ['{1} to {2}: {3#} ({4})', '{1} 至 {2}：{3}（{4}）'],
  ['{1} at {2}, frame {3#}', '{1}，时间 {2}，第 {3} 帧'],
  ['{1} at {2}', '{1}，时间 {2}'],
  ['{1} Threshold {2}.', '{1!}阈值 {2}。'],
  ['{1#} durations in bins that double: {2}.', '{1} 个时长，区间逐个翻倍：{2~}。'],
  ['{1#} from {2}, {3}', '{2} 起 {1} 个，{3~}'],
  ['{1#} from {2}', '{2} 起 {1} 个'],
  ['{1#} event[s] over {2}, from {3} to {4}.', '{2} 内 {1} 个，从 {3} 到 {4}。'],
]
