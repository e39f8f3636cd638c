/** Who a layer is from and to, by name. */
import type { Field } from '../../../workers/model/frame-view'
import type { HostNames } from '../../../workers/model/host-names'
import { visibleText } from '../../../workers/model/visible-text'

const FROM = /^(?:ipv?6?\.src|arp\.src\.proto_ipv4)$/
const TO = /^(?:ipv?6?\.dst|arp\.dst\.proto_ipv4)$/

/** `shop/orders-0 → 10.0.0.9`; empty: nobody names either. */
export function endNames(fields: readonly Field[], names: HostNames): string {
  const ends = [FROM, TO].map((side) => fields.find(({ name }) => side.test(name))?.value ?? '')
  if (ends.every((address) => names.of(address) === '')) return ''
  return ends.map((address) => names.of(address) || visibleText(address)).join(' → ')
}
