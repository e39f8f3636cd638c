/** The captures that workers are warmed up with, before the first file comes. */
import type { Bytes } from '../fields'
import { healthyCase } from './healthy'
import { mtuBlackHoleCase } from './mtu-black-hole'
import { tailFirstCase } from './tail-first'
import { warmUpCapture } from './warm-up'
import { warmUpTalks } from './warm-up-talks'

const MAKERS: readonly (() => Bytes)[] = [
  warmUpCapture,
  warmUpTalks,
  () => mtuBlackHoleCase().octets,
  () => tailFirstCase().octets,
  () => healthyCase().octets,
]

/** `number`: from 0; null: there are no more. */
export function practiceCapture(number: number): File | null {
  const make = MAKERS[number]
  return make === undefined ? null : new File([make()], 'warm-up.pcap')
}
