/** Series of the graph: what they count, in which unit and colour, and how the address has them. */
import type { Counted } from '../../state/time-graph.svelte'
import type { SeriesBins } from '../../../workers/api/time-series'
import type { CaptureResult } from '../../../workers/model/run'

/** Letters of the address. `packets` and `events` are numbers of a bin, the others rates. */
export const UNITS = { n: 'packets', p: 'packetRate', b: 'bitRate', e: 'events' } as const
export type UnitLetter = keyof typeof UNITS
export type Unit = (typeof UNITS)[UnitLetter]

/** They differ in lightness too; beside that every series has a lane of its own. */
export const COLOURS = ['teal', 'blue', 'amber', 'violet', 'green', 'red'] as const
export type Colour = (typeof COLOURS)[number]

export interface Series {
  /** Display filter; empty: every packet. */
  filter: string
  unit: Unit
  colour: Colour
}

export const MOST_SERIES = 8
/** A filter longer than that is none that anybody looks at. */
const LONGEST = 2000
/** The graph is open, and has no series. */
const NONE = '-'

/** Null: the graph is closed. One series a line: letter of the unit, number of the colour, filter. */
export function seriesOf(graph: string): Series[] | null {
  if (graph === '') return null
  return graph.split('\n').flatMap(seriesIn).slice(0, MOST_SERIES)
}

function seriesIn(line: string): Series[] {
  const [, letter, number, filter = ''] = /^([npbe])([0-5]):(.*)$/.exec(line) ?? []
  const colour = COLOURS[Number(number)]
  if (letter === undefined || colour === undefined || filter.length > LONGEST) return []
  return [{ filter: filter.trim(), unit: UNITS[letter as UnitLetter], colour }]
}

export function graphText(series: readonly Series[]): string {
  if (series.length === 0) return NONE
  const letters = Object.keys(UNITS) as UnitLetter[]
  return series
    .map(({ filter, unit, colour }) => {
      const letter = letters.find((known) => UNITS[known] === unit) ?? 'n'
      return `${letter}${COLOURS.indexOf(colour)}:${filter}`
    })
    .join('\n')
}

/** What is shown when the graph is opened for the first time. */
export const FIRST_SERIES: readonly Series[] = [
  { filter: '', unit: 'bitRate', colour: 'teal' },
  { filter: 'tcp.analysis.flags', unit: 'events', colour: 'red' },
]

export interface Preset {
  /** `tap`: named by what was captured there. */
  id: 'bits' | 'errors' | 'retransmissions' | 'syns' | 'resets' | 'dns' | 'fragments' | 'tap'
  tap: string
  series: Omit<Series, 'colour'>[]
}

const preset = (id: Preset['id'], filter: string, unit: Unit = 'packets', tap = ''): Preset => ({
  id,
  tap,
  series: [{ filter, unit }],
})

/** Taps of all captures: one name may stand for taps of several. */
export function presetsOf(captures: readonly Pick<CaptureResult, 'taps'>[]): Preset[] {
  const taps = [...new Set(captures.flatMap(({ taps }) => taps.map(({ name }) => name)))]
  const named = taps.length < 2 ? [] : taps.filter((name) => name !== '')
  return [
    preset('bits', '', 'bitRate'),
    preset('errors', 'tcp.analysis.flags', 'events'),
    preset(
      'retransmissions',
      'tcp.analysis.retransmission || tcp.analysis.fast_retransmission || tcp.analysis.spurious_retransmission',
    ),
    preset('syns', 'tcp.flags.syn == 1 && tcp.flags.ack == 0'),
    preset('resets', 'tcp.flags.reset == 1'),
    preset('dns', 'dns'),
    preset('fragments', 'ip.flags.mf == 1 || ip.frag_offset > 0'),
    ...named.map((name) => preset('tap', `tap == ${quoted(name)}`, 'bitRate', name)),
  ]
}

/** As a string of the filter language. */
function quoted(name: string): string {
  return `"${name.replace(/[\\"]/g, '\\$&')}"`
}

/** The colour that the fewest series have. */
export function nextColour(series: readonly Series[]): Colour {
  const uses = (colour: Colour) => series.filter((one) => one.colour === colour).length
  return COLOURS.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best))
}

/** What of a bin is shown. */
export function valueAt(bins: SeriesBins, bin: number, unit: Unit, binNanos: number): number {
  const perSecond = 1e9 / binNanos
  switch (unit) {
    case 'packets':
      return bins.packets[bin] ?? 0
    case 'events':
      return bins.events[bin] ?? 0
    case 'packetRate':
      return (bins.packets[bin] ?? 0) * perSecond
    case 'bitRate':
      return (bins.octets[bin] ?? 0) * 8 * perSecond
  }
}

/** Of the bin that is this bar; null: not counted yet, or in other bins. */
export function valueIn(
  counted: Counted | null,
  bar: { from: number; to: number } | undefined,
  unit: Unit,
): number | null {
  if (bar === undefined || counted === null) return null
  const { bins, window } = counted
  if (window.binNanos !== bar.to - bar.from) return null
  return valueAt(
    bins,
    Math.round((bar.from - window.from) / window.binNanos),
    unit,
    window.binNanos,
  )
}

export interface Summary {
  max: number
  /** Bin of the first maximum. */
  at: number
  /** Packets of all bins. */
  packets: number
}

export function summaryOf({ bins, window }: Counted, unit: Unit): Summary {
  const summary = { max: 0, at: 0, packets: 0 }
  for (let bin = 0; bin < bins.packets.length; bin++) {
    summary.packets += bins.packets[bin] ?? 0
    const value = valueAt(bins, bin, unit, window.binNanos)
    if (value > summary.max) Object.assign(summary, { max: value, at: bin })
  }
  return summary
}
