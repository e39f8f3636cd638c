/**
 * Octets that some link types put before each frame and count in its lengths, although they were
 * never on the wire. Wireshark 4.0 takes them off (`wiretap/pcap-common.c`), so `frame.len` and
 * `frame.cap_len` are shorter than the lengths in the file.
 */

const OCTETS: readonly (readonly [linktype: number, octets: number])[] = [
  [123, 4], // SUNATM
  [139, 4], // MTP2_WITH_PHDR
  [144, 16], // LINUX_IRDA
  [177, 16], // LINUX_LAPD
  [196, 5], // SITA
  [201, 4], // BLUETOOTH_HCI_H4_WITH_PHDR
  [204, 1], // PPP_WITH_DIR
  [209, 5], // I2C_LINUX
  [254, 4], // BLUETOOTH_LINUX_MONITOR
]

export function pseudoHeaderOctets(linktype: number): number {
  return OCTETS.find(([known]) => known === linktype)?.[1] ?? 0
}
