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
  'command kind tone direction key id severity confidence filter unit'.split(' '),
)
/** Of strings, where all arguments are strings. */
const NO_WORDS_CALLS = new Set(
  'includes startsWith endsWith split join get has set of replace replaceAll padStart match test counters counted upsert'.split(
    ' ',
  ),
)
/** The run of all detectors; the words of another program. */
const NOT_SAID = ['workers/detect/detector.ts', 'workers/detect/tcpdump-drops.ts']
/** Functions that write shell commands or filters. */
const WRITES_CODE = /command|filter|key$/i
/** Parts of them that stand elsewhere. */
const CODE = /^(udp port|src host|and host)\b/
const FULL_STOP = /(?<=[.?!]) (?=[A-Z"])/
/** A label may be one word. */
const LABELS = new Set(['label', 'title', 'caption', 'measured', 'estimated'])

/** A file of `workers/detect`: what it declares, and where what it imports is declared. */
interface Room {
  source: ts.SourceFile
  declared: Map<string, ts.Node[]>
  imported: Map<string, { file: string; name: string }>
  /** Strings that are names of properties as well. */
  codes: Set<string>
}

/** Of the detector and of all declarations that it uses. */
export function saidIn(entry: string): Piece[] {
  const rooms = new Map<string, Room>()
  const room = (file: string) => rooms.get(file) ?? rooms.set(file, roomOf(file)).get(file)
  const pieces = new Map<string, Piece>()
  const seen = new Set<string>()
  const reach = (file: string, name: string): void => {
    if (seen.has(`${file} ${name}`)) return
    seen.add(`${file} ${name}`)
    const at = room(file)
    for (const node of at?.declared.get(name) ?? []) visit(file, node)
    const from = at?.imported.get(name)
    if (from !== undefined) reach(from.file, from.name)
  }
  const visit = (file: string, node: ts.Node): void => {
    if (ts.isTypeNode(node) || writesCode(node)) return
    if (ts.isIdentifier(node)) reach(file, node.text)
    const { source, codes } = room(file) ?? {}
    for (const text of source === undefined ? [] : textsOf(node)) {
      if (codes?.has(text) === true || !isSaid(text, node)) continue
      const line = source?.getLineAndCharacterOfPosition(node.getStart()).line ?? 0
      pieces.set(text, { file, line: line + 1, text })
    }
    ts.forEachChild(node, (child) => {
      visit(file, child)
    })
  }
  reach(entry, 'default')
  return [...pieces.values()]
}

function textsOf(node: ts.Node): string[] {
  const text = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) ? node.text : ''
  return text.trim().split(FULL_STOP)
}

function roomOf(file: string): Room {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const made: Room = { source, declared: new Map(), imported: new Map(), codes: new Set() }
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) addImports(statement, file, made)
    else for (const name of namesOf(statement)) append(made.declared, name, statement)
  }
  const visit = (node: ts.Node) => {
    if (ts.isPropertyAssignment(node)) made.codes.add(nameOf(node.name))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return made
}

function append(to: Map<string, ts.Node[]>, name: string, node: ts.Node): void {
  to.set(name, [...(to.get(name) ?? []), node])
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isExportAssignment(statement)) return ['default']
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => nameOf(name))
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return [nameOf(statement.name)]
  return []
}

/** Of the same room. */
function addImports(
  { importClause, moduleSpecifier }: ts.ImportDeclaration,
  file: string,
  to: Room,
) {
  if (!ts.isStringLiteral(moduleSpecifier)) return
  const path = join(dirname(file), `${moduleSpecifier.text}.ts`)
  const named = importClause?.namedBindings
  if (!path.startsWith('workers/detect/') || NOT_SAID.includes(path)) return
  if (named === undefined || !ts.isNamedImports(named)) return
  for (const { name, propertyName } of named.elements) {
    to.imported.set(name.text, { file: path, name: nameOf(propertyName) || name.text })
  }
}

function writesCode(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return NO_WORDS.has(nameOf(node.name))
  if (ts.isFunctionDeclaration(node)) return WRITES_CODE.test(nameOf(node.name))
  if (ts.isVariableDeclaration(node)) return WRITES_CODE.test(nameOf(node.name))
  if (ts.isTaggedTemplateExpression(node) || ts.isThrowStatement(node)) return true
  if (!ts.isCallExpression(node)) return false
  const { expression } = node
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : ''
  return NO_WORDS_CALLS.has(name) && node.arguments.every((each) => ts.isStringLiteralLike(each))
}

/** A sentence or a part of one: two words at least, or the label of something. */
function isSaid(text: string, node: ts.Node): boolean {
  if (!/[a-z]{2,}/.test(text) || CODE.test(text)) return false
  const { parent } = node
  if (ts.isBinaryExpression(parent) && isComparison(parent.operatorToken.kind)) return false
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false
  if (/(?<![\w-])[A-Za-z]?[a-z]+[,;:]? [a-z]{2,}/.test(text)) return true
  if (ts.isPropertyAssignment(parent)) return LABELS.has(nameOf(parent.name))
  return (
    ts.isCallExpression(parent) &&
    LABELS.has(nameOf(parent.expression)) &&
    (parent.arguments[1] === node || (parent.arguments[3] === node && text !== 'ms'))
  )
}

const isComparison = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
  kind === ts.SyntaxKind.ExclamationEqualsEqualsToken

const nameOf = (node: ts.Node | undefined): string =>
  node !== undefined && (ts.isIdentifier(node) || ts.isStringLiteral(node)) ? node.text : ''
