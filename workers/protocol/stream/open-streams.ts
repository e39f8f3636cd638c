/** The streams that have an object of their own, within their bound, in the order they got it. */
import { MAX_FOLLOWED_STREAMS } from '../../limits/limits'
import { AgedMap } from '../../model/aged-map'
import type { StreamChoice } from './choose'
import { Follower } from './follower'
import type { HeldOctets } from './held-octets'
import { type OpenStream, openStream } from './open-stream'
import { OPEN, type StreamStates } from './stream-state'

export class OpenStreams {
  private readonly byNumber = new AgedMap<number, OpenStream>()
  private readonly states: StreamStates
  private readonly choice: StreamChoice
  private readonly held: HeldOctets
  /** A follower that follows nothing so far: that of streams without an object. */
  spare: Follower

  constructor(states: StreamStates, choice: StreamChoice, held: HeldOctets) {
    this.states = states
    this.choice = choice
    this.held = held
    this.spare = new Follower(choice, held)
  }

  get(stream: number): OpenStream | undefined {
    return this.states.has(2 * stream, OPEN) ? this.byNumber.get(stream) : undefined
  }

  all(): OpenStream[] {
    return [...this.byNumber.values()]
  }

  /** The one that must go before there can be another; null: there is room. */
  surplus(): OpenStream | null {
    return this.byNumber.size < MAX_FOLLOWED_STREAMS ? null : (this.byNumber.oldest ?? null)
  }

  /** Gives the stream an object, with the spare follower. */
  add(stream: number, tuple: number): OpenStream {
    const one = openStream(stream, tuple, this.spare)
    this.spare = new Follower(this.choice, this.held)
    this.byNumber.set(stream, one)
    this.states.set(2 * stream, OPEN)
    this.states.set(2 * stream + 1, OPEN)
    return one
  }

  /** The stream has no object any more. What comes yet begins a new search. */
  release({ stream, waiting }: OpenStream): void {
    for (const side of waiting) side?.clear()
    this.states.clear(2 * stream, OPEN)
    this.states.clear(2 * stream + 1, OPEN)
    this.byNumber.delete(stream)
  }
}
