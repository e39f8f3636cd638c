/** Rules to start from: what many networks must not show. Their words are in the language of the page. */
import { NEW_DETECTOR, type OwnDetector } from '../../../workers/model/own-detector'
import { text } from '../../text'

export const EXAMPLES = [
  'old-tls',
  'http-5xx',
  'plain-login',
  'many-names',
  'other-resolver',
] as const
export type ExampleName = (typeof EXAMPLES)[number]

const RULES: Record<ExampleName, Partial<OwnDetector>> = {
  // The server says which version it is going to be.
  'old-tls': {
    filter: 'tls.handshake.type == 2 && tls.handshake.version < 0x0303',
    per: 'source',
  },
  'http-5xx': {
    filter: 'http.response.code >= 500',
    ...{ per: 'source', atLeast: 5, of: 'http.response', percent: 5 },
  },
  'plain-login': { filter: 'tcp.port in {21, 23} && tcp.len > 0', per: 'hosts' },
  'many-names': {
    filter: 'dns.flags.response == 0',
    ...{ per: 'source', distinct: 'dns.qry.name', atLeast: 100, withinSeconds: 60 },
    severity: 'note',
  },
  'other-resolver': {
    filter: 'dns.flags.response == 1 && udp.srcport == 53 && !(ip.src == 10.96.0.10)',
    per: 'source',
  },
}

export const exampleOf = (name: ExampleName): OwnDetector => ({
  ...NEW_DETECTOR,
  ...RULES[name],
  ...text.own.examples[name],
})

export const exampleNamed = (asked: string): ExampleName | undefined =>
  EXAMPLES.find((known) => known === asked)
