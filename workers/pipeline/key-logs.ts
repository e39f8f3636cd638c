/**
 * TLS key logs of a case: text files dropped beside the captures, told by their content. They are
 * read before the captures, and each says in the end how many of its secrets were of use.
 */
import { MAX_KEY_LOG_OCTETS } from '../limits/limits'
import { KEY_LOG, type SidecarFile } from '../model/sidecar'
import { KeyLog, parseKeyLog } from '../protocol/tls/key-log'

/** Octets at the start of a file that tell whether it is a key log. */
const HEAD = 4096

export class KeyLogs {
  /** Secrets of all files together. */
  readonly all = new KeyLog()
  private readonly files: { file: File; keyLog: KeyLog }[] = []

  /** False: the file is something else. */
  async take(file: File): Promise<boolean> {
    const keyLog = await readKeyLog(file)
    if (keyLog === null) return false
    this.files.push({ file, keyLog })
    this.all.merge(keyLog)
    return true
  }

  /** One side-car a file: a secret that was used is one that the captures hold. */
  report(): SidecarFile[] {
    return this.files.map(({ file: { name, size }, keyLog: { size: secrets, beyond }, keyLog }) => {
      const used = this.all.usedOf(keyLog)
      return {
        ...{ name, file: name, size, sha256: '', format: KEY_LOG },
        ...{ entries: secrets, notUnderstood: 0, named: secrets, seen: used },
        gave: `${String(secrets)} secrets, ${String(used)} used`,
        message: beyond === 0 ? '' : `${String(beyond)} beyond the bound were left out`,
      }
    })
  }
}

async function readKeyLog(file: File): Promise<KeyLog | null> {
  if (file.size > MAX_KEY_LOG_OCTETS) return null
  const head = await file.slice(0, HEAD).text()
  const lines = file.size > HEAD ? head.slice(0, head.lastIndexOf('\n') + 1) : head
  return parseKeyLog(lines) === null ? null : parseKeyLog(await file.text())
}
