/** What the desk needs to read captures again: it knows no packets itself. */
import type { CaptureStep } from '../model/capture'
import type { Census } from '../model/census'
import type {
  BodySide,
  CarvedBody,
  Credential,
  HttpObject,
  TransferredFile,
} from '../model/objects'
import type { WholeSpeech } from '../model/flow-trace'
import type { TimeRange } from '../model/time-scope'
import type { FlowFrame } from './flow-frames'
import type { FrameReading } from './open-frame'

export interface ViewTools extends Pick<FrameReading, 'readOctets'> {
  /** null: the file cannot be read any more. */
  takeCensus: (
    file: Blob,
    steps: readonly CaptureStep[] | undefined,
    told: (frames: number) => void,
    range?: TimeRange,
  ) => Promise<Census | null>
  newCarver: (object: HttpObject, side: BodySide) => Carver
  /** null: the message is not there. */
  bodyInSaid: (object: HttpObject, side: BodySide, said: WholeSpeech) => CarvedBody | null
  /** null: its sender said nothing. */
  fileInSaid: (file: TransferredFile, said: WholeSpeech) => CarvedBody | null
  secretOf: (credential: Credential, frames: readonly FlowFrame[]) => string | null
}

export interface Carver {
  add(frame: FlowFrame): void
  /** Has it all that it needs? */
  complete(): boolean
  /** null: the message is not there. */
  result(): CarvedBody | null
}
