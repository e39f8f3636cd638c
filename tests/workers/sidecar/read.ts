/** Side-cars out of text, as the pipeline reads them. */
import { noSidecars, type Sidecars } from '../../../workers/model/sidecar'
import { addSidecar, isSidecar, resolve } from '../../../workers/sidecar'

const encoder = new TextEncoder()

/** What several texts say together; each must be recognised. */
export function read(...texts: string[]): Sidecars {
  const facts = noSidecars()
  for (const [index, text] of texts.entries()) {
    const octets = encoder.encode(text)
    if (!isSidecar(octets)) throw new Error(`not recognised: ${text.slice(0, 60)}`)
    const name = `${String(index + 1)}.txt`
    addSidecar(facts, { name, file: name, size: octets.length }, octets, false)
  }
  resolve(facts)
  return facts
}

export const recognised = (text: string): boolean => isSidecar(encoder.encode(text))

/** Format, lines understood and not, and the summary, of the only file. */
export function told(text: string): [format: string, entries: number, bad: number, gave: string] {
  const [file] = read(text).files
  return [file?.format ?? '', file?.entries ?? -1, file?.notUnderstood ?? -1, file?.gave ?? '']
}

/** Facts without the index of their file. */
export function bare<F extends { file: number }>(facts: readonly F[]): Omit<F, 'file'>[] {
  return facts.map(({ file, ...rest }) => {
    if (file < 0) throw new Error('a fact without file')
    return rest
  })
}

/** The text with the line ends of Windows. */
export const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
