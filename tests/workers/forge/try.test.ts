import { it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { samples } from '/work/main/workers/forge/index'
import { healthyCase, realisticCase } from '/work/main/workers/forge/cases/healthy'
it('x', () => {
  for (let round = 0; round < 2; round++)
  for (const make of [...samples, healthyCase, realisticCase]) {
    const t = performance.now()
    const s = make()
    console.log(s.name, s.octets.length, (performance.now()-t).toFixed(0)+' ms', JSON.stringify(s.truth))
    writeFileSync('/tmp/'+s.name, s.octets)
  }
})
