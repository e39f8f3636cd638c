/** What was said, as it is shown: in one form, of one side or of both, with what was searched for. */
import type { SaidPart } from '../../../workers/model/flow-trace'
import { asHex, asRaw, asText, pieces } from './speech-words'

export const FORMS = ['text', 'hex', 'raw'] as const
export type Form = (typeof FORMS)[number]
export type Who = 'both' | '0' | '1'

export interface ShownPart {
  part: SaidPart
  /** See `pieces`. */
  pieces: string[]
}

/** `wanted`: marked in the text; empty: nothing. */
export function shownParts(
  said: readonly SaidPart[],
  who: Who,
  form: Form,
  wanted: string,
): ShownPart[] {
  const offsets: [number, number] = [0, 0]
  return said.flatMap((part) => {
    const offset = offsets[part.side]
    offsets[part.side] += part.octets.length
    if (who !== 'both' && Number(who) !== part.side) return []
    return [{ part, pieces: pieces(shownAs(part.octets, form, offset), wanted) }]
  })
}

function shownAs(octets: Uint8Array, form: Form, offset: number): string {
  if (form === 'text') return asText(octets)
  return form === 'hex' ? asHex(octets, offset) : asRaw(octets)
}
