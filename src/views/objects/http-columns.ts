/** Columns of the list of HTTP transactions. */
import { formatEndpoint } from '../../../workers/model/address'
import type { HttpObject } from '../../../workers/model/objects'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatCount, formatSpan } from '../../text/format'
import type { Column } from '../../ui/table'
import { captureColumns } from '../shell/capture-column'
import { momentOf } from './moment'

type TimedCaptures = Pick<CaseResult, 'captures' | 'spine'>

/** `application/javascript` fits on a screen of any width, where the captures need no column. */
const TYPE_WIDTH = {
  alone: 'clamp(176px, 15vw, 300px)',
  beside: 'clamp(140px, 24vw - 168px, 300px)',
}

/**
 * The URL needs the room: where captures need a column, the client stands below the server; on a
 * narrow page it does so too, and the type below the URL.
 */
export function shownHttpColumns(result: TimedCaptures, narrow: boolean): Column<HttpObject>[] {
  const under: Record<string, (row: HttpObject) => string> = {
    ...(narrow || result.captures.length > 1 ? { server: fromClient } : {}),
    ...(narrow ? { url: typeOf } : {}),
  }
  // When it was stands with the details of one.
  const apart = ['time', 'server' in under ? 'client' : '', 'url' in under ? 'type' : '']
  return httpColumns(result)
    .filter(({ id }) => !apart.includes(id))
    .map((column) => {
      const below = under[column.id]
      return below === undefined ? column : { ...column, below }
    })
}

const fromClient = ({ src }: HttpObject) => text.objects.fromClient(visibleText(src))
const typeOf = ({ contentType }: HttpObject) => visibleText(contentType) || '–'

/** All of them: what is searched and taken away. */
export function httpColumns(result: TimedCaptures): Column<HttpObject>[] {
  const { columns } = text.objects
  const captures = captureColumns<HttpObject>(result)
  return [
    {
      ...{ id: 'url', title: columns.url, mono: true },
      text: ({ method, url }) =>
        method === '' ? text.objects.noRequest : visibleText(`${method} ${url}`),
    },
    {
      ...{ id: 'status', title: columns.status, width: '92px', num: true },
      text: ({ status }) => (status === 0 ? text.objects.noResponse : String(status)),
      value: ({ status }) => status || null,
    },
    {
      ...{ id: 'type', title: columns.type, mono: true },
      width: captures.length === 0 ? TYPE_WIDTH.alone : TYPE_WIDTH.beside,
      text: typeOf,
    },
    {
      ...{ id: 'size', title: columns.size, width: '80px', num: true },
      text: ({ responseOctets }) => (responseOctets < 0 ? '–' : formatCount(responseOctets)),
      value: ({ responseOctets }) => (responseOctets < 0 ? null : responseOctets),
    },
    {
      ...{ id: 'latency', title: columns.latency, width: '80px', num: true, unit: 'ns' },
      text: ({ latency }) => (latency < 0 ? '–' : formatSpan(latency)),
      value: ({ latency }) => (latency < 0 ? null : latency),
    },
    {
      ...{ id: 'client', title: columns.client, width: '120px', mono: true },
      text: ({ src }) => visibleText(src),
    },
    {
      ...{ id: 'server', title: columns.server, width: '164px', mono: true },
      text: ({ dst, dstPort }) => formatEndpoint(visibleText(dst), dstPort),
    },
    {
      ...{ id: 'time', title: columns.time },
      text: (row) => momentOf(result, row).words,
      value: (row) => momentOf(result, row).nanos,
    },
    ...captures,
    {
      ...{ id: 'frame', title: columns.frame, width: '70px', num: true },
      text: ({ frame }) => String(frame),
      value: ({ frame }) => frame,
      frame: ({ capture, frame }) => ({ capture, frame }),
    },
  ]
}
