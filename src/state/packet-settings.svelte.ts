/** How the list of packets is shown: remembered by this browser. */
import { readPreference, writePreference } from './preference'

export class PacketSettings {
  /** Names of columns, a blank between; empty: as at first. */
  columns = $state(readPreference('packet-columns'))
  timeFormat = $state(readPreference('packet-time'))
  /** Height of the pane below the list, px; 0: as at first. */
  pane = $state(Number(readPreference('packet-pane')) || 0)
  /** Height of the matches of a search above the list, px; 0: as at first. */
  matches = $state(Number(readPreference('packet-matches')) || 0)

  setColumns(columns: string): void {
    this.columns = columns
    writePreference('packet-columns', columns)
  }

  setTimeFormat(format: string): void {
    this.timeFormat = format
    writePreference('packet-time', format)
  }

  setPane(height: number): void {
    this.pane = height
    writePreference('packet-pane', String(height))
  }

  setMatches(height: number): void {
    this.matches = height
    writePreference('packet-matches', String(height))
  }
}
