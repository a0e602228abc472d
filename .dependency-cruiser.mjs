// Which way imports may go, for `npm run lint`: down this list and never up, types included, and never in a circle.
const layers = [
  {name: 'entries', path: '^src/[^/]+[.]ts$|^src/jsx/|[.]worker[.]ts$'},
  {name: 'inspector', path: '^src/inspector/'},
  {name: 'elements', path: '^src/elements/'},
  {name: 'region', path: '^src/region/'},
  {name: 'preload', path: '^src/preload/'},
  {name: 'learning', path: '^src/learning/'},
  {name: 'storage', path: '^src/storage/'},
  {name: 'training', path: '^src/training/(?!.*[.]worker[.]ts$)'},
  {name: 'model-files', path: '^src/model-files/'},
  {name: 'scorecard and habits', path: '^src/(scorecard|habits)/'},
  {name: 'prediction', path: '^src/prediction/'},
  {name: 'core', path: '^src/core/'},
];

/** For each layer, that it must not reach into one of those above. */
const downwards = layers.slice(1).map(({name, path}, index) => ({
  name: `${name} imports nothing from above`,
  severity: 'error',
  from: {path},
  to: {
    path: layers
      .slice(0, index + 1)
      .map((above) => above.path)
      .join('|'),
  },
}));

export default {
  forbidden: [
    ...downwards,
    {
      name: 'no circles',
      severity: 'error',
      from: {path: '^src/'},
      to: {circular: true},
    },
    {
      name: 'the inspector sees what is public',
      severity: 'error',
      from: {path: '^src/inspector/'},
      to: {path: '^src/(region|preload|learning|storage|training|model-files)/'},
    },
    {
      name: 'TensorFlow.js stays in training/tf.ts',
      severity: 'error',
      from: {path: '^src/', pathNot: '^src/training/tf[.]ts$'},
      to: {path: 'node_modules/@tensorflow/'},
    },
    {
      name: 'every source is in a layer',
      severity: 'error',
      from: {path: '^src/', pathNot: layers.map(({path}) => path).join('|')},
      to: {},
    },
    {
      name: 'what ships imports nothing that does not',
      severity: 'error',
      from: {path: '^src/'},
      to: {path: '^(bench|demo|pretrain|scripts|stories|test|tools)/'},
    },
  ],
  options: {
    doNotFollow: {path: 'node_modules'},
    tsPreCompilationDeps: true,
    tsConfig: {fileName: 'tsconfig.json'},
    enhancedResolveOptions: {extensions: ['.ts', '.js']},
  },
};
