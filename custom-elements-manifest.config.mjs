export default {
  globs: [
    'src/*.ts',
    'src/core/{element-of-attributes,errors,events,fields-event,learning-events}.ts',
    'src/elements/{form-button,predictive-*}.ts',
    'src/inspector/predictive-*.ts',
  ],
  exclude: ['**/*.styles.ts'],
  litelement: true,
};
