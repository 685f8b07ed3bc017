import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// While the console is being written, `npm run dev` talks to a server started beside it.
const server = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2023', chunkSizeWarningLimit: 1500, assetsInlineLimit: 0 },
  server: { proxy: { '/api': server, '/feed': { target: server, ws: true } } },
});
