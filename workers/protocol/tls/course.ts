/**
 * How the handshake of one connection goes: who has finished, who refuses, who leaves. Until it is
 * complete, each record is looked at once; of encrypted ones type and length alone. RFC 8446 §2, §6;
 * RFC 5246 §7.2–7.3.
 */
import { MAX_ALERTS } from '../../limits/limits'
import type { TlsCourse, TlsSide } from '../../model/app-records'
import { NANOS_PER_SECOND, type Nanos } from '../../model/units'
import type { Context } from '../analyzer'

/** Octets of an encrypted alert in TLS 1.3: level, description, type of the content, tag. RFC 8446 §5.2. */
const SEALED_ALERT = 2 + 1 + 16
/** Of the smallest Finished: header, SHA-256, type of the content, tag. RFC 8446 §4.4.4. */
const SEALED_FINISHED = 4 + 32 + 1 + 16
/** A refusal follows the client's Finished at once; a close_notify of a server, a time without requests. */
const REFUSED_WITHIN: Nanos = 2 * NANOS_PER_SECOND

export function newCourse(): TlsCourse {
  return {
    random: '',
    offered: [],
    serverHelloFrame: 0,
    serverHelloTime: -1,
    certificateFrame: 0,
    clientAsked: false,
    clientSent: -1,
    clientCertificate: null,
    alerts: [],
    sealed: null,
    completed: false,
    text: '',
    end: null,
    whole: true,
  }
}

export class HandshakeCourse {
  readonly told: TlsCourse = newCourse()
  /** Nothing that comes now belongs to the handshake. */
  done = false
  private readonly changed: Record<TlsSide, boolean> = { client: false, server: false }
  /** When the client's Finished of TLS 1.3 came; −1: it did not. */
  private finished: Nanos = -1

  /** ChangeCipherSpec before TLS 1.3; in DTLS, the first octets under new keys. */
  changeCipherSpec(by: TlsSide): void {
    this.changed[by] = true
    if (this.changed.client && this.changed.server) this.complete()
  }

  /** A record of TLS 1.3 that nobody could open. */
  sealed(by: TlsSide, length: number, { frame, time }: Context): void {
    const { told } = this
    if (told.serverHelloFrame === 0 || told.sealed !== null) return // early data, or all is said
    const isAlert = length === SEALED_ALERT
    if (this.finished < 0) {
      if (isAlert) told.sealed = { from: by, frame, time }
      else if (by === 'client' && length >= SEALED_FINISHED) this.clientFinished(time)
    } else if (by === 'client') {
      // It takes leave itself.
      if (isAlert) this.done = true
    } else if (isAlert && time - this.finished < REFUSED_WITHIN) {
      told.sealed = { from: by, frame, time }
      told.completed = false
    } else this.done = true
  }

  /** An alert before TLS 1.3 under keys that are not known, before the handshake was complete. */
  sealedAlert(by: TlsSide, { frame, time }: Context): void {
    this.told.sealed ??= { from: by, frame, time }
  }

  /** The client's Finished of TLS 1.3: the handshake is complete unless the server refuses now. */
  clientFinished(time: Nanos): void {
    if (this.finished >= 0) return
    this.finished = time
    this.told.completed = true
  }

  /** The server sends something else than alerts after the client's Finished. */
  serverWentOn(): void {
    if (this.finished >= 0) this.done = true
  }

  complete(): void {
    this.told.completed = true
    this.done = true
  }

  /** `name`: as in `TlsRecord.alerts`. */
  alert(by: TlsSide, name: string, { frame, time }: Context): void {
    const { alerts } = this.told
    if (this.done || alerts.length >= MAX_ALERTS) return
    alerts.push({ from: by, frame, time, name })
    if (by === 'client' && this.finished >= 0) this.done = true
    else if (name.startsWith('fatal')) this.told.completed = false
  }

  /** Told when both sides of the connection end; the first counts. */
  end(by: TlsSide, how: 'fin' | 'reset', { frame, time }: Context): void {
    this.told.end ??= { by, how, frame, time }
    this.done = true
  }

  gap(): void {
    if (!this.done) this.told.whole = false
  }
}
