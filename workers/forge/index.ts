/** The sample cases of the start screen. Each takes a seed and returns a capture. */
import { mtuBlackHoleCase } from './cases/mtu-black-hole'
import { slowHandshakeCase } from './cases/slow-handshake'
import { tailFirstCase } from './cases/tail-first'
import { type SampleCase } from './cases/sample'

export { type Sample, type SampleCase } from './cases/sample'

export const samples: readonly SampleCase[] = [tailFirstCase, mtuBlackHoleCase, slowHandshakeCase]
