import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows } from '../../temporal/workers.ts';

const recordings = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));

let workflowBundle: { code: string };
beforeAll(async () => {
  workflowBundle = await bundleWorkflows();
});

type Plain = {
  events: {
    activityTaskScheduledEventAttributes?: { activityType: { name: string } };
    startChildWorkflowExecutionInitiatedEventAttributes?: { workflowId: string };
  }[];
};

function load(name: string): Plain {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, name), 'utf8')) as Plain;
}

function replay(history: Plain): Promise<void> {
  return Worker.runReplayHistory({ workflowBundle }, proto.temporal.api.history.v1.History.fromObject(history));
}

describe('what ran before still replays', () => {
  it.each(recordings)('%s', async (name) => {
    await replay(load(name));
  });
});

describe('a history that the code would not write is refused', () => {
  it('another activity', async () => {
    const history = load('sms-sent.json');
    const scheduled = history.events.find((event) => event.activityTaskScheduledEventAttributes);
    if (!scheduled?.activityTaskScheduledEventAttributes) throw new Error('the recording has no activity');
    scheduled.activityTaskScheduledEventAttributes.activityType.name = 'sendWhatsApp';
    await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
  });

  it('another child', async () => {
    const history = load('campaign.json');
    const asked = history.events.find((event) => event.startChildWorkflowExecutionInitiatedEventAttributes);
    if (!asked?.startChildWorkflowExecutionInitiatedEventAttributes) throw new Error('the recording has no child');
    asked.startChildWorkflowExecutionInitiatedEventAttributes.workflowId = 'somebody/else';
    await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
  });
});
