/** What names the groups into which a detector of the analyst's puts frames. */
import type { OwnName } from '../detect/own-reports'
import { quoted } from '../filter/filter-of'
import type { FieldInfo } from '../filter/registry'
import { valueText } from '../filter/entity-values'
import { familyOf } from '../filter/types'
import type { Value } from '../filter/values'
import { formatEndpoint } from '../model/address'
import type { OwnGroup } from '../model/own-detector'
import type { PacketFacts } from '../model/packet-facts'

const NOTHING: OwnName = { from: '', to: '', value: '', condition: '' }

/** All frames of the capture. */
export const WHOLE: readonly OwnName[] = [NOTHING]

/** None: the frame has nothing of the kind. `values`: of `field`, which a group per value has. */
export function namesOf(
  per: OwnGroup,
  facts: () => PacketFacts,
  field: FieldInfo | null,
  values: () => readonly Value[],
): readonly OwnName[] {
  switch (per) {
    case 'capture':
      return WHOLE
    case 'value':
      return field === null
        ? []
        : distinctTexts(values(), field).map((text) => ofValue(field, text))
    case 'source': {
      const { src } = facts()
      return src === '' ? [] : [{ ...NOTHING, from: src, condition: `${ip(src)}.src == ${src}` }]
    }
    case 'destination': {
      const { dst } = facts()
      return dst === '' ? [] : [{ ...NOTHING, to: dst, condition: `${ip(dst)}.dst == ${dst}` }]
    }
    case 'hosts':
      return ends(facts(), false)
    case 'conversation':
      return ends(facts(), true)
  }
}

/** Each once, as they are written. */
export function distinctTexts(values: readonly Value[], { type }: FieldInfo): string[] {
  return [...new Set(values.map((value) => valueText(value, type)))]
}

function ends(
  { src, dst, srcPort, dstPort, datagramPorts }: PacketFacts,
  ports: boolean,
): OwnName[] {
  if (src === '' || dst === '') return []
  const both = [src, dst].map((address) => `${ip(address)}.addr == ${address}`)
  const [from, to] = srcPort >= 0 ? [srcPort, dstPort] : datagramPorts
  if (!ports || from < 0) return [{ ...NOTHING, from: src, to: dst, condition: both.join(' && ') }]
  const port = (number: number) =>
    `(tcp.port == ${String(number)} || udp.port == ${String(number)})`
  return [
    {
      ...NOTHING,
      from: formatEndpoint(src, from),
      to: formatEndpoint(dst, to),
      condition: [...both, port(from), port(to)].join(' && '),
    },
  ]
}

function ofValue(field: FieldInfo, text: string): OwnName {
  const { name } = field
  return { ...NOTHING, value: text, condition: `${name} == ${literal(field, text)}` }
}

function literal({ type }: FieldInfo, text: string): string {
  if (type === 'boolean') return text === 'True' ? '1' : '0'
  if (type === 'bytes' || type === 'protocol') return (text.match(/../gu) ?? []).join(':')
  const family = familyOf(type)
  return family === 'string' || family === 'time' ? quoted(text) : text
}

const ip = (address: string): string => (address.includes(':') ? 'ipv6' : 'ip')
