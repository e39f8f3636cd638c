/** `tls-failure` in English: causes, with what the wire says for and against each. */
import type { Alternative } from '../../model/finding'
import { shortName } from '../dns-names'
import type { TlsFailureFacts } from '../facts/tls-failure'
import { formatDuration, formatList } from '../format'
import { sentences } from '../said'
import { PARAMETERS, refusesClient, refusesServer } from './tls-failure-alerts'

export function causesOf(facts: TlsFailureFacts): Alternative[] {
  const { main, certificate } = facts
  const { kind, by, alert } = main
  const causes =
    refusesServer(main) || (kind === 'left' && certificate !== null)
      ? [...refusedServer(facts), ...(kind === 'left' ? [walksAway(facts)] : [])]
      : refusesClient(main, facts.example) || (kind === 'sealed' && by === 'server')
        ? refusedClient(facts)
        : alert === 'protocol_version'
          ? versions(facts)
          : PARAMETERS.includes(alert)
            ? parameters(facts)
            : alert === 'unrecognized_name'
              ? names()
              : kind === 'text' || kind === 'plain'
                ? ports(facts)
                : kind === 'alert'
                  ? software(facts)
                  : [...cutOff(facts), ...(kind === 'left' ? [walksAway(facts)] : [])]
  return causes.sort((a, b) => weight(b) - weight(a))
}

const weight = (cause: Alternative): number => cause.for.length - 2 * cause.against.length

function refusedServer(facts: TlsFailureFacts): Alternative[] {
  const { certificate, main, servedClients, clients } = facts
  const judged = certificate
  const invalid = judged?.validity === 'expired' || judged?.validity === 'future'
  const others = servedClients.filter((client) => !clients.includes(client))
  return [
    {
      cause: 'The certificate was not renewed, or the server was not told to load the new one',
      for: sentences(
        judged?.validity === 'expired' &&
          `It had expired ${formatDuration(judged.outside)} before the failure.`,
        judged?.invalidIssuer !== undefined &&
          judged.invalidIssuer !== '' &&
          'A certificate in its chain is not valid.',
        main.alert === 'certificate_expired' && 'The client says that it has expired.',
      ),
      against: sentences(
        judged?.validity === 'valid' && 'It was valid at the time of the capture.',
      ),
    },
    {
      cause: 'The certificate is for other names than the client asks for',
      for: sentences(
        judged?.covers === 'no' && 'The name asked for is not among its names.',
        judged?.covers === 'common-name' && 'The name stands in its subject alone.',
      ),
      against: sentences(judged?.covers === 'yes' && 'It covers the name.'),
    },
    {
      cause:
        'The client does not know the authority: it has another bundle, or the certificate was issued anew by another one',
      for: sentences(
        main.alert === 'unknown_ca' && 'The client says so.',
        judged?.selfSigned && 'The certificate is signed by itself.',
        (judged?.madeUpBy ?? '') !== '' && 'The server made the certificate up.',
        others.length > 0 && 'Other clients take what the server shows.',
      ),
      against: sentences(invalid && 'The certificate is not valid in any case.'),
    },
    {
      cause: 'The server does not send the intermediate certificates',
      for: sentences(
        judged !== null &&
          judged.chain === 1 &&
          !judged.selfSigned &&
          'It sent one certificate only.',
      ),
      against: sentences(
        judged !== null && judged.chain > 1 && 'It sent a chain.',
        judged?.selfSigned && 'The certificate is signed by itself.',
      ),
    },
    {
      cause: 'The clock of the client is wrong',
      for: sentences(
        main.alert === 'certificate_expired' &&
          judged?.validity === 'valid' &&
          'The client takes a certificate for expired that was valid.',
      ),
      against: sentences(
        judged?.validity === 'expired' && 'The clock of the capture says the same as the client.',
      ),
    },
    {
      cause: 'The client expects one certificate (pinning), or a device on the way shows another',
      for: [],
      against: sentences(invalid && 'The certificate is not valid in any case.'),
    },
  ]
}

function refusedClient({ example, main, clientCertificate }: TlsFailureFacts): Alternative[] {
  const { clientSent } = example
  return [
    {
      cause: 'The client has no certificate to show, or was not told to show it',
      for: sentences(
        clientSent === 0 && 'It answered the request of the server with none.',
        main.alert === 'certificate_required' && 'The server says so.',
      ),
      against: sentences(clientSent > 0 && 'It showed one.'),
    },
    {
      cause: 'The certificate of the client has expired',
      for: sentences(
        clientCertificate?.validity === 'expired' &&
          `It had expired ${formatDuration(clientCertificate.outside)} before the failure.`,
        main.alert === 'certificate_expired' && 'The server says so.',
      ),
      against: sentences(
        clientCertificate?.validity === 'valid' && 'It was valid at the time of the capture.',
      ),
    },
    {
      cause: 'The server trusts another authority than the one that issued the client certificate',
      for: sentences(
        main.alert === 'unknown_ca' && 'The server says so.',
        clientCertificate?.selfSigned && 'The client certificate is signed by itself.',
      ),
      against: sentences(clientSent === 0 && 'There was no certificate to mistrust.'),
    },
  ]
}

