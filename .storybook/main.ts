import type {StorybookConfig} from '@storybook/web-components-vite';
import {tensorflowWasm} from './tensorflow-wasm.js';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  // The marks, and the pictures of the guides.
  staticDirs: ['public', {from: '../docs/images', to: '/docs/images'}],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: {disableTelemetry: true, disableWhatsNewNotifications: true},
  // The toolbar of preview.ts switches between light and dark instead; the checklist advertises Storybook.
  features: {backgrounds: false, sidebarOnboardingChecklist: false},
  viteFinal(vite) {
    return {
      ...vite,
      logLevel: 'warn',
      plugins: [...(vite.plugins ?? []), tensorflowWasm()],
      optimizeDeps: {
        ...vite.optimizeDeps,
        // Only the worker imports TensorFlow.js, and vite would find it there too late: after the worker has
        // started.
        include: [...(vite.optimizeDeps?.include ?? []), ...tensorflowModules],
      },
      // The training worker loads TensorFlow.js on demand, which takes more than one file.
      worker: {format: 'es', plugins: () => [tensorflowWasm()]},
      build: {...vite.build, target: 'es2022', chunkSizeWarningLimit: 2_000},
    };
  },
};

const tensorflowModules = [
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js',
  '@tensorflow/tfjs-layers',
];

export default config;
