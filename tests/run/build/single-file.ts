/** Puts the script, the style and the icon of the built page into the page itself. */

/** The manifest cannot come along: it needs an address, and its absence marks the single file. */
const MANIFEST = /\s*<link rel="manifest"[^>]*>/
const SCRIPT = /<script type="module"[^>]* src="\.\/([^"]+)"><\/script>/g
const STYLE = /<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/g
const ICON = /(<link rel="icon"[^>]* href=")\.\/([^"]+)"/g

/**
 * @param outputs what the build wrote, by file name
 * @param publicFiles what is copied beside it
 */
export function inlineAll(
  html: string,
  outputs: Map<string, string>,
  publicFiles: Map<string, Buffer>,
): string {
  const page = html
    .replace(MANIFEST, '')
    .replace(ICON, (_, link: string, name: string) => `${link}${dataUrl(publicFiles, name)}"`)
    .replace(STYLE, (_, name: string) => `<style>${styleText(found(outputs, name))}</style>`)
    .replace(SCRIPT, (_, name: string) => {
      return `<script type="module">${scriptText(found(outputs, name))}</script>`
    })
  const left = /(?:src|href)="\.\/[^"]*"/.exec(page.replace(/<script[^]*<\/script>/, ''))
  if (left) throw new Error(`${left[0]} is not inlined`)
  return page
}

function dataUrl(files: Map<string, Buffer>, name: string): string {
  return `data:image/svg+xml;base64,${found(files, name).toString('base64')}`
}

/** These sequences end or change the script for the HTML parser; both stand in literals only. */
function scriptText(code: string): string {
  return sameWhenParsed(code.replace(/<(?=\/script|!--)/gi, '\\x3c'))
}

function styleText(css: string): string {
  if (/<\/style/i.test(css)) throw new Error('the style would end early')
  return sameWhenParsed(css)
}

/** The parser replaces these, and the hash of the policy would no longer fit. */
function sameWhenParsed(text: string): string {
  if (/[\r\0]/.test(text)) throw new Error('a carriage return or NUL cannot be inlined')
  return text.trim()
}

function found<T>(files: Map<string, T>, name: string): T {
  const file = files.get(name)
  if (file === undefined) throw new Error(`${name} is missing`)
  return file
}
