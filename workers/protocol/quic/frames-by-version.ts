/** Frames in an open packet, by the rules of the version that it is of. */
import type { Vector } from '../tls/vector'
import { readFrames, type FrameHandler } from './frames'
import { readGoogleFrames } from './google-frames'
import { GOOGLE_Q050, hasGooglesFrames } from './version'

/** The handshake of Q050 is none of TLS. */
const NO_TLS = { crypto: () => undefined }

/** As `readFrames`: `handler` is told of handshakes of TLS. */
export function readFramesOf(version: number, payload: Vector, handler: FrameHandler): boolean {
  if (!hasGooglesFrames(version)) return readFrames(payload, handler)
  return readGoogleFrames(payload, version === GOOGLE_Q050 ? NO_TLS : handler)
}
