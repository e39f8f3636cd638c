/** What detectors can say, read from their source: pieces of text between the values of a sentence. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

export interface Piece {
  file: string
  line: number
  text: string
}

/** Properties that are no words, or not shown. */
const NO_WORDS = new Set(
  'command kind tone direction key id severity confidence filter unit looksAt meaning'.split(' '),
)
const NO_WORDS_CALLS = new Set(
  'includes startsWith endsWith split join get has set of replace replaceAll padStart match test addNames counters counted dropsOf traces upsert'.split(
    ' ',
  ),
)
/** The run of all detectors; the words of another program. */
const NOT_SAID = ['workers/detect/detector.ts', 'workers/detect/tcpdump-drops.ts']
/** Functions that write shell commands or filters. */
const WRITES_CODE = /command|filter|key$/i
const FULL_STOP = /(?<=[.?!]) (?=[A-Z"])/
/** A label may be one word. */
const LABELS = new Set(['label', 'title', 'caption', 'measured', 'estimated'])

/** Of all files of `workers/detect` that the file takes words from, itself included. */
export function saidIn(entry: string, seen = new Set<string>()): Piece[] {
  if (seen.has(entry)) return []
  seen.add(entry)
  const source = ts.createSourceFile(
    entry,
    readFileSync(entry, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  const pieces = new Map<string, Piece>()
  const add = (node: ts.Node, text: string) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    for (const words of text.trim().split(FULL_STOP)) {
      if (isSaid(words, node)) pieces.set(words, { file: entry, line, text: words })
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return
    if (writesCode(node)) return
    if (ts.isStringLiteralLike(node)) add(node, node.text)
    else if (ts.isTemplateExpression(node)) {
      add(node, node.head.text)
      for (const { literal } of node.templateSpans) add(literal, literal.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  const inner = importsOf(source).flatMap((path) => saidIn(path, seen))
  return [...pieces.values(), ...inner]
}

/** Files of the same room. */
function importsOf(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      return []
    if (statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return []
    const path = join(dirname(source.fileName), `${statement.moduleSpecifier.text}.ts`)
    return path.startsWith('workers/detect/') && !NOT_SAID.includes(path) ? [path] : []
  })
}

function writesCode(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return NO_WORDS.has(nameOf(node.name))
  if (ts.isFunctionDeclaration(node)) return WRITES_CODE.test(nameOf(node.name))
  if (ts.isVariableDeclaration(node)) return WRITES_CODE.test(nameOf(node.name))
  if (ts.isTaggedTemplateExpression(node)) return true
  if (ts.isElementAccessExpression(node) || ts.isCaseClause(node)) return false
  if (ts.isCallExpression(node)) {
    const { expression } = node
    const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : ''
    return NO_WORDS_CALLS.has(name) && node.arguments.every((each) => ts.isStringLiteralLike(each))
  }
  return false
}

/** A sentence or a part of one: two words at least, or the label of something. */
function isSaid(text: string, node: ts.Node): boolean {
  if (!/[a-z]{2,}/.test(text)) return false
  const { parent } = node
  if (ts.isBinaryExpression(parent) && isComparison(parent.operatorToken.kind)) return false
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false
  if (/(?<![\w-])[A-Za-z]?[a-z]+[,;:]? [a-z]{2,}/.test(text)) return true
  if (ts.isPropertyAssignment(parent)) return LABELS.has(nameOf(parent.name))
  return (
    ts.isCallExpression(parent) &&
    LABELS.has(nameOf(parent.expression)) &&
    parent.arguments[1] === node
  )
}

const isComparison = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
  kind === ts.SyntaxKind.ExclamationEqualsEqualsToken

const nameOf = (node: ts.Node | undefined): string =>
  node !== undefined && (ts.isIdentifier(node) || ts.isStringLiteral(node)) ? node.text : ''
