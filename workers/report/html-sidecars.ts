/** Text beside the captures: what each was recognised as, what it gave, and its hash. */
import { formatNumber } from '../figure/format'
import type { SidecarFile, Sidecars } from '../model/sidecar'
import { html, type Markup } from './escape'
import { table } from './html-table'

export function sidecarTable({ files }: Sidecars): Markup {
  if (files.length === 0) return html``
  return html`<h3>Side-cars</h3>
    ${table(
      [
        { head: 'file' },
        { head: 'what it is' },
        { head: 'what it gave' },
        { head: 'how it fits' },
        { head: 'SHA-256' },
      ],
      files.map((file) => [
        file.name,
        file.format === '' ? 'text of no known format, not used' : file.format,
        file.gave === '' ? 'nothing' : file.gave,
        fitOf(file),
        file.sha256 === '' ? 'not computed' : html`<span class="mono">${file.sha256}</span>`,
      ]),
    )}`
}

function fitOf({ named, seen, notUnderstood, message }: SidecarFile): string {
  const says: string[] = []
  if (named > 0) {
    const names = formatNumber(named)
    says.push(
      seen > 0
        ? `${formatNumber(seen)} of ${names} names occur in the captures`
        : `fits nothing in these captures: none of its ${names} names occurs`,
    )
  }
  if (notUnderstood > 0) says.push(`lines not understood: ${formatNumber(notUnderstood)}`)
  if (message !== '') says.push(message)
  return says.length === 0 ? '–' : says.join('; ')
}
