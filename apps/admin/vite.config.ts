import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  // The build is whole: `node build` needs no node_modules beside it.
  ssr: { noExternal: ['@trpc/client', /^@opentelemetry\//] },
  // Kit leaves this one out of every build, for an instrumentation.server.ts to share it; there is none here.
  resolve: { alias: { '@opentelemetry/api': fileURLToPath(import.meta.resolve('@opentelemetry/api')) } },
  plugins: [
    sveltekit({
      adapter: adapter(),
      compilerOptions: { runes: true },
      // Kit compares a form's origin with an origin fixed at build time. One build serves every stage here, so
      // src/lib/server/same-origin.ts makes the (stricter) check against the running server's ORIGIN instead.
      csrf: { trustedOrigins: ['*'] },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The router hides its announcer from sight with one inline style; this is that style and no other.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
});
