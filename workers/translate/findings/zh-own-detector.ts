/** 简体中文：分析者自己编写的检测器。标题、过滤器和说明保持原样。 */
import type { Entry } from '../catalogue'
import { DESK } from '../zh-desk'
import { FILTER } from '../zh-filter'

/** 范围和时间；既单独出现，也出现在句子之中。 */
const PLACES: readonly Entry[] = [
  ['from {1w}', '来自 {1}'],
  ['to {1w}', '发往 {1}'],
  ['between {1w} and {2w}', '{1} 与 {2} 之间'],
  ['with {1w} {2}', '{1} 为 {2}'],
  ['from one source', '来自同一来源'],
  ['to one destination', '发往同一目的地'],
  ['between two hosts', '两台主机之间'],
  ['in one conversation', '同一会话中'],
  ['with one value', '值相同'],
  ['with one value of {1w}', '{1} 的值相同'],
  ['within {1t}', '{1} 内'],
  ['{1} within {2t}', '{1!}，{2} 内'],
]

const CLAIMS: readonly Entry[] = [
  ['{1}: {2#} frame[s]', '{1}：{2} 帧'],
  ['{1}: {2#} frame[s] {3}', '{1}：{2} 帧（{3!}）'],
  ['{1}: {2#} [value|different values] of {3w}', '{1}：{3} 有 {2} 个不同的值'],
  ['{1}: {2#} [value|different values] of {3w} {4}', '{1}：{3} 有 {2} 个不同的值（{4!}）'],
]

/** 太多而不逐一报告的。 */
const OTHERS: readonly Entry[] = [
  ['{1}: {2#} more {3}, at most {4} each', '{1}：另有 {2} {3!}，每个最多 {4!}'],
  ['{1#} frame[s]', '{1} 帧'],
  ['{1#} [value|different values] of {2w}', '{2} 的 {1} 个不同的值'],
  ['capture[s]', '个抓包文件'],
  ['source[s]', '个来源'],
  ['destination[s]', '个目的地'],
  ['[pair|pairs] of hosts', '对主机'],
  ['conversation[s]', '条会话'],
  ['value[s]', '个值'],
  ['Among them: {1}.', '其中包括：{1&}。'],
  ['Those with most are told one by one.', '数量最多的已逐一报告。'],
]

const HAPPENED: readonly Entry[] = [
  ['1 frame passes its filter.', '有 1 帧通过其过滤器。'],
  ['1 frame {1} passes its filter.', '有 1 帧（{1!}）通过其过滤器。'],
  ['{1#} frames pass its filter, spread over {2t}.', '有 {1} 帧通过其过滤器，历时 {2}。'],
  [
    '{1#} frames {2} pass its filter, spread over {3t}.',
    '有 {1} 帧（{2!}）通过其过滤器，历时 {3}。',
  ],
  ['They hold {1#} [value|different values] of {2w}: {3}.', '其中 {2} 有 {1} 个不同的值：{3&}。'],
  ['Most came within {1t}: {2#}.', '最集中时，{1} 内有 {2} 个。'],
  ['They are {1%} of {2#} frame[s] that pass[es] {3}.', '占通过 {3} 的 {2} 帧的 {1}。'],
]

const RULE: readonly Entry[] = [
  ['At least {1#} frame[s] that pass[es] {2}.', '至少 {1} 帧通过 {2}。'],
  ['At least {1#} frame[s] {2} that pass[es] {3}.', '至少 {1} 帧（{2!}）通过 {3}。'],
  [
    'At least {1#} [value|different values] of {2w} in frames that pass {3}.',
    '通过 {3} 的帧中，{2} 至少有 {1} 个不同的值。',
  ],
  [
    'At least {1#} [value|different values] of {2w} in frames {3} that pass {4}.',
    '通过 {4} 的帧中（{3!}），{2} 至少有 {1} 个不同的值。',
  ],
  ['They must be at least {1%} of those that pass {2}.', '并且至少占通过 {2} 的帧的 {1}。'],
]

const SILENCE: readonly Entry[] = [
  ['No frame passes its filter.', '没有帧通过其过滤器。'],
  [
    '{1#} [frame passes|frames pass] its filter, at most {2#}.',
    '有 {1} 帧通过其过滤器，最多 {2} 个。',
  ],
  [
    '{1#} [frame passes|frames pass] its filter, at most {2#} {3}.',
    '有 {1} 帧通过其过滤器，最多 {2} 个（{3!}）。',
  ],
  [
    '{1#} [frame passes|frames pass] its filter, at most {2#} [value|different values] of {3w}.',
    '有 {1} 帧通过其过滤器，{3} 最多有 {2} 个不同的值。',
  ],
  [
    '{1#} [frame passes|frames pass] its filter, at most {2#} [value|different values] of {3w} {4}.',
    '有 {1} 帧通过其过滤器，{3} 最多有 {2} 个不同的值（{4!}）。',
  ],
  [
    '{1#} [frame passes|frames pass] its filter, at most {2%} of the others.',
    '有 {1} 帧通过其过滤器，最多占另一过滤器的 {2}。',
  ],
  [
    '{1#} [frame passes|frames pass] its filter, at most {2%} of the others {3}.',
    '有 {1} 帧通过其过滤器，最多占另一过滤器的 {2}（{3!}）。',
  ],
  ['It was stopped before it had looked at all frames.', '它在检查完所有帧之前被停止了。'],
  ['It looked at nothing: {1}', '它没有检查任何内容：{1~}'],
  ['There is no field {1}.', '没有字段 {1}。'],
]

const DOUBTS: readonly Entry[] = [
  [
    'The frames were counted: every frame of the capture was held against the filter.',
    '这是逐帧计数的结果：抓包中的每一帧都用过滤器检查过。',
  ],
  ['The frames were counted.', '这是逐帧计数的结果。'],
  ['{1#} frame[s] beyond the bound [was|were] left out.', '超出上限的 {1} 帧未计入。'],
  ['{1#} frame[s] without an index [was|were] not looked at.', '没有索引的 {1} 帧未检查。'],
  [
    '{1#} [frame passes|frames pass] without what names a group, and [was|were] not counted.',
    '{1} 帧通过过滤器，但没有可据以归并的内容，未计入。',
  ],
  [
    '{1#} [frame passes too and is a copy of another: it was|frames pass too and are copies of others: they were] not counted.',
    '另有 {1} 帧也通过过滤器，但它们是其他帧的副本，未计入。',
  ],
  [
    'Frames below that pass the filter and mean something else.',
    '下列帧虽通过过滤器，却另有含义。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['frames', '帧'],
  ['different values', '不同的值'],
  ['most within {1t}', '{1} 内最多'],
  ['frames of the other filter', '另一过滤器的帧'],
  ['share of them', '占其比例'],
  ['passes', '通过'],
  ['not told one by one', '未逐一报告'],
]

export const OWN_DETECTOR: readonly Entry[] = [
  ...[...PLACES, ...CLAIMS, ...OTHERS, ...HAPPENED, ...RULE, ...SILENCE, ...DOUBTS, ...SHOWN],
  ...[...DESK, ...FILTER],
]
