/** A part of the ladder of a connection as a drawing, to be saved. */
import type { FlowLadder } from '../../../workers/figure/flow/flow-ladder'
import type { SegmentSeries } from '../../../workers/model/flow-trace'
import { text } from '../../text'
import { svgElement } from '../../ui/figure-export/in-light'
import type { Picture } from '../../ui/figure-export/standalone'
import { segmentNotes, segmentTone, segmentWords } from './segment-words'

/** Lines of a drawing: more of them nobody looks at in one picture. */
const MOST = 200
const ROW = 30
const HEAD = 28
const LEFT = 190
const RIGHT = 640
const WIDTH = 900
const ROLES = { bad: 'm-bad', warn: 'm-limit', plain: 'm-plain' }

/** From line `first` on. */
export function ladderPicture(
  series: SegmentSeries,
  ladder: FlowLadder,
  first: number,
  sides: readonly [string, string],
): Picture {
  const lines = ladder.lines.subarray(first, first + MOST)
  const height = HEAD + lines.length * ROW + 6
  const viewBox = `0 0 ${WIDTH} ${height}`
  const svg = svgElement('svg', { width: WIDTH, height, viewBox }) as SVGSVGElement
  const end = (x: number) =>
    svgElement('line', { class: 'm-axis', x1: x, x2: x, y1: HEAD - 6, y2: height })
  svg.append(end(LEFT), end(RIGHT))
  svg.append(words(sides[0], LEFT, 14, 'middle'), words(sides[1], RIGHT, 14, 'middle'))
  for (const [index, segment] of lines.entries()) {
    const y = HEAD + index * ROW
    svg.append(...(segment < 0 ? silence(ladder, segment, y) : line(series, ladder, segment, y)))
  }
  const title = text.flow.ladderOf(...sides)
  const part = text.flow.ladderPart(first + 1, first + lines.length, ladder.lines.length)
  return { title, description: part, svg, below: [part] }
}

function line(series: SegmentSeries, ladder: FlowLadder, segment: number, y: number): SVGElement[] {
  const again = ladder.sentAgain[segment] ?? 0
  const role = ROLES[segmentTone(series, segment, again)]
  const forth = series.side[segment] === 0
  const since = (((series.time[segment] ?? 0) - (series.time[0] ?? 0)) / 1e9).toFixed(6)
  const at = y + ROW - 7
  const [tip, back] = forth ? [RIGHT, -7] : [LEFT, 7]
  const colour = role === 'm-plain' && forth ? 'm-accent' : role
  return [
    words(`#${series.frame[segment] ?? 0}`, 0, y + 15, 'start'),
    words(since, LEFT - 14, y + 15, 'end'),
    words(segmentWords(series, segment), (LEFT + RIGHT) / 2, y + 15, 'middle', role),
    svgElement('line', { class: colour, x1: LEFT, x2: RIGHT, y1: at, y2: at }),
    svgElement('path', {
      class: colour,
      d: `M${tip + back} ${at - 4}L${tip} ${at}L${tip + back} ${at + 4}`,
    }),
    words(segmentNotes(series, segment, again), RIGHT + 14, y + 15, 'start', role, false),
  ]
}

function silence(ladder: FlowLadder, segment: number, y: number): SVGElement[] {
  const said = text.flow.silence(ladder.silences[-1 - segment] ?? 0)
  return [words(said, (LEFT + RIGHT) / 2, y + 18, 'middle', 'm-label', false)]
}

function words(
  said: string,
  x: number,
  y: number,
  anchor: string,
  role = 'm-value',
  mono = true,
): SVGElement {
  const shown = role === 'm-plain' ? 'm-value' : role
  const attributes = { class: shown, x, y, 'text-anchor': anchor, 'font-size': 12 }
  const element = svgElement('text', attributes, said)
  element.style.fontFamily = mono ? 'var(--mono)' : 'var(--sans)'
  return element
}
