/** `tls-failure` in English: what to do, and how to confirm it. Names from packets come into commands only if they are names. */
import { formatEndpoint } from '../../model/address'
import type { Step } from '../../model/finding'
import { nameWord } from '../dns-names'
import type { TlsFailureFacts } from '../facts/tls-failure'
import { PARAMETERS, refusesClient, refusesServer } from './tls-failure-alerts'

/** What is asked for, where: words of a command. */
function target({ example }: TlsFailureFacts): { at: string; name: string; host: string } {
  const at = formatEndpoint(example.server, example.port)
  const name = example.sni === '' ? '' : nameWord(example.sni)
  return { at, name, host: name === '' ? example.server : name }
}

function sClientCommand(facts: TlsFailureFacts, options: string): string {
  const { at, name } = target(facts)
  const sni = name === '' ? '' : ` -servername ${name}`
  return `openssl s_client -connect ${at}${sni}${options} </dev/null`
}

function curlCommand(facts: TlsFailureFacts, options: string): string {
  const { name, host } = target(facts)
  const { server, port } = facts.example
  const bracketed = server.includes(':') ? `[${server}]` : server
  const to = name === '' ? '' : ` --connect-to ${host}:${String(port)}:${bracketed}:${String(port)}`
  return `curl -v${options}${to} https://${name === '' ? bracketed : host}:${String(port)}/`
}

export function nextStepsOf(facts: TlsFailureFacts): Step[] {
  const { main, example, cluster } = facts
  const steps: Step[] = []
  if (main.kind === 'plain') {
    steps.push({
      say: 'Does the same port answer with TLS? Then give the client https.',
      command: curlCommand(facts, 'k'),
    })
  } else if (main.kind === 'text') {
    steps.push({
      say: 'Does the port answer plain HTTP? Then give the client http, or the server a certificate.',
      command: curlCommand(facts, '').replace('https://', 'http://'),
    })
  } else if (refusesServer(main) || main.kind === 'left') {
    steps.push({
      say: 'See what the server shows for this name: subject, names, issuer, dates.',
      command: `${sClientCommand(facts, '')} | openssl x509 -noout -subject -issuer -dates -ext subjectAltName`,
    })
    steps.push({
      say: 'Does a client with the authorities of the failing one take it? The last lines say why not.',
      command: sClientCommand(facts, ' -showcerts -verify_return_error -CAfile CA.pem'),
    })
  } else if (
    refusesClient(main, facts.example) ||
    (main.kind === 'sealed' && main.by === 'server')
  ) {
    steps.push({
      say: 'Try with the certificate of the client. "Acceptable client certificate CA names" lists the authorities that the server trusts.',
      command: sClientCommand(facts, ' -cert CLIENT.pem -key CLIENT.key'),
    })
    steps.push({
      say: 'Is that certificate still valid, and who issued it?',
      command: 'openssl x509 -noout -subject -issuer -dates -in CLIENT.pem',
    })
  } else if (main.alert === 'protocol_version') {
    steps.push({
      say: 'Which versions does the server take? One after the other.',
      command: `for v in -tls1_1 -tls1_2 -tls1_3; do echo $v; ${sClientCommand(facts, ' $v')} 2>&1 | grep -E 'Protocol|alert'; done`,
    })
    steps.push({ say: 'With one version alone:', command: curlCommand(facts, 'k --tls-max 1.2') })
  } else if (PARAMETERS.includes(main.alert)) {
    steps.push({
      say: 'What does the server choose when everything is offered?',
      command: `${sClientCommand(facts, " -cipher 'ALL:@SECLEVEL=0'")} 2>&1 | grep -E 'Protocol|Cipher|Peer signature|alert'`,
    })
  } else {
    steps.push({
      say: 'Try the same handshake from the host of the client.',
      command: sClientCommand(facts, ''),
    })
  }
  if (example.transportedBy === 'quic') {
    steps.push({ say: 'The same over QUIC:', command: curlCommand(facts, 'k --http3-only') })
  }
  return cluster ? [...steps, ...inCluster(facts)] : steps
}

/** `webhook.namespace.svc`, with the domain of the cluster or without. */
const SERVICE = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?$/i

function inCluster(facts: TlsFailureFacts): Step[] {
  const { main, example } = facts
  const [, service = '', namespace = ''] = SERVICE.exec(example.sni) ?? []
  const of = namespace === '' ? 'NAMESPACE' : namespace
  const steps: Step[] = []
  if (refusesServer(main) || main.kind === 'left') {
    steps.push({
      say: 'The secret that the server was given: is it the certificate on the wire, and until when is it valid?',
      command: `kubectl -n ${of} get secret SECRET -o jsonpath='{.data.tls\\.crt}' | base64 -d | openssl x509 -noout -subject -dates -ext subjectAltName`,
    })
  }
  if (service !== '' && refusesServer(main)) {
    steps.push({
      say: 'For a webhook: does its configuration carry the authority that issued the certificate (caBundle)?',
      command: `kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations -o jsonpath='{range .items[*].webhooks[*]}{.clientConfig.service.name}{" "}{.clientConfig.caBundle}{"\\n"}{end}' | awk '$1 == "${service}" {print $2}' | head -n 1 | base64 -d | openssl x509 -noout -subject -enddate`,
    })
  }
  if (service !== '') {
    steps.push({
      say: 'Which pods serve this name, and are they ready?',
      command: `kubectl -n ${of} get endpointslices -l kubernetes.io/service-name=${service} -o wide`,
    })
  }
  if (example.port === 6443 || example.port === 10250) {
    steps.push({
      say: 'On a control plane node made by kubeadm: until when are its certificates valid?',
      command: 'kubeadm certs check-expiration',
    })
  }
  if (main.alert === 'unrecognized_name' || (facts.certificate?.madeUpBy ?? '') !== '') {
    steps.push({
      say: 'Which ingresses name this host, and which secret do they give it?',
      command: `kubectl get ingress -A -o wide | grep -w ${nameWord(example.sni)}`,
    })
  }
  return steps
}

export function confirmOf(facts: TlsFailureFacts): Step[] {
  const { example, main } = facts
  const steps: Step[] = []
  if (main.kind !== 'plain' && main.kind !== 'text') {
    steps.push({
      say: 'From the host of the client: the same error means that the fault still holds.',
      command: curlCommand(facts, ''),
    })
  }
  if (main.kind === 'sealed') {
    steps.push({
      say: 'Read the encrypted alert: let the client write its key log, capture again, and drop both files together.',
      command: `SSLKEYLOGFILE=/tmp/keys.log ${curlCommand(facts, '')}`,
    })
  }
  steps.push({
    say: 'Capture the handshakes with this server in full.',
    command: `tcpdump -ni any -s 0 -w tls.pcap 'host ${example.server} and ${example.transportedBy === 'quic' || example.transportedBy === 'dtls' ? 'udp' : 'tcp'} port ${String(example.port)}'`,
  })
  return steps
}
