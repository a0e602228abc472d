export default {
  globs: ['src/*.ts', 'src/core/*events.ts', 'src/elements/predictive-*.ts', 'src/inspector/predictive-*.ts'],
  exclude: ['**/*.styles.ts'],
  litelement: true,
};
