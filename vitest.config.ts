import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/servers-setup.ts'],
    // Temporal's native library wants a process, not a thread; two cores carry two files at a time besides the servers.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    // The first file that asks for a server waits for its start.
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
