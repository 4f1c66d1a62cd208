import { join } from 'node:path';
import { defineConfig } from 'vite';

/** The page alone is bundled; the bot runs as it is written. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: {
    outDir: join(import.meta.dirname, '..', '..', '..', 'dist', 'playground-page'),
    emptyOutDir: true,
    // Served over loopback: one file is quicker than many.
    chunkSizeWarningLimit: 4_000,
  },
});
