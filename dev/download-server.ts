/**
 * `node dev/download-server.ts <cli|temporal-test-server> <folder>`: has the Temporal SDK download a server, and starts it once to see that
 * it runs here. Exits non-zero where the download can not be reached.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { temporalVersion } from './cache.ts';

const reachTimeoutMs = 15_000;
const downloadTimeoutMs = 10 * 60_000;

const [artifact, downloadDir] = process.argv.slice(2);
if (downloadDir === undefined) throw new Error('artifact and folder');

setTimeout(() => process.exit(1), downloadTimeoutMs).unref();

// The SDK's own download has no limit of time: whether anybody is there is found out first.
await fetch(`https://temporal.download/${artifact}/default`, {
  method: 'HEAD',
  signal: AbortSignal.timeout(reachTimeoutMs),
});

const environment =
  artifact === 'cli'
    ? await TestWorkflowEnvironment.createLocal({
        server: { executable: { type: 'cached-download', version: `v${temporalVersion}`, downloadDir } },
      })
    : // The SDK's default is fixed by its own version.
      await TestWorkflowEnvironment.createTimeSkipping({
        server: { executable: { type: 'cached-download', downloadDir } },
      });
await environment.teardown();
