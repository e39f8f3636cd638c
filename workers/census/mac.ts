/** MAC addresses as text: IEEE Std 802-2014 §8.1.2, with colons. */

/** `high`: the first two octets, `low`: the other four. */
export function formatMac(high: number, low: number): string {
  const hex = high.toString(16).padStart(4, '0') + low.toString(16).padStart(8, '0')
  return hex.replace(/(..)(?=.)/g, '$1:')
}
