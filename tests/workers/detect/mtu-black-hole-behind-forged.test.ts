/** A black hole that is captured behind it alone, from generated traffic. */
import { expect, it } from 'vitest'
import { dropAbove, towards } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import { writePcap } from '../../../workers/forge/pcap-writer'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import { analyse } from '../../support/analyse'
import { SECOND } from '../../support/records'
import { metric } from '../../support/replay'

it('an MTU black hole is told from generated traffic, captured where it ends', async () => {
  const scene = new Scene({ seed: 12, tunnel: { kind: 'geneve', port: 6081 } })
  const near = scene.node({ address: '198.51.100.4' })
  const far = scene.node({ address: '198.51.100.9' })
  scene.path.push(towards(far, dropAbove(1200)))
  const pods = { client: near.pod('10.7.1.5'), server: far.pod('10.7.2.6') }
  const upload = [httpExchange(), httpExchange({ upload: 6000 })]
  for (const start of [0, 2, 4]) {
    talk(scene, { ...pods, start: start * SECOND, exchanges: upload, patience: 20 * SECOND })
  }
  for (const start of [1, 10, 18]) {
    talk(scene, { ...pods, start: start * SECOND, exchanges: [httpExchange()] })
  }
  scene.run(30 * SECOND)
  const { findings: found } = await analyse(writePcap(far.frames()))
  const grave = found.filter(({ severity }) => severity === 'critical')
  expect(grave.map(({ detector, confidence }) => [detector, confidence])).toEqual([
    ['mtu-black-hole', 'likely'],
  ])
  expect(grave.map((finding) => metric(finding, 'connections'))).toEqual([3])
})
