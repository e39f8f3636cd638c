/** The files of a case, to be analysed once more: captures, and what was dropped beside them. */
import type { CaseFiles } from '../api/library'
import type { CaptureFacts } from '../model/capture'
import type { CaseResult } from '../model/run'
import { filesOfSidecars, KEY_LOG } from '../model/sidecar'
import { keptWith, type AttachedFiles } from './attached-files'
import { isReadable, type CaptureFiles } from './capture-files'
import type { Stores } from './stores'

/** A file of a case. */
interface Part {
  name: string
  size: number
  /** Where it is attached and kept: with this capture, or behind all of them; −1: nowhere. */
  place: number
}

type Told = Pick<CaseResult, 'sidecars'> & { captures: readonly { facts: CaptureFacts }[] }

export interface FilesOfCases {
  /** What the case was read from just now. */
  dropped(id: string, result: Told, files: readonly File[]): void
  /** Where files beside the captures are kept. */
  placesBeside(result: Told): number[]
  filesOf(id: string): Promise<CaseFiles>
  forget(id: string): void
  forgetAll(): void
}

export function newFilesOfCases(
  stores: Pick<Stores, 'holderOf'>,
  attached: AttachedFiles,
  captureFiles: Pick<CaptureFiles, 'of'>,
): FilesOfCases {
  const all = new Map<string, readonly File[]>()

  async function fileOf(id: string, facts: readonly CaptureFacts[], { name, place }: Part) {
    const blob = place < 0 ? null : await captureFiles.of(id, facts, place)
    if (blob === null || !(await isReadable(blob))) return null
    return blob instanceof File && blob.name === name ? blob : new File([blob], name)
  }

  return {
    dropped(id, result, files) {
      all.set(id, files)
      const beside = filesOfSidecars(result.sidecars.files, files)
      const first = result.captures.length
      for (const place of placesBeside(result)) {
        const file = beside[place - first] ?? null
        if (file !== null) attached.attach(id, place, file)
      }
    },

    placesBeside,

    async filesOf(id) {
      const files = all.get(id)
      if (files !== undefined && (await areReadable(files))) return { kind: 'files', files }
      const result = (await (await stores.holderOf(id))?.open(id))?.result
      if (result === undefined) return { kind: 'absent', names: [] }
      const parts = partsOf(result)
      const facts = result.captures.map((capture) => capture.facts)
      const found = await Promise.all(parts.map((part) => fileOf(id, facts, part)))
      const atHand = found.filter((file) => file !== null)
      if (atHand.length === parts.length) return { kind: 'files', files: atHand }
      return { kind: 'absent', names: parts.map(({ name }) => name) }
    },

    forget: (id) => void all.delete(id),
    forgetAll: () => all.clear(),
  }
}

function placesBeside(result: Told): number[] {
  const first = result.captures.length
  return partsOf(result)
    .map(({ place }) => place)
    .filter((place) => place >= first)
}

/** Each file once, captures first: texts of a bundle come with it. Secrets are not kept anywhere. */
function partsOf({ captures, sidecars }: Told): Part[] {
  const facts = captures.map((capture) => capture.facts)
  const parts = facts.flatMap(({ name, size, within }, place): Part[] =>
    keptWith(facts, place) === place ? [{ name: within?.file ?? name, size, place }] : [],
  )
  for (const [i, { name, file, size, format }] of sidecars.files.entries()) {
    const inside = name.startsWith(`${file}/`)
    const known = inside && parts.some((part) => part.name === file && part.size === size)
    const place = format === KEY_LOG ? -1 : captures.length + i
    if (!known) parts.push({ name: file, size, place })
  }
  return parts
}

async function areReadable(files: readonly File[]): Promise<boolean> {
  const readable = await Promise.all(files.map(isReadable))
  return readable.every((each) => each)
}
