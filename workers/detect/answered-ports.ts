/** How many connections each address answered, and at which ports. */
import { MAX_PATHS } from '../limits/limits'
import { BoundedMap } from './bounded-map'

/** Most addresses serve one port: only the others need a map. */
interface Answers {
  conns: number
  port: number
  others: Map<number, number> | null
}

export class AnsweredPorts {
  private readonly byAddress = new BoundedMap<string, Answers>(2 * MAX_PATHS)

  add(address: string, port: number): void {
    const answers = this.byAddress.get(address)
    if (answers === undefined) {
      this.byAddress.upsert(address, () => ({ conns: 1, port, others: null }))
      return
    }
    answers.conns++
    if (port === answers.port) return
    answers.others ??= new Map()
    answers.others.set(port, (answers.others.get(port) ?? 0) + 1)
  }

  /** Connections that this address answered. */
  of(address: string): number {
    return this.byAddress.get(address)?.conns ?? 0
  }

  /** Those at this port. */
  at(address: string, port: number): number {
    const answers = this.byAddress.get(address)
    if (!answers) return 0
    const others = [...(answers.others?.values() ?? [])].reduce((total, conns) => total + conns, 0)
    return port === answers.port ? answers.conns - others : (answers.others?.get(port) ?? 0)
  }
}
