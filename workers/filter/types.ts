/** Types of fields, and what may be done with values of a type. */
export type FieldType =
  | 'protocol'
  /** Present or not, without a value. */
  | 'label'
  | 'boolean'
  | 'uint8'
  | 'uint16'
  | 'uint24'
  | 'uint32'
  | 'uint64'
  | 'int32'
  | 'string'
  | 'bytes'
  | 'ether'
  | 'ipv4'
  | 'ipv6'
  /** A point in time, written as date, and as seconds since 1970. */
  | 'time'
  | 'epoch'
  /** Seconds, to the nanosecond. */
  | 'duration'

/** Types whose values can be compared with each other. */
export type Family = 'none' | 'number' | 'string' | 'octets' | 'ipv4' | 'ipv6' | 'time' | 'duration'

const FAMILIES: Readonly<Record<FieldType, Family>> = {
  protocol: 'octets',
  label: 'none',
  boolean: 'number',
  uint8: 'number',
  uint16: 'number',
  uint24: 'number',
  uint32: 'number',
  uint64: 'number',
  int32: 'number',
  string: 'string',
  bytes: 'octets',
  ether: 'octets',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  time: 'time',
  epoch: 'time',
  duration: 'duration',
}

export function familyOf(type: FieldType): Family {
  return FAMILIES[type]
}

/** The largest value of a type of unsigned numbers; Infinity: it is none. */
export function largestOf(type: FieldType): number {
  switch (type) {
    case 'uint8':
      return 0xff
    case 'uint16':
      return 0xffff
    case 'uint24':
      return 0xffffff
    case 'uint32':
      return 0xffffffff
    default:
      return Infinity
  }
}

/** Can `[0:2]` be taken of it? */
export function isSliceable(type: FieldType): boolean {
  const family = familyOf(type)
  return family === 'octets' || family === 'string' || family === 'ipv4' || family === 'ipv6'
}

/** As it is called in a sentence: `an IPv4 address`. */
export function typeName(type: FieldType): string {
  switch (familyOf(type)) {
    case 'none':
      return 'a mark without value'
    case 'number':
      return type === 'boolean' ? 'a yes or no' : 'a number'
    case 'string':
      return 'a text'
    case 'octets':
      return type === 'ether' ? 'a MAC address' : type === 'protocol' ? 'a protocol' : 'octets'
    case 'ipv4':
      return 'an IPv4 address'
    case 'ipv6':
      return 'an IPv6 address'
    case 'time':
      return 'a time'
    case 'duration':
      return 'a number of seconds'
  }
}
