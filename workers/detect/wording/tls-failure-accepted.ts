/** `tls-failure` in English: certificates that were not valid and were accepted all the same. */
import { shortName } from '../dns-names'
import type { AcceptedCertificate } from '../facts/tls-failure'
import { count, formatDuration, formatList } from '../format'
import { NOTHING_SAID, type Said } from '../said'
import { introductionOf, validityOf } from './tls-failure-certificates'

const LISTED = 4

export function sayAccepted(accepted: AcceptedCertificate): Said {
  const { judged, servers, clients, handshakes, place } = accepted
  const { certificate, validity, outside } = judged
  const name = shortName(certificate.names[0] ?? certificate.subject)
  const state =
    validity === 'expired'
      ? `had expired ${formatDuration(outside)} before`
      : `was not valid for another ${formatDuration(outside)}`
  return {
    ...NOTHING_SAID,
    claim: `The certificate for ${name || '–'} of ${formatList(servers, 2)} ${state}, and was accepted in ${count(handshakes, 'handshake')}`,
    happened: [
      `In ${place}, ${formatList(clients, LISTED)} completed ${count(handshakes, 'handshake')} with ${formatList(servers, LISTED)}.`,
      `${introductionOf(judged)} ${validityOf(judged)}`,
    ],
    rule: 'A certificate at the front of its chain that is not valid by the clock of the capture, in a handshake that was completed: told as a note, for nobody minded.',
    confidenceReasons: [
      'Certificate and time stamps are in the capture; whether the clock that made these was right is not.',
    ],
    alternatives: [
      {
        cause: 'The clients do not verify certificates, or know this one by its fingerprint',
        for: ['They went on.'],
        against: [],
      },
      {
        cause: 'The clock of the machine that captured is wrong',
        for: ['All handshakes were completed.'],
        against: [],
      },
    ],
    disprovedBy: ['A right clock that shows another date than the capture.'],
    nextSteps: [
      {
        say: 'Is it still the same certificate?',
        command: `openssl s_client -connect ${servers[0] ?? ''} </dev/null | openssl x509 -noout -subject -dates -fingerprint -sha256`,
      },
    ],
  }
}
