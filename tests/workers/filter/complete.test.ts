import { describe, expect, it } from 'vitest'
import { completionsAt } from '../../../workers/filter/check'
import { MAX_COMPLETIONS } from '../../../workers/limits/workspace-limits'

const words = (text: string, caret = text.length) =>
  completionsAt(text, caret).map(({ word }) => word)

describe('completion', () => {
  it('offers fields that begin so, those of fewer parts first', () => {
    expect(words('tcp.')[0]).toMatch(/^tcp\.[a-z_]+$/)
    expect(words('tcp.po')).toEqual(['tcp.port'])
    expect(completionsAt('ip && tcp.po', 12)[0]).toEqual({
      at: 6,
      word: 'tcp.port',
      description: 'Source or destination port',
      kind: 'field',
    })
  })

  it('offers operators behind a field, and logic behind a comparison', () => {
    expect(words('tcp.port ')).toContain('==')
    expect(words('tcp.port ')).not.toContain('contains')
    expect(words('http.host ')).toContain('contains')
    expect(words('tcp.port == 80 ')).toEqual(['&&', '||'])
    expect(words('tcp.analysis.retransmission ')).toEqual(['&&', '||'])
  })

  it('offers values that have names, and fields to compare with', () => {
    expect(words('arp.opcode == ')).toEqual(['request', 'reply'])
    expect(words('ip.src == ip.d')).toContain('ip.dst')
    expect(words('ip.src == tcp.')).toEqual([])
  })

  it('finds fields by what they mean', () => {
    expect(words('sni')).toContain('tls.handshake.extensions_server_name')
  })

  it('knows the outermost and the innermost headers', () => {
    expect(words('inn')).toEqual(['inner.'])
    expect(words('inner.ip.s')).toContain('inner.ip.src')
  })

  it('looks at what stands before the caret alone', () => {
    expect(words('tcp.po == 80', 6)).toEqual(['tcp.port'])
  })

  it('is silent in strings and brackets, and bounded', () => {
    expect(words('http.host contains "tcp')).toEqual([])
    expect(words('eth.src[')).toEqual([])
    expect(words('e').length).toBeLessThanOrEqual(MAX_COMPLETIONS)
  })
})
