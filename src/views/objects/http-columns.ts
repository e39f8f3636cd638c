/** Columns of the list of HTTP transactions. */
import { formatEndpoint } from '../../../workers/model/address'
import type { HttpObject } from '../../../workers/model/objects'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatCount, formatSpan } from '../../text/format'
import type { Column } from '../../ui/table'

export function httpColumns(): Column<HttpObject>[] {
  const { columns } = text.objects
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
      ...{ id: 'type', title: columns.type, width: '128px', mono: true },
      text: ({ contentType }) => visibleText(contentType) || '–',
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
      ...{ id: 'client', title: columns.client, width: '112px', mono: true },
      text: ({ src }) => visibleText(src),
    },
    {
      ...{ id: 'server', title: columns.server, width: '152px', mono: true },
      text: ({ dst, dstPort }) => formatEndpoint(visibleText(dst), dstPort),
    },
    {
      ...{ id: 'frame', title: columns.frame, width: '70px', num: true },
      text: ({ frame }) => formatCount(frame),
      value: ({ frame }) => frame,
      frame: ({ capture, frame }) => ({ capture, frame }),
    },
  ]
}
