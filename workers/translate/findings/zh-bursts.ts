/** 简体中文：与时延有关的检测器共用：突发和中位数等。 */
import type { Entry } from '../catalogue'

export const BURSTS: readonly Entry[] = [
  ['They come in {1#} burst[s]{2?}: {3}.', '它们集中在 {1} 次突发中{2!}：{3&}。'],
  [', one every {1t}', '，每 {1} 一次'],
  ['{1} to {2} ({3#})', '{1} 至 {2}（{3} 次）'],
  ['burst {1#}', '突发 {1}'],
  ['bursts', '突发'],
  ['median', '中位数'],
  ['99th percentile', '第 99 百分位数'],
]
