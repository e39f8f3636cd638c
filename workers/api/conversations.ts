/** What the page may ask of the library worker about conversations of all kinds. */
import type { Conversations } from '../model/conversation'
import type { TimeScope } from '../model/time-scope'

export type Counting =
  /** Ask again for the rest; `share` from 0 to 1 is done. */
  | { kind: 'counting'; share: number }
  | { kind: 'counted'; conversations: Conversations }
  | { kind: 'absent'; message: string }

export interface ConversationsApi {
  /**
   * Reads a stretch of the frames of a case at each call, until all are read; counts those within
   * `scope`. Without one: all.
   */
  countConversations(id: string, scope?: TimeScope): Promise<Counting>
}
