import { it } from 'vitest'
import { captureOf, compatibleFrames } from '../../support/analyse'
import { tsharkFrames } from '../../support/tshark-frames'
import { wildTcp } from '../../support/wild-tcp'
import { withTshark } from '../forge/tshark'
it('x', { timeout: 600_000 }, async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const frames = wildTcp(seed, 40, 100)
    const octets = captureOf(frames)
    const ours = await compatibleFrames(octets)
    const theirs = tsharkFrames(octets)
    const rows = withTshark(octets, ({ fields }) => fields('frame', 'frame.time_relative', 'tcp.stream', 'tcp.srcport', 'tcp.flags.str', 'tcp.seq_raw', 'tcp.ack_raw', 'tcp.len', 'tcp.window_size_value', 'tcp.options.wscale.shift'))
    let bad = 0
    const kinds = new Map<string, number>()
    const broken = new Set<number>()
    ours.forEach((o, i) => {
      const t = theirs[i]!
      if ((o.flags.join() !== t.flags.join() || o.stream !== t.stream) && !broken.has(o.stream)) {
        broken.add(o.stream)
        bad++
        const k = `${o.flags.filter((f) => !t.flags.includes(f)).map((f) => '+' + f)} ${t.flags.filter((f) => !o.flags.includes(f)).map((f) => '-' + f)} ${o.stream === t.stream}`
        kinds.set(k, (kinds.get(k) ?? 0) + 1)
        if ((kinds.get(k) ?? 0) < 2 && seed < 40) {
          console.log(seed, i + 1, JSON.stringify(o), JSON.stringify(t))
          const of = rows.map((r, j) => [j + 1, ...r, theirs[j]!.flags.join()]).filter((r, j) => j <= i && r[2] === String(t.stream))
          console.log(of.slice(0, 3).concat(of.slice(-8)).map((r) => r.join(' ')).join('\n'))
        }
      }
    })
    console.log('seed', seed, frames.length, 'bad', bad, JSON.stringify([...kinds]))
  }
})
