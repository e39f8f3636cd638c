/** One of the workers: hashes files beside the analysis, which never waits for it. */
import { expose } from 'comlink'
import type { HashApi } from './api/hash'
import { sha256Of } from './desk/sha256'

export function startHash(): void {
  // Browsers leave it out outside of a secure context (plain http to another machine).
  const subtle = 'subtle' in crypto ? crypto.subtle : undefined

  expose({ sha256: (file) => sha256Of(file, subtle) } satisfies HashApi)
}
