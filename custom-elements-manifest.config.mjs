export default {
  globs: [
    'src/*.ts',
    'src/core/{element-of-attributes,errors,events,fields-event,learning-events,preload-events}.ts',
    'src/elements/{family-element,form-button,menu-opener-attributes,predictive-*}.ts',
    'src/inspector/predictive-*.ts',
  ],
  exclude: ['**/*.styles.ts'],
  litelement: true,
};
