/**
 * The arrows of the architecture, as rules. Type imports count like any other. Tests and contract suites may
 * name the concrete things they test, so the rules between siblings do not hold for them.
 */
const TESTS = '\\.(test|contract|fixture)\\.tsx?$'
const OURS = '^(app|components|lessons|protocol|sandbox-server|e2e|proxy\\.ts)'

/** Everything of ours that `from` may not reach: all but what is allowed. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: { path: OURS, pathNot: allowed },
})

const arrows = [
  only(
    'protocol-is-a-leaf',
    '^protocol/',
    ['^protocol/'],
    'Both sides speak it; it imports nothing of theirs.',
  ),
  only(
    'app-composes',
    '^app/',
    ['^app/', '^components/', '^lessons/', '^protocol/'],
    'Routes read and compose.',
  ),
  only(
    'workspace-is-the-screen',
    '^components/workspace/',
    ['^components/(workspace|panels|prose|sandbox|hooks|ui)/', '^protocol/', '^lessons/kit/'],
    'The screen may use every panel, but no lesson.',
  ),
  only(
    'panels-stand-alone',
    '^components/panels/([^/]+)/',
    ['^components/panels/$1/', '^components/(sandbox|hooks|ui)/', '^protocol/', '^lessons/kit/'],
    'A panel never imports another panel; what two need sinks a level.',
  ),
  only(
    'prose',
    '^components/prose/',
    ['^components/(prose|hooks|ui)/', '^protocol/'],
    'What lesson text uses.',
  ),
  only(
    'sandbox-client',
    '^components/sandbox/',
    ['^components/sandbox/', '^protocol/'],
    'The client of the API.',
  ),
  only(
    'hooks',
    '^components/hooks/',
    ['^components/(hooks|sandbox)/', '^protocol/'],
    'Used by two or more panels.',
  ),
  only('ui', '^components/ui/', ['^components/(ui|hooks)/', '^protocol/'], 'Buttons, tabs, placeholders.'),
  only('kit', '^lessons/kit/', ['^lessons/kit/', '^protocol/'], 'Lesson schema and check vocabulary.'),
  only(
    'lessons-stand-alone',
    '^lessons/([0-9][^/]*)/',
    ['^lessons/$1/', '^lessons/kit/', '^components/prose/', '^protocol/'],
    'A lesson never imports another lesson.',
  ),
  only(
    'preload',
    '^sandbox-server/preload/',
    ['^sandbox-server/preload/', '^protocol/'],
    'Alone in a sandbox.',
  ),
  only(
    'drivers-stand-alone',
    '^sandbox-server/(isolation|browsers|engines|inspectors|tracing)/',
    ['^sandbox-server/$1/', '^sandbox-server/machine/', '^protocol/'],
    'Siblings never import each other.',
  ),
  only(
    'machine-is-a-leaf',
    '^sandbox-server/machine/',
    ['^sandbox-server/machine/'],
    'What two drivers need of the machine.',
  ),
  only(
    'workspaces-know-interfaces',
    '^sandbox-server/workspaces/',
    [
      '^sandbox-server/(workspaces|browsers|tracing)/',
      '^sandbox-server/isolation/runner\\.ts$',
      '^sandbox-server/engines/engine\\.ts$',
      '^sandbox-server/inspectors/inspector\\.ts$',
      '^protocol/',
    ],
    'Only main.ts, engines-of.ts and inspectors-of.ts name concrete drivers.',
  ),
  only(
    'http-knows-workspaces',
    '^sandbox-server/http/',
    [
      '^sandbox-server/(http|workspaces|browsers|tracing)/',
      '^sandbox-server/isolation/runner\\.ts$',
      '^sandbox-server/inspectors/inspector\\.ts$',
      '^protocol/',
    ],
    'Parse, dispatch, reply.',
  ),
  only(
    'server-knows-no-screen',
    '^sandbox-server/main\\.ts$',
    ['^sandbox-server/(?!preload/)', '^protocol/'],
    'The preload is a file it hands over, not a module it loads.',
  ),
  only(
    'e2e-drives',
    '^e2e/',
    ['^e2e/', '^lessons/', '^protocol/'],
    'It drives the rest over HTTP and a browser.',
  ),
  only(
    'proxy',
    '^proxy\\.ts$',
    ['^protocol/', '^components/panels/browsers/frame-script\\.ts$'],
    'The door of the site; its policy names the one script of the rendered page.',
  ),
]

const types = [
  {
    name: 'preload-takes-protocol-types-only',
    severity: 'error',
    from: { path: '^sandbox-server/preload/', pathNot: TESTS },
    // Two files of plain constants may come along; a schema would bring zod into the learner's process.
    to: {
      path: '^protocol/',
      pathNot: '^protocol/(limits|exchange-header)\\.ts$',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'components-take-kit-types-only',
    severity: 'error',
    from: { path: '^components/', pathNot: TESTS },
    to: { path: '^lessons/', dependencyTypesNot: ['type-only'] },
  },
]

const hygiene = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-barrels', severity: 'error', from: {}, to: { path: `${OURS}.*/index\\.tsx?$` } },
  {
    name: 'no-orphans',
    severity: 'error',
    from: {
      orphan: true,
      path: OURS,
      pathNot: ['\\.d\\.ts$', TESTS, '^app/', '^e2e/', '^proxy\\.ts$', '/(starter|solution|attempts)/'],
    },
    to: {},
  },
  {
    name: 'protocol-needs-zod-only',
    severity: 'error',
    from: { path: '^protocol/', pathNot: TESTS },
    to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod/' },
  },
  {
    name: 'preload-needs-node-only',
    severity: 'error',
    from: { path: '^sandbox-server/preload/', pathNot: TESTS },
    to: { dependencyTypes: ['npm', 'npm-dev'] },
  },
  {
    name: 'no-react-on-the-server',
    severity: 'error',
    from: { path: '^(sandbox-server|protocol)/' },
    to: { path: 'node_modules/(react|next)/' },
  },
  {
    name: 'nothing-unresolved',
    severity: 'error',
    from: { path: OURS },
    to: { couldNotResolve: true, pathNot: '\\.(css|mdx)$' },
  },
  {
    name: 'no-dev-dependency-at-run-time',
    severity: 'error',
    from: { path: OURS, pathNot: [TESTS, '^e2e/'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
]

module.exports = {
  forbidden: [...arrows, ...types, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: [
        '^sandbox-server/runtime/',
        '^lessons/[^/]+/(starter|solution)/',
        '/attempts/[^/]+/(?!attempt\\.ts)',
      ],
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
