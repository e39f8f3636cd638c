/** Values of the frame that `${…}` in a filter speaks of. */
import { entitiesOf, leavesOf, type Entity, type Test } from '../filter/program'
import type { FieldInfo } from '../filter/registry'
import type { Value } from '../filter/values'
import { CHUNK_ROWS } from '../model/frame-columns'
import { RecordFields } from './application/record-fields'
import { Unreadable, type CaptureAccess } from './capture-access'
import { contextOf } from './capture-context'
import { octetsOf, placeOf } from './facet-store'
import { FrameSource } from './frame-source'
import { RowSource } from './row-source'
import { NO_STREAM_FACTS } from './streams/stream-facts'

export type References = (field: FieldInfo) => readonly Value[]

export const NO_REFERENCES: References = () => []

/** Fields that a filter refers to. */
export function referencesIn(test: Test): FieldInfo[] {
  return leavesOf(test).flatMap(entitiesOf).flatMap(referred)
}

function referred(entity: Entity): FieldInfo[] {
  switch (entity.kind) {
    case 'reference':
      return [entity.field]
    case 'slice':
    case 'negate':
      return referred(entity.of)
    case 'call':
      return entity.given.flatMap(referred)
    case 'arithmetic':
      return [...referred(entity.left), ...referred(entity.right)]
    default:
      return []
  }
}

/** @throws Unreadable */
export async function referencesOf(
  fields: readonly FieldInfo[],
  access: CaptureAccess,
  frame: number,
): Promise<References> {
  const values = new Map<string, readonly Value[]>()
  const chunk = Math.floor((frame - 1) / CHUNK_ROWS)
  const columns = frame < 1 || frame > access.rows ? null : await access.chunk(chunk)
  const reader = await access.open()
  if (columns === null || reader === null) throw new Unreadable()
  try {
    const context = contextOf(access.facts)
    const row = (frame - 1) % CHUNK_ROWS
    const at = columns.fileAt[row] as number
    const end = at + (columns.capLen[row] as number)
    const octets = await octetsOf(reader, { from: row, to: row + 1, at, end })
    const rowSource = new RowSource(context, NO_REFERENCES)
    const first = chunk * CHUNK_ROWS
    rowSource.aim(
      {
        columns,
        facets: null,
        headers: null,
        conversations: null,
        streamFacts: NO_STREAM_FACTS,
        first,
        timeBefore: NaN,
      },
      row,
    )
    const records = new RecordFields(await access.applications())
    const source = new FrameSource(rowSource, context, records)
    source.aim({ octets, ...placeOf(access.facts, columns, row) })
    for (const field of fields) {
      values.set(
        field.name,
        source.occurrences(field).map(({ value }) => value),
      )
    }
  } finally {
    await reader.close()
  }
  return ({ name }) => values.get(name) ?? []
}
