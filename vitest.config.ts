import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/servers-setup.ts'],
    // Temporal's native library wants a process, not a thread; two cores carry two files at a time besides the servers.
    pool: 'forks',
    maxWorkers: 2,
    // A third of the time went into loading the same modules for each file anew. Files share no state: each has a database of its own.
    isolate: false,
    testTimeout: 60_000,
    // The first file that asks for a server waits for its start, or for the web tool to be built.
    hookTimeout: 180_000,
    teardownTimeout: 20_000,
    // What is awaited comes in milliseconds; a busy machine may take longer, and no test should fail for that.
    expect: { poll: { timeout: 15_000, interval: 25 } },
  },
});
