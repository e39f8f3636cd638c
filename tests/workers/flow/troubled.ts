import { hold, lose, sometimes } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'

/** Downloads and uploads over a path that loses, delays and overtakes. */
export function troubled() {
  const scene = new Scene({ seed: 11 })
  const node1 = scene.node({ address: '172.16.0.1' })
  const node2 = scene.node({ address: '172.16.0.2' })
  const client = node1.pod('10.42.0.15', { vni: 100 })
  const server = node2.pod('10.42.1.23', { vni: 200 })
  scene.path.push(lose(0.03), sometimes(0.05, hold(2e6, 1.9e6)))
  for (let i = 0; i < 12; i++) {
    const exchanges = [httpExchange({ octets: 40_000 }), httpExchange({ upload: 20_000 })]
    talk(scene, { client, server, start: i * 1e9, exchanges, keepAlive: 2e9 })
  }
  scene.run(60e9)
  return { node1, node2 }
}
