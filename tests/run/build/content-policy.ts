/**
 * The Content Security Policy of the built page, as a `<meta>`: it must hold from a file too, where
 * nobody sends headers. Inline code is admitted by its hash, files beside the page by `'self'`.
 */
import { createHash } from 'node:crypto'
import { STYLE as REPORT_STYLE } from '../../../workers/report/style.ts'

const INLINE = {
  script: /<script type="module"[^>]*>([^]*?)<\/script>/g,
  style: /<style[^>]*>([^]*?)<\/style>/g,
}

export function withPolicy(html: string): string {
  const policy = {
    'default-src': "'none'",
    'script-src': sourcesOf(html, INLINE.script),
    // The preview of the report inherits this policy.
    'style-src': `${sourcesOf(html, INLINE.style)} ${hashOf(REPORT_STYLE)}`,
    'img-src': "'self' data: blob:",
    'font-src': "'self' data:",
    // Blob workers inherit this policy; a worker loaded by URL would not.
    'worker-src': "'self' blob:",
    'manifest-src': "'self'",
    'connect-src': "'none'",
    // The preview, made by the page; a frame has no way to anywhere else.
    'frame-src': 'blob:',
    'media-src': "'none'",
    'object-src': "'none'",
    'form-action': "'none'",
    'base-uri': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'default svelte-trusted-html det-sandbox',
  }
  const content = Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ')
  const meta = `<meta http-equiv="Content-Security-Policy" content="${content}" />`
  // Right after the charset: what stands before it would not be covered.
  return html.replace(/<meta charset="utf-8" \/>/, (charset) => `${charset}\n    ${meta}`)
}

/** Hashes of what is inline; `'self'` where nothing is. */
function sourcesOf(html: string, pattern: RegExp): string {
  const inline = [...html.matchAll(pattern)].map(([, text]) => text ?? '').filter(Boolean)
  return inline.length === 0 ? "'self'" : inline.map(hashOf).join(' ')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
