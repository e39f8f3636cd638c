/**
 * Receivers that are the limit: the window is closed again and again, or for long, or it is open but
 * filled all the time, so the sender has to wait although the network would carry more (RFC 9293 §3.8.6).
 *
 * Known innocents: a window that closes for a moment, as buffers do that are as small as the path
 * needs, and one that is closed while the sender has nothing to say; the latter is not counted.
 * A sender whose congestion window or program is the limit leaves room in the window.
 */
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../model/units'
import { defineDetector, type Report } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { LimitedConn, WindowFacts } from './facts/receiver-window'
import type { FilledConn } from './facts/receiver-window-full'
import { filledFacts, filledWindows } from './filled-windows'
import { count, formatDuration, lookedAt } from './format'
import { greatest, least, sum } from './grouping'
import { limitingWindows, windowFacts } from './limiting-windows'
import { isIpv6 } from './mtu'
import { ofReceiver, receiverKey, RECEIVER_CONNS_SHOWN, streamsOf } from './receiver-waits'
import { reportFilled } from './report-filled'
import { Places } from './way'
import { drawWindow, sayWindow, windowMetrics } from './wording/receiver-window'

const params = {
  minStalledMs: {
    value: 500,
    meaning: 'milliseconds with a closed window before a connection counts as held up',
  },
  minPercent: {
    value: 10,
    meaning: 'percent of its time that a connection must have been held up',
  },
  longSeconds: { value: 3, meaning: 'seconds of one closed window that count whatever the share' },
  noteMs: { value: 100, meaning: 'milliseconds with a closed window that are worth a note' },
  fullPercent: {
    value: 30,
    meaning: 'percent of its time that a sender must have waited for room in an open window',
  },
  fullNoteMs: { value: 500, meaning: 'milliseconds of such waiting that are worth a note' },
  fullWarnSeconds: { value: 3, meaning: 'seconds of such waiting from which on it is a warning' },
  fullWarnPercent: { value: 50, meaning: 'percent of its time, for a warning' },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'receiver-window',
  version: 3,
  title: 'Receiver too slow',
  looksAt:
    'Windows that receivers closed, for how long, and probes into them, and time that senders waited for room in open ones, of every TCP connection.',
  params,

  start(limits, report) {
    const places = new Places()
    const windows = limitingWindows()
    const filled = filledWindows()
    let conns = 0
    let brief: { closures: number; closed: Nanos } = { closures: 0, closed: 0 }
    return {
      capture: (record) => places.add(record),
      conn(record) {
        conns++
        windows.conn(record)
        filled.conn(record)
      },
      end() {
        const told = (facts: WindowFacts) => facts.closed >= limits.noteMs * NANOS_PER_MS
        const all = windows.receivers(places).map(windowFacts)
        for (const facts of all.filter(told)) report(reportOf(facts, limits))
        // Who closes its window is told of already.
        const closing = new Set(all.filter(told).map(receiverOf))
        const full = filled.receivers(places, (conn) => isNotable(conn, limits))
        for (const facts of full.map(filledFacts)) {
          if (closing.has(receiverOf(facts))) continue
          const grave = facts.conns.some((conn) => isGrave(conn, limits))
          report(reportFilled(facts, grave ? 'warning' : 'note', limits))
        }
        const rest = all.filter((facts) => !told(facts))
        brief = {
          closures: sum(rest.map(({ closures }) => closures)),
          closed: sum(rest.map(({ closed }) => closed)),
        }
      },
      uncounted: () => windows.turnedAway + filled.turnedAway,
      silence: () =>
        lookedAt(conns, 'connection', () =>
          brief.closures === 0
            ? '; no receiver closed its window while its sender waited.'
            : `; windows were closed ${count(brief.closures, 'time')}, together ${formatDuration(brief.closed)}: too short to matter.`,
        ),
    }
  },
})

const receiverOf = ({
  receiver,
  port,
  isService,
}: Pick<WindowFacts, 'receiver' | 'port' | 'isService'>): string =>
  `${receiver} ${String(port)} ${String(isService)}`

type Waiting = Pick<FilledConn, 'full' | 'first' | 'last'>

const isNotable = ({ full, first, last }: Waiting, limits: Limits): boolean =>
  full.time >= limits.fullNoteMs * NANOS_PER_MS &&
  100 * full.time >= limits.fullPercent * (last - first)

const isGrave = ({ full, first, last }: Waiting, limits: Limits): boolean =>
  full.time >= limits.fullWarnSeconds * NANOS_PER_SECOND &&
  100 * full.time >= limits.fullWarnPercent * (last - first)

/** Was the sender held up for a good part of the connection, or for long at a time? */
function isHeldUp({ first, last, window }: LimitedConn, limits: Limits): boolean {
  const { closedTime, longest } = window
  const long = greatest(longest.map(({ time, endTime }) => endTime - time))
  return (
    long >= limits.longSeconds * NANOS_PER_SECOND ||
    (closedTime >= limits.minStalledMs * NANOS_PER_MS &&
      100 * closedTime >= limits.minPercent * (last - first))
  )
}

function reportOf(facts: WindowFacts, limits: Limits): Report {
  const { receiver, conns } = facts
  const heldUp = conns.filter((conn) => isHeldUp(conn, limits))
  const evidence = new EvidenceList()
  for (const { capture, window, sender, receiver: end } of conns.slice(0, RECEIVER_CONNS_SHOWN)) {
    const who = `port ${String(sender.port)} → ${String(end.port)}`
    for (const { frame, time, endFrame, endTime, probes } of window.longest) {
      evidence.add(
        capture,
        frame,
        time,
        'window closed',
        probes > 0 ? `${who}, ${count(probes, 'probe')}` : who,
      )
      evidence.add(capture, endFrame, endTime, 'window open again', who)
    }
  }
  evidence.countAtLeast(facts.zeroWindows)
  const times = conns.flatMap(({ window }) => window.longest)
  const streams = streamsOf(facts)
  return {
    ...sayWindow({ ...facts, heldUp: heldUp.length }, limits),
    key: receiverKey(facts),
    severity: heldUp.length > 0 ? 'warning' : 'note',
    confidence: 'certain',
    metrics: windowMetrics(facts),
    ...ofReceiver(facts),
    time: least(times.map(({ time }) => time)),
    until: greatest(times.map(({ endTime }) => endTime)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${oneOf('tcp.stream', streams)} && ${isIpv6(receiver) ? 'ipv6' : 'ip'}.src == ${receiver} && (tcp.analysis.zero_window || tcp.analysis.window_update)`,
    ...cutOf(streams),
    figures: drawWindow(facts),
  }
}
