/** What the page may ask of the library worker about conversations of all kinds. */
import type { Conversations } from '../model/conversation'

export type Counting =
  /** Ask again for the rest; `share` from 0 to 1 is done. */
  | { kind: 'counting'; share: number }
  | { kind: 'counted'; conversations: Conversations }
  | { kind: 'absent'; message: string }

export interface ConversationsApi {
  /** Counts a stretch of the frames of a case at each call, until all are counted. */
  countConversations(id: string): Promise<Counting>
}
