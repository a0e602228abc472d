import {defineConfig} from 'astro/config';

export default defineConfig({
  prefetch: {prefetchAll: false},
  build: {format: 'file'},
});
