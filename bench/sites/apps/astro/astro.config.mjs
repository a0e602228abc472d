import {defineConfig} from 'astro/config';

export default defineConfig({
  // <ClientRouter /> would turn it on for all links.
  prefetch: false,
  build: {format: 'file'},
});
