import locales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where a server runs that `npm run dev -w web` asks: as `npm start` leaves it, unless said otherwise. */
const SERVER = process.env['MILLRACE_DEV_SERVER'] ?? 'http://127.0.0.1:4040';

/** All that the server answers by itself; the rest of the paths are pages. */
const API =
  '^/(millrace|automation|crm|crm-object-schemas|marketing|submissions|form-integrations|events|settings|communication-preferences|account-info|docs|health)/';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    // The texts of React Aria in English only.
    { ...locales.vite({ locales: ['en-US'] }), enforce: 'pre' },
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    // Fonts and pictures stay files: nothing is inlined that the Content-Security-Policy would refuse.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // `scripts/size.ts` holds what counts: the bytes that a page sends.
    chunkSizeWarningLimit: 1_000,
  },
  experimental: {
    // Scripts find each other from where they lie, so that a server behind a path prefix has only the page itself to rewrite.
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `/${file}` : { relative: true }),
  },
  server: {
    proxy: { [API]: { target: SERVER, changeOrigin: true, headers: { origin: SERVER } } },
  },
});
