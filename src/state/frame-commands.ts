/** Commands on frames: to open one by its number, and on the one that is open. */
import { visibleText } from '../../workers/model/visible-text'
import { text } from '../text'
import type { Command, Shortcut } from './commands'
import type { Session } from './session.svelte'

/** Captures of which a frame is offered by number alone. */
const MOST_CAPTURES = 20

export function openFrameCommands(session: Session, words: string): Command[] {
  const { frames, notes, palette, job, selection } = session
  const { position, trail } = frames
  const among = selection.view === 'packets'
  const place = frames.place ?? (among ? session.packetFrame.place : null)
  const { goToFrame, mark, nextEvidence, previousEvidence } = text.commands
  const group = 'packet'
  return [
    ...byNumber(session, words),
    ...listKeys(),
    {
      id: 'packet-find',
      group,
      title: text.commands.findOctets,
      keys: [{ key: 'f', ctrl: true }],
      possible: job.result !== null,
      // Elsewhere the key is the browser's, which finds text in the page.
      told: true,
      run: () => {
        if (!among) selection.go('packets')
        session.finder.ask()
      },
    },
    {
      id: 'frame-go',
      group,
      title: goToFrame,
      keys: [{ key: 'g', ctrl: true }],
      possible: job.result !== null,
      // The Packets screen has a field for it.
      told: among,
      run: () => (palette.view = 'frame'),
    },
    {
      id: 'frame-mark',
      group,
      title: mark,
      keys: [{ key: 'm', ctrl: true }],
      possible: place !== null,
      run: () => place !== null && notes.toggleMark(place.capture, place.frame),
    },
    {
      id: 'evidence-previous',
      group,
      title: previousEvidence,
      keys: [{ key: '[' }],
      possible: position > 0,
      run: () => frames.step(-1),
    },
    {
      id: 'evidence-next',
      group,
      title: nextEvidence,
      keys: [{ key: ']' }],
      possible: position >= 0 && position + 1 < trail.length,
      run: () => frames.step(1),
    },
  ]
}

/** `4411`, `#4411`, `4,411`, alone or with words around. */
const NUMBER = /(?:^|[\s#])(\d{1,3}(?:,\d{3})+|\d+)(?=\s|$)/

function byNumber({ frames, job }: Session, words: string): Command[] {
  const frame = Number(NUMBER.exec(words)?.[1]?.replaceAll(',', '') ?? 0)
  const captures = job.result?.captures ?? []
  return captures.slice(0, MOST_CAPTURES).flatMap(({ facts }, capture): Command[] => {
    if (frame < 1 || frame > facts.packets) return []
    const name = captures.length > 1 ? visibleText(facts.name) : ''
    return [
      {
        id: `frame-${capture}`,
        group: 'packet',
        title: text.commands.openFrame(frame, name),
        run: () => frames.open({ capture, frame }, []),
      },
    ]
  })
}

/** Keys that the Packets screen acts on itself: told here, for the sheet. */
function listKeys(): Command[] {
  const { filterPackets, nextMatch, previousMatch } = text.commands
  const { nextPacket, previousPacket, nextInFlow, previousInFlow } = text.commands
  const told = (id: string, title: string, ...keys: Shortcut[]): Command => ({
    ...{ id, group: 'packet', title, keys, possible: false, told: true },
    run: () => undefined,
  })
  return [
    told('packet-filter', filterPackets, { key: '/', ctrl: true }),
    told('match-next', nextMatch, { key: 'F3' }),
    told('match-previous', previousMatch, { key: 'F3', shift: true }, { key: 'b', ctrl: true }),
    told('packet-next', nextPacket, { key: 'ArrowDown', ctrl: true }, { key: 'F8' }),
    told('packet-previous', previousPacket, { key: 'ArrowUp', ctrl: true }, { key: 'F7' }),
    told('packet-flow-next', nextInFlow, { key: '.' }),
    told('packet-flow-previous', previousInFlow, { key: ',' }),
  ]
}
