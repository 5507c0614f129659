import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { beforeAll, expect, it } from 'vitest';
import { bundleNextVersion } from '../../bench/chaos/takeover/next-version.ts';

const folder = path.join(import.meta.dirname, '../replay');

let workflowBundle: { code: string };
beforeAll(async () => {
  workflowBundle = await bundleNextVersion();
});

it('is another than this one', () => {
  expect(workflowBundle.code.split("patched)('the-next-version')").length - 1).toBe(2);
});

it.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('replays what ran before: %s', async (name) => {
  const history = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as object;
  await Worker.runReplayHistory({ workflowBundle }, proto.temporal.api.history.v1.History.fromObject(history));
});
