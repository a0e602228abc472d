export default {
  globs: [
    'src/index.ts',
    'src/events.ts',
    'src/errors.ts',
    'src/elements/predictive-*.ts',
    'src/inspector/predictive-*.ts',
  ],
  exclude: ['**/*.styles.ts'],
  litelement: true,
};
