/** Text beside the captures: what each was recognised as, what it gave, and its hash. */
import type { SidecarFile, Sidecars } from '../model/sidecar'
import { html, type Markup } from './escape'
import { table } from './html-table'
import type { ReportWords } from './words'

export function sidecarTable({ files }: Sidecars, words: ReportWords): Markup {
  const { sidecars, captures } = words
  if (files.length === 0) return html``
  return html`<h3>${sidecars.title}</h3>
    ${table(
      words,
      sidecars.columns,
      files.map((file) => [
        file.name,
        file.format === '' ? sidecars.unknown : file.format,
        file.gave === '' ? sidecars.nothing : words.said(file.gave),
        fitOf(file, words),
        file.sha256 === '' ? captures.notComputed : html`<span class="mono">${file.sha256}</span>`,
      ]),
    )}`
}

function fitOf({ named, seen, notUnderstood, message }: SidecarFile, words: ReportWords): string {
  const { sidecars } = words
  const says: string[] = []
  if (named > 0) says.push(seen > 0 ? sidecars.fits(seen, named) : sidecars.fitsNothing(named))
  if (notUnderstood > 0) says.push(sidecars.notUnderstood(notUnderstood))
  if (message !== '') says.push(words.said(message))
  return says.length === 0 ? '–' : words.sentences(says)
}
