/** Captures of cases, as selecting frames needs them: their index chunk by chunk, and their octets. */
import { noApplications } from '../model/app-records'
import type { CaptureStep } from '../model/capture'
import { unpack } from '../model/packed'
import type { CaptureAccess, Reader } from '../select/capture-access'
import type { CaptureFiles } from './capture-files'
import type { Stores } from './stores'

export interface OctetOpening {
  /** `steps` lead from the file to the capture, unless it is the file. */
  openOctets: (file: Blob, steps?: readonly CaptureStep[]) => Promise<Reader>
}

export interface CaseCapture extends CaptureAccess {
  /** The kept or dropped file; null: neither is at hand. */
  file(): Promise<Blob | null>
  /** What the numbers of its connections count from; null: not known of any. */
  numbers(): Promise<Uint32Array | null>
}

export interface CaptureAccesses {
  /** null: there is no such capture. */
  of(id: string, capture: number): Promise<CaseCapture | null>
  forget(id: string): void
}

export function newCaptureAccesses(
  stores: Pick<Stores, 'holderOf'>,
  files: CaptureFiles,
  { openOctets }: OctetOpening,
): CaptureAccesses {
  /** Of the case that was asked for last, by capture: lists ask for every screen. */
  let known = { id: '', captures: new Map<number, CaseCapture>() }

  async function found(id: string, capture: number): Promise<CaseCapture | null> {
    const store = await stores.holderOf(id)
    const all = (await store?.facts(id)) ?? []
    const facts = all[capture]
    if (store === null || facts === undefined) return null
    const file = () => files.of(id, all, capture)
    let numbers: Promise<Uint32Array | null> | null = null
    return {
      facts,
      rows: await store.rowsOf(id, capture),
      chunk: (chunk, wanted) => store.chunk(id, capture, chunk, wanted),
      file,
      numbers: () => (numbers ??= store.numbers(id, capture)),
      async open() {
        const blob = await file()
        return blob === null ? null : openOctets(blob, facts.within?.steps)
      },
      async applications() {
        const packed = (await store.lists(id))?.applications[capture]
        return packed === undefined ? noApplications() : unpack(packed)
      },
    }
  }

  return {
    async of(id, capture) {
      const own =
        known.id === id ? known : (known = { id, captures: new Map<number, CaseCapture>() })
      const access = own.captures.get(capture) ?? (await found(id, capture))
      if (access !== null && known === own) own.captures.set(capture, access)
      return access
    },
    forget(id) {
      if (known.id === id) known = { id: '', captures: new Map<number, CaseCapture>() }
    },
  }
}