function versions({ example, main, versions: served }: TlsFailureFacts): Alternative[] {
  const { offered } = example
  const old = offered.length > 0 && offered.every((version) => /SSL|1\.0|1\.1/.test(version))
  return [
    {
      cause: 'The client is old, or limited to versions that servers do not accept any more',
      for: sentences(
        old && `It offers nothing newer than ${String(offered[0])}.`,
        served.length > 0 && `Others get ${formatList(served)} from the same server.`,
      ),
      against: sentences(offered.includes('TLS 1.3') && 'It offers TLS 1.3.'),
    },
    {
      cause: 'The server is old, or limited to old versions',
      for: sentences(
        offered.length > 0 && !old && 'The client offers current versions.',
        main.by === 'client' && example.version !== '' && `It chose ${example.version}.`,
      ),
      against: sentences(served.includes('TLS 1.3') && 'Others get TLS 1.3 from it.'),
    },
  ]
}

function parameters({ example, servedClients, clients }: TlsFailureFacts): Alternative[] {
  const others = servedClients.some((client) => !clients.includes(client))
  return [
    {
      cause:
        'No cipher suite, group or signature algorithm in common: one side is restricted (FIPS, a policy), or old',
      for: sentences(others && 'Other clients, with other offers, succeed.'),
      against: [],
    },
    {
      cause:
        'The server has no certificate for this name, or its key does not fit the offered suites',
      for: sentences(example.serverHelloFrame === 0 && 'It gave up before it chose anything.'),
      against: sentences(others && example.sni === '' && 'Other clients succeed.'),
    },
    {
      cause: 'The server wants a client certificate',
      for: sentences(
        example.clientAsked && 'It asked for one.',
        example.clientSent === 0 && 'The client sent none.',
      ),
      against: sentences(example.serverHelloFrame === 0 && 'It did not get as far as to ask.'),
    },
  ]
}

function names(): Alternative[] {
  return [
    {
      cause: 'No ingress, gateway or virtual server is configured for this name',
      for: ['The server refused by the name alone.'],
      against: [],
    },
    { cause: 'The client asks for a wrong name, or at a wrong address', for: [], against: [] },
  ]
}

function ports({ main, example }: TlsFailureFacts): Alternative[] {
  return [
    {
      cause:
        main.kind === 'text'
          ? 'The client has https where the server speaks plain HTTP, or a proxy in front is told to encrypt towards it'
          : 'The client has http where https belongs, or a proxy in front is not told to encrypt towards it',
      for: sentences(
        example.text.startsWith('HTTP/') && 'The answer is HTTP.',
        main.kind === 'plain' && 'The request is HTTP.',
      ),
      against: [],
    },
    { cause: 'The service points at another port than it should', for: [], against: [] },
  ]
}

function software({ main }: TlsFailureFacts): Alternative[] {
  return [
    {
      cause: 'The software of one side is faulty, or a device on the way changed what was sent',
      for: sentences(
        /decode|decrypt|mac|illegal|unexpected|overflow/.test(main.alert) &&
          'The alert says that what came could not be read or was not allowed.',
      ),
      against: [],
    },
    {
      cause: 'The server is not configured for this: it lacks a certificate, a key or a secret',
      for: sentences(main.alert === 'internal_error' && 'It says that the fault is its own.'),
      against: [],
    },
  ]
}

function cutOff({ example, main, completed }: TlsFailureFacts): Alternative[] {
  const { sni, serverHelloFrame, foreignReset } = example
  return [
    {
      cause: 'A firewall, a proxy or a network policy on the way that reads the server name',
      for: sentences(
        foreignReset && 'The RST does not come from the server.',
        main.kind === 'cut' &&
          sni !== '' &&
          serverHelloFrame === 0 &&
          `The connection ended right behind the ClientHello, which names ${shortName(sni)}.`,
      ),
      against: sentences(serverHelloFrame > 0 && 'The server had answered already.'),
    },
    {
      cause: 'A load balancer in front has no backend, or its backend is not ready',
      for: sentences(serverHelloFrame === 0 && 'The port was open, but nobody answered in TLS.'),
      against: sentences(serverHelloFrame > 0 && 'The server had answered already.'),
    },
    {
      cause: 'The port expects something else first: another protocol, or a PROXY header',
      for: [],
      against: sentences(
        completed > 0 && 'Other handshakes were completed there.',
        serverHelloFrame > 0 && 'The server had answered already.',
      ),
    },
    {
      cause:
        'Large packets do not get through: the ClientHello, or the certificates behind it (MTU)',
      for: sentences(main.kind === 'silent' && 'There was no answer at all.'),
      against: sentences(completed > 0 && 'Other handshakes were completed there.'),
    },
  ]
}

function walksAway({ failures }: TlsFailureFacts): Alternative {
  const quiet = failures.every(({ kind }) => kind === 'left')
  return {
    cause: 'A health check, a scanner or a browser that wanted no more than to look',
    for: sentences(quiet && 'No alert says that anything is wrong.'),
    against: sentences(!quiet && 'Some of the handshakes ended with an alert.'),
  }
}
