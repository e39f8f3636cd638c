/**
 * TLS key logs of a case: text files dropped beside the captures, told by their content. They are
 * read before the captures, and each says in the end how many of its secrets were of use.
 */
import { MAX_KEY_LOG_OCTETS } from '../limits/limits'
import { KeyLog, parseKeyLog } from '../protocol/tls/key-log'

/** Octets at the start of a file that tell whether it is a key log. */
const HEAD = 4096

export class KeyLogs {
  /** Secrets of all files together. */
  readonly all = new KeyLog()
  private readonly files: { name: string; keyLog: KeyLog }[] = []

  /** False: the file is something else. */
  async take(file: File): Promise<boolean> {
    const keyLog = await readKeyLog(file)
    if (keyLog === null) return false
    this.files.push({ name: file.name, keyLog })
    this.all.merge(keyLog)
    return true
  }

  /** One line a file, e.g. `TLS key log: 12 secrets, 9 used`. */
  report(): { name: string; message: string }[] {
    return this.files.map(({ name, keyLog }) => {
      const used = `${String(keyLog.size)} secrets, ${String(this.all.usedOf(keyLog))} used`
      const beyond =
        keyLog.beyond === 0 ? '' : `, ${String(keyLog.beyond)} beyond the bound left out`
      return { name, message: `TLS key log: ${used}${beyond}` }
    })
  }
}

async function readKeyLog(file: File): Promise<KeyLog | null> {
  if (file.size > MAX_KEY_LOG_OCTETS) return null
  const head = await file.slice(0, HEAD).text()
  const lines = file.size > HEAD ? head.slice(0, head.lastIndexOf('\n') + 1) : head
  return parseKeyLog(lines) === null ? null : parseKeyLog(await file.text())
}
