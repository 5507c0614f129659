import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';

/** `npm run web:dev` serves it with what is changed at once, in front of the API of a running `npm start`. */
const api = process.env.DAYBREAK_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: path.join(import.meta.dirname, 'dist'), emptyOutDir: true, target: 'es2023', sourcemap: true },
  server: { proxy: { '/api': api, '/auth': api, '/health': api } },
});
