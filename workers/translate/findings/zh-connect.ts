/** 简体中文：connect-unanswered 和 connect-refused 共用。 */
import type { Entry } from '../catalogue'

export const CONNECT: readonly Entry[] = [
  ['They were carried in {1}.', '它们由 {1} 承载。'],
  ['Find out which process on {1w} does this.', '找出 {1} 上是哪个进程在这样做。'],
  [
    'More than {1#} destinations with one thing in common become one finding.',
    '超过 {1} 个目的端有共同之处时，合并为一项发现。',
  ],
  ['RST', 'RST'],
  ['attempts', '尝试'],
  ['sources', '来源'],
  ['destinations', '目的端'],
]
