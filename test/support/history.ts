/** Histories of workflows, as they are recorded for test/replay. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';

const RECORDINGS = path.join(import.meta.dirname, '../replay');

/** A workflow's history as JSON, its payloads in base64. */
export async function historyJson(workflow: WorkflowHandle): Promise<string> {
  const { History } = proto.temporal.api.history.v1;
  const plain = History.toObject(History.create(await workflow.fetchHistory()), {
    longs: String,
    enums: String,
    bytes: String,
  });
  return JSON.stringify(plain, null, 1);
}

/** With RECORD_HISTORIES set, what happened here is what later versions must replay. */
export async function record(name: string, workflow: WorkflowHandle): Promise<void> {
  if (process.env.RECORD_HISTORIES === undefined) return;
  await writeFile(path.join(RECORDINGS, `${name}.json`), await historyJson(workflow));
}
