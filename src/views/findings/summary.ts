/** The short forms in which a finding stands in the list. */
import type { Finding, Metric } from '../../../workers/model/finding'
import { writtenMetric } from '../../../workers/model/metric-unit'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatCount } from '../../text/format'

const MOST_METRICS = 2

/** `10.0.0.1 → 10.0.0.2 · tail first 458 · VXLAN 16621`: a narrow list cuts off the end, so numbers come early. */
export function summaryOf({ detector, entities, metrics }: Finding): string[] {
  const said = (words: string) => text.finding.said(detector, words)
  const { from, to, ...rest } = entities
  const ends = [from, to].filter(isText).map(said)
  const parts = ends.length === 2 ? [ends.join(' → ')] : ends
  const numbers = metrics
    .filter(({ value }) => value !== 0)
    .slice(0, MOST_METRICS)
    .map((metric) => {
      const shown = {
        ...metric,
        label: said(metric.label),
        unit: text.finding.said('', metric.unit),
      }
      return `${shown.label} ${formatMetric(shown)}`
    })
  return [...parts, ...numbers, ...Object.values(rest).map(said)].map(visibleText)
}

/** `1460 octets`; units that only repeat what is counted stay out. */
export function formatMetric(metric: Metric): string {
  const { number, unit } = writtenMetric(metric, formatCount)
  return unit === '' ? number : `${number} ${unit}`
}

function isText(value: string | undefined): value is string {
  return value !== undefined
}
