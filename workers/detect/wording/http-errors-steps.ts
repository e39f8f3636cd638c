/** What to do about failed requests, and how to confirm the cause. */
import type { Step } from '../../model/finding'
import type { HttpErrorFacts } from '../facts/http-errors'
import { explained } from '../http-failures'
import { shellWord } from '../shell-words'
import { sentences } from '../said'

export function nextSteps(facts: HttpErrorFacts): Step[] {
  const { server, address, upstreams, overlay, ownConns } = facts
  const [upstream] = explained(facts) ? upstreams : []
  const steps: Step[] = []
  if (upstream !== undefined) {
    steps.push({
      say: `Look at ${upstream.server} first: it is what ${server} asked in vain. Ask it without the gateway.`,
      command: askCommand(facts, upstream.server),
    })
  }
  steps.push(
    {
      say: `Find these requests in the log of ${server}, by the times in the table of evidence; a gateway writes there what went wrong behind it.`,
      command:
        overlay === 'none'
          ? LOGS
          : `${podsCommand(address)}; kubectl -n NAMESPACE logs POD --timestamps --since=1h`,
    },
    { say: 'Does it still fail?', command: askCommand(facts, server) },
  )
  if (overlay !== 'none') {
    steps.push({
      say: 'Are there ready endpoints behind the Service, and do pods restart?',
      command: `kubectl get endpointslices -A; kubectl get pods -A -o wide | grep -vE ' ([0-9]+)/\\1 +Running '`,
    })
  }
  if (upstream === undefined && ownConns === 0) {
    steps.push({
      say: `Capture both sides of ${address} and drop that here: it shows what became of the requests that it passed on.`,
      command: `tcpdump -ni any -s 400 -w gateway.pcap 'host ${address}'`,
    })
  }
  return steps
}

const LOGS =
  "grep -hE 'upstream|connect\\(\\)|timed out|reset by peer|refused' /var/log/nginx/error.log /var/log/haproxy.log /var/log/apache2/error.log | tail -n 50"

const podsCommand = (address: string): string => `kubectl get pods -A -o wide | grep -w ${address}`

function askCommand({ failures, host }: HttpErrorFacts, server: string): string {
  const asked = failures.find(({ target }) => target.startsWith('GET '))
  const path = shellWord(asked?.target.slice('GET '.length) ?? '', '/')
  const name = shellWord(host, '')
  const header = name === '' || name === server ? '' : ` -H 'Host: ${name}'`
  return `for i in $(seq 20); do curl -so /dev/null -w 'HTTP %{http_code} after %{time_total} s\\n'${header} 'http://${server}${path.startsWith('/') ? path : '/'}'; done | sort | uniq -c`
}

export function confirmSteps(facts: HttpErrorFacts): Step[] {
  const { upstreams, port, overlay } = facts
  const [upstream] = explained(facts) ? upstreams : []
  const behind = upstream?.server.split(':').at(-1) ?? ''
  const where = sentences(
    upstream !== undefined &&
      'On the server behind the gateway: does anybody listen there, and is its queue full?',
    upstream === undefined && 'On the server itself: does anybody listen, and is its queue full?',
  )
  return [
    {
      say: where.join(' '),
      command: `ss -ltnp 'sport = :${upstream === undefined ? String(port) : behind}'`,
    },
    {
      say: 'Was the program ended or started anew at these times?',
      command:
        overlay === 'none'
          ? "journalctl --since -1h | grep -iE 'oom-kill|killed process|segfault|started|stopped'"
          : "kubectl get events -A --sort-by=.lastTimestamp | grep -iE 'unhealthy|killing|backoff|oom'",
    },
  ]
}
