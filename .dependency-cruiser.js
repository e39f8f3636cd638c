/** `plan.js` as rules of dependency-cruiser. */
import { plan } from './plan.js'

const rooms = Object.keys(plan)
const CODE = '^(src|workers|tests)/'

/** The files of a room: a folder, one file, or the worker entries. */
function files(room) {
  if (room.endsWith('*.worker')) return '^workers/[^/]+\\.worker\\.ts$'
  return /\.\w+$/.test(room) ? `^${room.replace('.', '\\.')}$` : `^${room}(/|\\.ts$)`
}

const any = (paths) => (paths.length === 0 ? '^$' : paths.join('|'))
const inPackage = (name) => `^node_modules/${name}/`

function rulesOf(room, { imports = [], types = [], packages = [] }) {
  const from = { path: files(room) }
  const allowed = [room, ...imports].map(files)
  return [
    {
      name: `${room} may import ${imports.join(', ') || 'nothing'}`,
      from,
      to: { path: CODE, pathNot: any([...allowed, ...types.map(files), '\\.css$']) },
    },
    {
      name: `${room} may import only types of ${types.join(', ')}`,
      from,
      to: { path: any(types.map(files)), dependencyTypesNot: ['type-only'] },
    },
    {
      name: `${room} may use ${packages.join(', ') || 'no package'}`,
      from,
      to: { path: '^node_modules/', pathNot: any(packages.map(inPackage)) },
    },
  ].map((rule) => ({ ...rule, severity: 'error' }))
}

export default {
  forbidden: [
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'must exist', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'belongs to no room of plan.js',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: any(rooms.map(files)) },
      to: {},
    },
    {
      name: 'runs in a browser, not in Node',
      severity: 'error',
      from: { path: '^(src|workers)/' },
      to: { dependencyTypes: ['core'] },
    },
    ...Object.entries(plan).flatMap(([room, row]) => rulesOf(room, row)),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(src|workers)/.*\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.svelte'],
      exportsFields: ['exports'],
      conditionNames: ['browser', 'import', 'default'],
    },
  },
}
