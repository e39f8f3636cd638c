/** A capture of one long connection. */
import { writeFileSync } from 'node:fs'
import { LINKTYPE, writePcap } from '../../workers/forge/capture-writer'
import { TcpScript } from '../support/tcp-script'

/** Two full segments, then an acknowledgement; each two hundredth segment is sent again. */
export function writeLongConnection(path: string, packets: number): void {
  const script = new TcpScript().handshake()
  let sent = 1
  for (let turn = 0; script.frames.length < packets; turn++) {
    const step = turn % 3
    if (step === 2) script.client({ after: 0.1 })
    else {
      const again = turn % 200 === 0 && sent > 1448
      script.server({ length: 1448, after: 0.1, ...(again && { seq: sent - 1448 }) })
      if (!again) sent += 1448
    }
  }
  const options = {
    nanosecond: true,
    linktype: LINKTYPE.ethernet,
    epoch: 1_700_000_000n * 10n ** 9n,
  }
  writeFileSync(path, writePcap(script.frames, options))
}
