import { describe, expect, it } from 'vitest'
import { isOwnData, isPrivate, nameWord, registeredDomain } from '../../../workers/detect/dns-names'
import { dnsConfigCommand, namespaceIn } from '../../../workers/detect/wording/dns-settings'
import { question } from '../../support/dns-records'

describe('addresses', () => {
  // RFC 1918, 3927, 6598, 4193, 4291
  it.each(['10.1.2.3', '172.16.0.1', '172.31.9.9', '192.168.1.1', '169.254.20.10', '100.64.0.1'])(
    '%s belongs to an own network',
    (address) => expect(isPrivate(address)).toBe(true),
  )
  it.each(['fd42::1', 'fc00::1', 'fe80::1', 'febf::1'])('%s does, too', (address) =>
    expect(isPrivate(address)).toBe(true),
  )
  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '192.169.0.1',
    '2001:db8::1',
    'fec0::1',
    'fd::1',
  ])('%s does not', (address) => expect(isPrivate(address)).toBe(false))
})

it('own data are names of the cluster, and what a server of the own network has authority for', () => {
  const own = (query: string, dst: string, authoritative = false) =>
    isOwnData(question({ query, time: 0, dst, authoritative }))
  expect(own('a.b.svc.cluster.local', '8.8.8.8')).toBe(true)
  expect(own('A.B.SVC.CLUSTER.LOCAL', '8.8.8.8')).toBe(true)
  expect(own('notcluster.local', '10.0.0.1')).toBe(false)
  expect(own('db.shop.svc.k8s.corp', '10.0.0.1')).toBe(true)
  expect(own('_pg._tcp.db.shop.svc.k8s.corp', 'fd00::a')).toBe(true)
  expect(own('db.shop.svc.k8s.corp', '8.8.8.8'), 'a resolver of the public').toBe(false)
  expect(own('login.svc.ms', '10.0.0.1')).toBe(false)
  expect(own('a.b.c.svc.example', '10.0.0.1')).toBe(false)
  expect(own('a.example', '10.0.0.1', true)).toBe(true)
  expect(own('a.example', '10.0.0.1')).toBe(false)
  expect(own('a.example', '198.51.100.1', true)).toBe(false)
})

it('domains are the last two labels', () => {
  expect(registeredDomain('A.b.Example.COM')).toBe('example.com')
  expect(registeredDomain('com')).toBe('com')
})

describe('names from packets in commands', () => {
  it('stay as they are when they are harmless', () => {
    expect(nameWord('_ldap._tcp.a-b.example')).toBe('_ldap._tcp.a-b.example')
  })

  it.each(['a;reboot', '$(id)', "a'b", '-oProxy', '', 'a b', '`id`', 'a\u202eb', 'x'.repeat(300)])(
    'become a word when they are not: %j',
    (name) => expect(nameWord(name)).toBe('NAME'),
  )

  it('name their namespace', () => {
    expect(namespaceIn('shop.svc.cluster.local')).toBe('shop')
    expect(namespaceIn('svc.cluster.local')).toBe('NAMESPACE')
    expect(namespaceIn("x'y.svc.cluster.local")).toBe('NAMESPACE')
    expect(namespaceIn('corp.example')).toBe('NAMESPACE')
  })

  it('patch a deployment with what JSON makes of the options', () => {
    const command = dnsConfigCommand('shop', [{ name: 'ndots', value: '2' }])
    const json = /-p '(.*)'$/.exec(command)?.[1] ?? ''
    expect(JSON.parse(json)).toEqual({
      spec: { template: { spec: { dnsConfig: { options: [{ name: 'ndots', value: '2' }] } } } },
    })
  })
})
