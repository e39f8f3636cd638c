/** `hubble observe -o tab`: a table. */
import type { SidecarFormat } from './facts'
import { takeEvent } from './hubble-event'
import { isHeader, rowsOf } from './table'

const COLUMNS = ['TIMESTAMP', 'SOURCE', 'DESTINATION', 'TYPE', 'VERDICT', 'SUMMARY']

export const hubbleTab: SidecarFormat = {
  title: 'hubble observe -o tab',
  recognise: (head) => head.some((line) => isHeader(line, COLUMNS)),

  parse(text, facts) {
    for (const row of rowsOf(text, COLUMNS)) {
      const cell = (name: string) => row.cell(name)
      const [src = '', srcId = ''] = parted(cell('SOURCE'))
      const [dst = '', dstId = ''] = parted(cell('DESTINATION'))
      const [verdict = ''] = cell('VERDICT').split(' ', 1)
      const words = { time: cell('TIMESTAMP'), node: cell('NODE'), type: cell('TYPE') }
      takeEvent({ ...words, src, srcId, dst, dstId, verdict, summary: cell('SUMMARY') }, facts)
    }
  },
}

/** `shop/orders-0:80 (ID:4402)`. */
const parted = (end: string): string[] => end.replace(/\)$/, '').split(' (', 2)
