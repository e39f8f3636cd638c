/** Captures on a desk: analysed, saved in memory, their files at hand. */
import type { Desk } from '../../../workers/desk/library'
import type { FlowAnswer } from '../../../workers/api/flows'
import type { FlowRow } from '../../../workers/model/flow-trace'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { readOctets } from '../../../workers/capture/read-octets'
import { analyse, fileOf } from '../../support/analyse'
import { newDesk } from './desk'

export interface FlowDesk {
  desk: Desk
  id: string
  rows: FlowRow[]
}

export async function flowDesk(...files: File[]): Promise<FlowDesk> {
  const { result, lists } = packLists(await analyse(...files))
  const desk = newDesk({ readOctets })
  await desk.start('memory', '')
  const { id } = await desk.save(result, lists, files)
  return { desk, id, rows: await desk.flowRows(id) }
}

export const flowDeskOf = (octets: Uint8Array<ArrayBuffer>) => flowDesk(fileOf(octets))

/** What was asked for; fails when it cannot be had. */
export function had<T>(answer: FlowAnswer<T>): T {
  if (answer.kind === 'absent') throw new Error(answer.message)
  return answer.value
}

export function firstOf<T>(list: readonly T[]): T {
  const [first] = list
  if (first === undefined) throw new Error('an empty list')
  return first
}
