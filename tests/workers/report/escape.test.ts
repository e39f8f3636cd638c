import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, Markup } from '../../../workers/report/escape'

describe('the html tag', () => {
  it('keeps its own text and escapes what is put in', () => {
    const name = '<img src=x onerror=alert(1)>'
    expect(html`<b>${name}</b>`.text).toBe('<b>&lt;img src=x onerror=alert(1)&gt;</b>')
  })

  it('lets nothing out of a quoted attribute', () => {
    const name = `"><script>alert('1')</script>\``
    expect(html`<a title="${name}">x</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&#96;">x</a>',
    )
  })

  it('shows what cannot be seen', () => {
    expect(html`${'a\u0000\u202E\u200B\ud800\n'}`.text).toBe(
      'a&lt;U+0000&gt;&lt;U+202E&gt;&lt;U+200B&gt;&lt;U+D800&gt;&lt;U+000A&gt;',
    )
  })

  it('puts markup, numbers and lists in as they are', () => {
    const items = ['a<', 'b'].map((item) => html`<li>${item}</li>`)
    expect(html`${items} ${7} ${new Markup('<hr>')}`.text).toBe('<li>a&lt;</li><li>b</li> 7 <hr>')
  })

  it('never lets any text open a tag, end an attribute or hide', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"'`\p{Cc}\p{Cf}\p{Cs}]/u)
      }),
    )
  })
})
