import type {StorybookConfig} from '@storybook/web-components-vite';
import {tensorflowWasm} from './tensorflow-wasm.js';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: {disableTelemetry: true, disableWhatsNewNotifications: true},
  viteFinal(vite) {
    return {
      ...vite,
      plugins: [...(vite.plugins ?? []), tensorflowWasm()],
      // The training worker loads TensorFlow.js on demand, which takes more than one file.
      worker: {...vite.worker, format: 'es'},
      build: {...vite.build, target: 'es2022', chunkSizeWarningLimit: 2_000},
    };
  },
};

export default config;
