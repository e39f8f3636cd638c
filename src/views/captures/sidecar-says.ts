/** What is to be said of a side-car beyond what it gave. */
import type { SidecarFile } from '../../../workers/model/sidecar'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'

export function sidecarSays(file: SidecarFile): string[] {
  const { sidecars } = text
  if (file.format === '') return [sidecars.notUsed]
  const says: string[] = []
  if (file.entries === 0) says.push(sidecars.nothing)
  if (file.named > 0) {
    says.push(
      file.seen > 0 ? sidecars.fits(file.seen, file.named) : sidecars.fitsNothing(file.named),
    )
  }
  if (file.notUnderstood > 0) says.push(sidecars.notUnderstood(file.notUnderstood))
  if (file.message !== '') says.push(sidecars.message(visibleText(text.said(file.message))))
  return says
}
