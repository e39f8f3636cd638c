/** Fields of one SNMP message: RFC 1157 §4, RFC 3416 §3; with security RFC 3412 §6. */
import {
  INTEGER,
  OCTET_STRING,
  readElement,
  SEQUENCE,
  smallInteger,
  type Element,
} from '../../protocol/ber'
import { formatOid } from '../../protocol/tls/der'
import type { Octets } from '../../wire/octets'
import { octetsAt, textAt, type Tell } from './found'

const PDU = 0xa0
const TRAP_1 = 4
const LAST_PDU = 8
const WITH_SECURITY = 3
const ENCRYPTED = 2
const OBJECT_ID = 0x06

/** @throws Fault where the message breaks the rules. */
export function tellSnmp(octets: Octets, tell: Tell): void {
  const message = readElement(octets, 0, octets.reported)
  const version = readElement(octets, message.at, message.end)
  const number = smallInteger(octets, version)
  if (number === WITH_SECURITY) {
    tell('snmp.msgVersion', number)
    tellScoped(octets, version.end, message.end, tell)
    return
  }
  tell('snmp.version', number)
  const community = readElement(octets, version.end, message.end)
  if (community.tag !== OCTET_STRING) return
  tell('snmp.community', textAt(octets, community.at, community.end - community.at))
  tellPdu(octets, readElement(octets, community.end, message.end), tell)
}

function tellScoped(octets: Octets, at: number, end: number, tell: Tell): void {
  const header = readElement(octets, at, end)
  const id = readElement(octets, header.at, header.end)
  const size = readElement(octets, id.end, header.end)
  const flags = readElement(octets, size.end, header.end)
  const parameters = readElement(octets, header.end, end)
  if ((octets.u8(flags.at) & ENCRYPTED) !== 0) return
  const scoped = readElement(octets, parameters.end, end)
  const engine = readElement(octets, scoped.at, scoped.end)
  const name = readElement(octets, engine.end, scoped.end)
  tellPdu(octets, readElement(octets, name.end, scoped.end), tell)
}

function tellPdu(octets: Octets, pdu: Element, tell: Tell): void {
  const kind = pdu.tag - PDU
  if (kind < 0 || kind > LAST_PDU) return
  tell('snmp.data', kind)
  // The trap of version 1 has other things in front: RFC 1157 §4.1.6
  let { at } = pdu
  if (kind === TRAP_1) {
    for (let passed = 0; passed < 5; passed++) at = readElement(octets, at, pdu.end).end
  } else {
    for (const name of ['request_id', 'error_status', 'error_index']) {
      const element = readElement(octets, at, pdu.end)
      if (element.tag === INTEGER && !isBulk(kind, name)) {
        tell(`snmp.${name}`, smallInteger(octets, element))
      }
      at = element.end
    }
  }
  tellNames(octets, readElement(octets, at, pdu.end), tell)
}

/** Of a bulk request these are other numbers: RFC 3416 §3. */
const isBulk = (kind: number, name: string) => kind === 5 && name !== 'request_id'

function tellNames(octets: Octets, list: Element, tell: Tell): void {
  for (let { at } = list; at < list.end;) {
    const binding = readElement(octets, at, list.end)
    if (binding.tag !== SEQUENCE) return
    const name = readElement(octets, binding.at, binding.end)
    octets.need(name.end)
    if (name.tag === OBJECT_ID) {
      tell('snmp.name', formatOid(octetsAt(octets, name.at, name.end - name.at)))
    }
    at = binding.end
  }
}
