/** The commands that the page has whatever screen is open. */
import { visibleText } from '../../workers/model/visible-text'
import { text } from '../text'
import { rangeOf } from './address'
import type { Command, CommandGroup, CommandSource, Shortcut } from './commands'
import type { ExportKind } from './exporter.svelte'
import { openFrameCommands } from './frame-commands'
import type { PacketChoice } from './packet-exporter.svelte'
import type { View } from './selection.svelte'
import type { Session } from './session.svelte'
import type { ThemeChoice } from './theme.svelte'

/** What the page alone can do. */
export interface PageActs {
  chooseFiles: () => void
  save: (kind: ExportKind) => void
  savePackets: (choice: PacketChoice) => void
}

const ctrl = (key: string): Shortcut[] => [{ key, ctrl: true }]
const alt = (key: string): Shortcut[] => [{ key, alt: true }]

export function ownCommands(session: Session, acts: PageActs): CommandSource {
  return (words) => [
    ...goCommands(session),
    ...findingCommands(session),
    ...openFrameCommands(session, words),
    ...caseCommands(session, acts),
    ...pageCommands(session),
    ...recentCommands(session),
  ]
}

function command(
  group: CommandGroup,
  id: string,
  title: string,
  run: () => void,
  rest: Pick<Command, 'keys' | 'possible' | 'told' | 'inFields'> = {},
): Command {
  return { id, group, title, run, ...rest }
}

function goCommands({ selection, job }: Session): Command[] {
  const { shell, notes } = text
  const screens: [View, string][] = [
    ['findings', shell.navFindings],
    ['flows', text.flows.title],
    ['packets', shell.navPackets],
    ['topology', shell.navTopology],
    ['latency', shell.navLatency],
    ['objects', shell.navObjects],
    ['statistics', shell.navStatistics],
    ['captures', shell.navCaptures],
    ['detectors', shell.navDetectors],
    ['notes', notes.nav],
    ['report', text.report.nav],
  ]
  const possible = job.result !== null
  return [
    ...screens.map(([view, title]) =>
      command('go', `go-${view}`, title, () => selection.go(view, '', rangeOf(selection.query)), {
        possible,
      }),
    ),
    command('go', 'go-start', text.commands.start, () => selection.go('start')),
  ]
}

function findingCommands({ selection, job, frames }: Session): Command[] {
  const findings = job.result?.findings ?? []
  const go = (index: number) => selection.go('findings', String(index + 1))
  const at = selection.view === 'findings' ? selection.finding : -1
  const free = frames.place === null
  const { nextFinding, previousFinding, walkFindings, finding } = text.commands
  return [
    command('finding', 'finding-next', nextFinding, () => go(at + 1), {
      keys: alt('ArrowDown'),
      possible: free && at + 1 < findings.length,
    }),
    command('finding', 'finding-previous', previousFinding, () => go(at - 1), {
      keys: alt('ArrowUp'),
      possible: free && at > 0,
    }),
    command('finding', 'finding-walk', walkFindings, () => undefined, {
      keys: [{ key: 'ArrowDown' }, { key: 'ArrowUp' }],
      possible: false,
      told: true,
    }),
    ...findings.map(({ detector, claim }, index) => {
      const said = visibleText(text.finding.said(detector, claim))
      return command('finding', `finding-${index}`, finding(index + 1, said), () => go(index))
    }),
  ]
}

function caseCommands({ job, notes, selection }: Session, acts: PageActs): Command[] {
  const possible = job.phase === 'done'
  const finding =
    selection.view === 'findings' ? job.result?.findings[selection.finding] : undefined
  const { filter = '' } = selection.view === 'packets' ? selection.query : {}
  const write = (of: string) => selection.go('detectors', '', { edit: 'new', filter: of })
  const { openFiles, saveReport, saveDocument, saveEvidence, saveMarked, newCase } = text.commands
  return [
    command('case', 'open', openFiles, acts.chooseFiles, { keys: ctrl('o') }),
    command('case', 'save-report', saveReport, () => acts.save('html'), {
      keys: ctrl('s'),
      possible,
    }),
    command('case', 'save-document', saveDocument, () => acts.save('json'), { possible }),
    command(
      'case',
      'save-evidence',
      saveEvidence,
      () => {
        if (finding === undefined) return
        acts.savePackets({ kind: 'finding', detector: finding.detector, key: finding.key })
      },
      { possible: finding !== undefined && finding.evidence.length > 0 },
    ),
    command('case', 'save-marked', saveMarked, () => acts.savePackets({ kind: 'marked' }), {
      possible: possible && notes.marked > 0,
    }),
    command('case', 'own-new', text.own.commandNew, () => write(''), { possible }),
    command('case', 'own-of-filter', text.own.commandOfFilter, () => write(filter), {
      possible: possible && filter !== '',
    }),
    command('case', 'new', newCase, () => selection.go('start'), { possible: job.result !== null }),
  ]
}

function pageCommands({ palette, theme }: Session): Command[] {
  const { commands } = text
  const choices: ThemeChoice[] = ['system', 'light', 'dark']
  return [
    command('page', 'palette', commands.palette, () => (palette.view = 'commands'), {
      keys: ctrl('k'),
      inFields: true,
    }),
    command('page', 'keys', commands.keys, () => (palette.view = 'keys'), { keys: [{ key: '?' }] }),
    command('page', 'back', commands.back, () => history.back(), {
      keys: alt('ArrowLeft'),
      told: true,
    }),
    command('page', 'forward', commands.forward, () => history.forward(), {
      keys: alt('ArrowRight'),
      told: true,
    }),
    ...choices.map((choice) =>
      command('page', `theme-${choice}`, commands.theme(choice), () => theme.choose(choice), {
        possible: theme.choice !== choice,
      }),
    ),
  ]
}

function recentCommands(session: Session): Command[] {
  return session.library.entries.map(({ id, title, createdMs }) =>
    command(
      'recent',
      `recent-${id}`,
      text.commands.recent(visibleText(title), text.madeAt(createdMs)),
      () => void session.open(id),
    ),
  )
}
