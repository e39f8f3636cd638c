/** English: tables of many rows. */
import { formatCount } from './format'

export const table = {
  find: 'Find',
  findIn: (name: string) => `Find in: ${name}`,
  rows: (shown: number, all: number) =>
    shown === all
      ? `${formatCount(all)} ${all === 1 ? 'row' : 'rows'}`
      : `${formatCount(shown)} of ${formatCount(all)} rows`,
  copy: 'Copy as CSV',
  copyOf: (name: string) => `Copy as CSV: ${name}`,
  save: (table: string, format: string) => `Save as ${format}: ${table}`,
  /** A column whose numbers have a unit: `Median (ns)`. */
  inUnit: (title: string, unit: string) => `${title} (${unit})`,
  copied: 'Copied',
  notCopied: 'The browser does not allow it',
  /** Of records that a case lists, to which a bound applies. */
  listed: (listed: number, total: number) =>
    listed >= total ? '' : `from the first ${formatCount(listed)} of ${formatCount(total)} records`,
}

export const figures = {
  save: (format: string, title: string) => `Save figure as ${format}: ${title}`,
  refused: 'The browser cannot draw it.',
}
