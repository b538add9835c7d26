import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// The page is served by Go from an embedded folder under a strict content security policy: relative addresses, no
// inlined assets, no inline scripts. The mode "shots" keeps the make-believe backend in, for screenshots of every state.
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [react()],
  define: { __FAKE__: JSON.stringify(mode !== 'production') },
  build: {
    target: 'safari16.4',
    outDir: mode === 'shots' ? '../build/out/shots-page' : 'dist',
    emptyOutDir: true, // public/.gitkeep puts the folder's own back
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    restoreMocks: true,
    // jsdom lays nothing out, so that Mantine finds no menu entry to put the focus on, and prints the whole menu.
    onConsoleLog: log => !log.includes('use-focus-trap'),
    testTimeout: 60_000,
  },
}))
