/** One of the workers: makes the sample captures of the start screen. */
import { expose, transfer } from 'comlink'
import type { SampleName, SamplesApi } from './api/samples'
import { mtuBlackHoleCase } from './forge/cases/mtu-black-hole'
import type { SampleCase } from './forge/cases/sample'
import { slowHandshakeCase } from './forge/cases/slow-handshake'
import { tailFirstCase } from './forge/cases/tail-first'

const CASES: Readonly<Record<SampleName, SampleCase>> = {
  'tail-first': tailFirstCase,
  'mtu-black-hole': mtuBlackHoleCase,
  'slow-handshake': slowHandshakeCase,
}

export function startSamples(): void {
  expose({
    make(name) {
      const { name: fileName, octets } = CASES[name]()
      return Promise.resolve(transfer({ fileName, octets }, [octets.buffer]))
    },
  } satisfies SamplesApi)
}
