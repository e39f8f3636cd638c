/** A capture and a filter as a command for a POSIX shell. */
import type { CaptureFacts } from '../../../workers/model/capture'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'

/**
 * The file is named as it lies on the disk, which a browser tells without the folder: where several of
 * the case have that name, a comment says which one is meant.
 */
export function tsharkCommand(
  captures: CaseResult['captures'],
  capture: number,
  filter: string,
): string {
  const all = captures.map(({ facts }) => facts)
  const facts = all[capture]
  if (facts === undefined) return ''
  const comment = commentOn(facts, all)
  const command = `tshark -r ${shellQuoted(pathOf(facts))} -Y ${shellQuoted(filter)}`
  return comment === '' ? command : `${command}  # ${comment}`
}

/** Its name where it lies. */
const fileOf = ({ name, within, onDisk }: CaptureFacts) => onDisk ?? within?.file ?? name

/** Its name in the case, which no other file has. */
const caseNameOf = ({ name, within }: CaptureFacts) => within?.file ?? name

/** Of a capture in a bundle: the path at which it is unpacked. */
function pathOf(facts: CaptureFacts): string {
  const { name, within } = facts
  return within === undefined ? fileOf(facts) : name.slice(within.file.length + 1)
}

function commentOn(facts: CaptureFacts, all: readonly CaptureFacts[]): string {
  const { unpacked, whichFile, betweenComments } = text.valueMenu
  const file = fileOf(facts)
  const alike = [...new Set(all.filter((other) => fileOf(other) === file).map(caseNameOf))]
  const place = alike.indexOf(caseNameOf(facts)) + 1
  const words = [
    ...(facts.within === undefined ? [] : [unpacked(visibleText(file))]),
    ...(alike.length < 2 ? [] : [whichFile(place, alike.length, facts.size)]),
  ]
  return words.join(betweenComments)
}

function shellQuoted(word: string): string {
  return `'${word.replace(/'/g, `'\\''`)}'`
}
