import { expect, it } from 'vitest'
import { firstKind } from '../../../../src/views/objects/first-kind'
import { noApplications } from '../../../../workers/model/app-records'
import type { CaptureResult } from '../../../../workers/model/run'

const captureWith = (totals: Partial<Record<'http' | 'dns' | 'tls' | 'session', number>>) => {
  const none = noApplications()
  return {
    applications: { ...none, totals: { ...none.totals, ...totals } },
  } as unknown as CaptureResult
}

it('shows the first kind of which any capture holds something', () => {
  expect(firstKind({ captures: [captureWith({ tls: 3 }), captureWith({ dns: 2 })] })).toBe('dns')
  expect(firstKind({ captures: [captureWith({ tls: 3 })] })).toBe('tls')
  expect(firstKind({ captures: [captureWith({ http: 1, dns: 9 })] })).toBe('http')
})

it('shows that there is no HTTP where there is nothing else', () => {
  expect(firstKind({ captures: [captureWith({ session: 4 })] })).toBe('http')
  expect(firstKind({ captures: [] })).toBe('http')
})
