/** Conversations in which every segment is drawn by lot: lost, late, repeated, probing, out of window. */
import { Random } from '../../workers/forge/random'
import { type Segment, TcpScript, type TimedFrame, together } from './tcp-script'

const LENGTHS = [0, 0, 0, 1, 1, 2, 100, 100, 100, 502, 1400]
const WINDOWS = [502, 502, 502, 502, 0, 503, 10, 2]
const PAUSES = [0.1, 0.5, 1, 1.5, 3, 19, 20, 250]
const ISNS = [0, 1, 7_000, 2 ** 31 - 300, 2 ** 32 - 300]

/** `conversations` of them, between other ports each, side by side. */
export function wildTcp(seed: number, conversations: number, segments: number): TimedFrame[] {
  const random = new Random(seed)
  const all = Array.from({ length: conversations }, (_, index) => {
    const [clientIsn, serverIsn] = [random.pick(ISNS), random.pick(ISNS)]
    const start = index * 7 + random.next()
    const script = new TcpScript({ clientPort: 40_000 + index, clientIsn, serverIsn, start })
    const scale = () => (random.chance(0.7) ? { windowScale: random.integer(0, 16) } : {})
    if (random.chance(0.8)) script.handshake({ mss: 1460, ...scale() }, { mss: 1460, ...scale() })
    for (let i = 0; i < segments; i++) speak(script, random)
    return script
  })
  return together(...all)
}

function speak(script: TcpScript, random: Random): void {
  const side = random.chance(0.5) ? 'client' : 'server'
  const segment: Segment = {
    length: random.pick(LENGTHS),
    window: random.pick(WINDOWS),
    after: random.pick(PAUSES),
    flags: flagsOf(random),
  }
  const [sent, heard] = script.reached(side)
  const backwards = () => random.pick([0, 0, 0, 1, 1, 2, 100, 200, 600])
  if (random.chance(0.4)) segment.seq = Math.max(0, sent - backwards())
  else if (random.chance(0.1)) segment.seq = sent + random.pick([1, 100, 400])
  if (random.chance(0.4)) segment.ack = Math.max(0, heard - backwards())
  else if (random.chance(0.05)) segment.ack = heard + random.pick([1, 100, 400])
  script[side](segment)
}

function flagsOf(random: Random): string {
  if (random.chance(0.92)) return random.chance(0.5) ? 'A' : 'PA'
  return random.pick(['FA', 'RA', 'R', 'S', 'SA', 'F', ''])
}
