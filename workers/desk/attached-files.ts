/** Dropped files that are still at hand, per case and capture. They go when the page is closed. */
import type { CaptureFacts } from '../model/capture'

export interface AttachedFiles {
  attach(id: string, capture: number, file: Blob): void
  of(id: string, capture: number): Blob | null
  forget(id: string): void
  forgetAll(): void
}

export function newAttachedFiles(): AttachedFiles {
  const cases = new Map<string, Map<number, Blob>>()
  return {
    attach(id, capture, file) {
      const files = cases.get(id) ?? new Map<number, Blob>()
      cases.set(id, files.set(capture, file))
    },
    of: (id, capture) => cases.get(id)?.get(capture) ?? null,
    forget: (id) => void cases.delete(id),
    forgetAll: () => cases.clear(),
  }
}

/**
 * The file that each capture was read from. Captures stand in the order of their files, among which
 * side-cars and unreadable files may lie, and those of a bundle one after the other; null: the
 * capture came from none of them.
 */
export function filesOfCaptures(
  captures: readonly CaptureFacts[],
  files: readonly File[],
): (File | null)[] {
  const left = [...files]
  const found: (File | null)[] = []
  for (const [capture, { name, size, within }] of captures.entries()) {
    const wanted = within?.file ?? name
    const at = left.findIndex((file) => file.name === wanted && file.size === size)
    const same = within !== undefined && within.first < capture ? found[within.first] : undefined
    found.push(same ?? (at < 0 ? null : (left.splice(at, 1)[0] ?? null)))
  }
  return found
}

/** The capture with which the store keeps the file of this one. */
export function keptWith(facts: readonly CaptureFacts[], capture: number): number {
  return facts[capture]?.within?.first ?? capture
}
