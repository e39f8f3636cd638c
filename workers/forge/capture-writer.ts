/**
 * Writers of capture files.
 *
 *     writePcap([{ time: 1_000, octets: frame }], { nanosecond: true })
 *     writePcapng([{ time: 0, octets: frame, iface: 1, comment: 'here' }], {
 *       interfaces: [{ name: 'eth0' }, { name: 'lxc1', tsresol: 9 }],
 *     })
 */
export { DEFAULT_SNAPLEN, LINKTYPE, type CapturedFrame } from './captured-frame'
export { asSll, asSll2 } from './link-header'
export { writePcap, type PcapOptions } from './pcap-writer'
export { writePcapng, type PcapngOptions } from './pcapng-writer'
