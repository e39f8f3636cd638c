/** A desk with a case of real captures, analysed by the real engine. */
import { readOctets } from '../../../workers/capture/read-octets'
import type { Desk } from '../../../workers/desk/library'
import type { TimedFrame } from '../../support/tcp-script'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { analyse, captureOf, fileOf } from '../../support/analyse'
import { newDesk } from './desk'

/** All of the case's time. */
export const ALL = { starts: [0], from: 0, to: Infinity }

/** `frames`: of one capture, in any order of time. */
export async function deskWith(
  frames: readonly TimedFrame[],
): Promise<{ desk: Desk; id: string; file: File }> {
  const file = fileOf(captureOf(frames.toSorted((a, b) => a.time - b.time)))
  const { result, lists } = packLists(await analyse(file))
  const desk = newDesk({ readOctets })
  const { id } = await desk.save(result, lists, [file])
  return { desk, id, file }
}
