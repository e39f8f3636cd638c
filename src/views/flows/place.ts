/** The address of a connection within the Flows screen: `1.17` is the 17th of the first capture. */
import type { ConversationRow } from '../../../workers/model/conversation'
import type { FlowRef } from '../../../workers/model/flow-trace'

export function partOf({ capture, flow }: FlowRef): string {
  return `${capture + 1}.${flow}`
}

/** null: the part names none. */
export function flowAt(part: string): FlowRef | null {
  const [, capture, flow] = /^(\d{1,6})\.(\d{1,9})$/.exec(part) ?? []
  if (capture === undefined || flow === undefined || capture === '0') return null
  return { capture: Number(capture) - 1, flow: Number(flow) }
}

/** Tells a conversation from the others of its kind. */
export function conversationKey(row: ConversationRow): string {
  const { capture, stream, a, aPort, b, bPort, tunnel } = row
  const carried = tunnel === null ? '' : ` ${tunnel.kind} ${tunnel.vni} ${tunnel.udpPort}`
  return `${capture + 1}${stream < 0 ? '' : `.${stream}`} ${a} ${aPort} ${b} ${bPort}${carried}`
}
