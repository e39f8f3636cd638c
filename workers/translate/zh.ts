/** What the workers say, in simplified Chinese. */
import { Catalogue } from './catalogue'
import { BOUNDS, GIVEN } from './zh-bounds'
import { CAPTURE, JOINT } from './zh-capture'
import { DESK } from './zh-desk'
import { FIGURE } from './zh-figure'
import { FILTER } from './zh-filter'
import { QUALITY } from './zh-quality'

const CHINESE = new Catalogue([...CAPTURE, ...BOUNDS, ...DESK, ...QUALITY, ...FILTER, ...GIVEN], {
  joint: JOINT,
  joined: '；',
})

/** The sentence itself where there is no translation. */
export function inChinese(sentence: string): string {
  return CHINESE.translate(sentence)
}

const FIGURES = new Catalogue(FIGURE)

/** What stands on a figure. */
export function figureInChinese(words: string): string {
  return FIGURES.translate(words)
}
