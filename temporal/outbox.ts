import { isGrpcServiceError, WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Db } from '../db/connect.ts';
import { deleteOutbox, listOutbox, recordOutboxFailure } from '../db/outbox.ts';
import type { OutboxMessage } from '../db/schema.ts';
import {
  agentMessageWorkflowId,
  campaignWorkflowId,
  conversationWorkflowId,
  nudgeWorkflowId,
  recipientWorkflowId,
  resumeWorkflowId,
  templateWorkflowId,
} from '../domain/workflow-ids.ts';
import type { agentMessage } from '../workflows/agent-message.ts';
import type { campaign } from '../workflows/campaign.ts';
import type { conversation } from '../workflows/conversation.ts';
import type { RecipientInput, TemplateInput } from '../workflows/inputs.ts';
import { reassessSignal, replySignal, tellSignal } from '../workflows/messages.ts';
import type { nudge } from '../workflows/nudge.ts';
import type { recipient } from '../workflows/recipient.ts';
import type { resume } from '../workflows/resume.ts';
import { accountIdKey, campaignIdKey, recipientStateKey } from '../workflows/search-attributes.ts';
import { MAIN_TASK_QUEUE } from '../workflows/task-queues.ts';
import type { template } from '../workflows/template.ts';

const PAGE_SIZE = 500;
/** A Temporal that does not answer for so long counts as away. */
const CALL_TIMEOUT_MS = 5_000;
/** gRPC status codes. */
const DEADLINE_EXCEEDED = 4;
const UNAVAILABLE = 14;

export type Outbox = {
  /** Delivers what has been written, soon: all of it, whoever wrote it. Returns at once; what fails is tried again. */
  kick(): void;
  /** Finishes what is being delivered, for some seconds at the most, and tries no more: what is left is in the database. */
  close(): Promise<void>;
};

const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 15_000;
/** A process that ends delivers for so long what it has begun. The next start, any other process or the schedule delivers the rest. */
const FINISH_WITHIN_MS = 5_000;

/** Delivers the outbox whenever it is kicked. While Temporal is away it tries again with back-off: `onError` hears of each time. */
export function createOutbox(db: Db, client: Client, onError: (error: unknown) => void): Outbox {
  const state = { asked: false, closed: false, failures: 0, running: undefined as Promise<void> | undefined };
  let retry: NodeJS.Timeout | undefined;
  let endsAt = Infinity;
  const isOver = () => performance.now() >= endsAt;

  async function drain(): Promise<void> {
    while (state.asked && !isOver()) {
      state.asked = false;
      await deliverAll(db, client, 0, isOver);
      state.failures = 0;
    }
    // In the turn that saw nothing asked for: a kick after it starts anew.
    state.running = undefined;
  }

  function tryAgain(error: unknown): void {
    state.running = undefined;
    onError(error);
    if (state.closed) return;
    retry = setTimeout(kick, Math.min(RETRY_FIRST_MS * 2 ** state.failures++, RETRY_MOST_MS));
    // What is not delivered when the process ends is in the database: the next start delivers it.
    retry.unref();
  }

  function kick(): void {
    clearTimeout(retry);
    state.asked = true;
    state.running ??= drain().catch(tryAgain);
  }

  return {
    kick,
    async close() {
      state.closed = true;
      endsAt = performance.now() + FINISH_WITHIN_MS;
      clearTimeout(retry);
      await state.running;
    },
  };
}

/**
 * Delivers all messages that are `olderThanSeconds` old, oldest first, and returns how many. Each is deleted once Temporal has taken it;
 * delivered twice it changes nothing. One that Temporal refuses stays, with the error, and does not hold up the others; a Temporal that is
 * away ends the round, and so does `isOver`. Throws the first error at the end.
 */
export async function deliverAll(
  db: Db,
  client: Client,
  olderThanSeconds: number,
  isOver: () => boolean = () => false,
): Promise<number> {
  let delivered = 0;
  let after = 0;
  const errors: Error[] = [];
  for (;;) {
    const page = await listOutbox(db, { olderThanSeconds, after, limit: PAGE_SIZE });
    for (const { id, message } of page) {
      if (isOver()) return delivered;
      after = id;
      try {
        await client.connection.withDeadline(Date.now() + CALL_TIMEOUT_MS, () => deliver(client, message));
        await deleteOutbox(db, id);
        delivered++;
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        await recordOutboxFailure(db, id, error.message);
        // One that always times out must not hold up the others; a second in a row says that it is Temporal.
        if (
          isStatus(error, UNAVAILABLE) ||
          (isStatus(error, DEADLINE_EXCEEDED) && isStatus(errors.at(-1), DEADLINE_EXCEEDED))
        ) {
          throw error;
        }
        errors.push(error);
      }
    }
    if (page.length < PAGE_SIZE) break;
  }
  if (errors[0]) throw errors[0];
  return delivered;
}

function isStatus(error: Error | undefined, code: number): boolean {
  const cause = error?.cause ?? error;
  return isGrpcServiceError(cause) && (cause.code as number) === code;
}

async function deliver(client: Client, message: OutboxMessage): Promise<void> {
  const { accountId } = message;
  switch (message.kind) {
    case 'start-campaign': {
      const { campaignId } = message;
      await unlessStarted(
        client.workflow.start<typeof campaign>('campaign', {
          workflowId: campaignWorkflowId(accountId, campaignId),
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          taskQueue: MAIN_TASK_QUEUE,
          args: [{ accountId, campaignId, from: 0 }],
          typedSearchAttributes: [
            { key: accountIdKey, value: accountId },
            { key: campaignIdKey, value: campaignId },
          ],
        }),
      );
      return;
    }
    case 'reply':
      await client.workflow.signalWithStart<typeof recipient, [string]>('recipient', {
        ...recipientStart(message),
        signal: replySignal,
        signalArgs: [message.messageId],
      });
      return;
    case 'reassess':
      await client.workflow.signalWithStart<typeof recipient>('recipient', {
        ...recipientStart(message),
        signal: reassessSignal,
      });
      return;
    case 'resume': {
      const { what } = message;
      await unlessStarted(
        client.workflow.start<typeof resume>('resume', {
          workflowId: resumeWorkflowId(accountId, what),
          workflowIdConflictPolicy: 'TERMINATE_EXISTING',
          taskQueue: MAIN_TASK_QUEUE,
          args: [{ accountId, what }],
          typedSearchAttributes: [{ key: accountIdKey, value: accountId }],
        }),
      );
      return;
    }
    case 'submit-template':
      await unlessStarted(client.workflow.start<typeof template>('template', templateStart(message)));
      return;
    case 'delete-template':
      await client.workflow.signalWithStart<typeof template>('template', {
        ...templateStart(message),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        signal: reassessSignal,
      });
      return;
    case 'agent-message': {
      const { messageId, channel, ratePerSecond } = message;
      await unlessStarted(
        client.workflow.start<typeof agentMessage>('agentMessage', {
          workflowId: agentMessageWorkflowId(accountId, messageId),
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          taskQueue: MAIN_TASK_QUEUE,
          args: [{ accountId, messageId, channel, ratePerSecond }],
          typedSearchAttributes: [{ key: accountIdKey, value: accountId }],
          priority: { priorityKey: 1 },
        }),
      );
      return;
    }
    case 'conversation': {
      const { conversationId } = message;
      await client.workflow.signalWithStart<typeof conversation>('conversation', {
        workflowId: conversationWorkflowId(accountId, conversationId),
        taskQueue: MAIN_TASK_QUEUE,
        args: [{ accountId, conversationId }],
        typedSearchAttributes: [{ key: accountIdKey, value: accountId }],
        signal: tellSignal,
      });
      return;
    }
    case 'nudge': {
      const { messageId } = message;
      await unlessStarted(
        client.workflow.start<typeof nudge>('nudge', {
          workflowId: nudgeWorkflowId(accountId, messageId),
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          taskQueue: MAIN_TASK_QUEUE,
          args: [{ accountId, messageId }],
          typedSearchAttributes: [{ key: accountIdKey, value: accountId }],
        }),
      );
    }
  }
}

/** Submitted once; after a deletion it is started again, and reads in the database which of the two it is. */
function templateStart({ accountId, templateId }: TemplateInput) {
  const args: [TemplateInput] = [{ accountId, templateId }];
  return {
    workflowId: templateWorkflowId(accountId, templateId),
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    taskQueue: MAIN_TASK_QUEUE,
    args,
    typedSearchAttributes: [{ key: accountIdKey, value: accountId }],
  };
}

/** A recipient whose workflow has ended is started again to take the signal: its facts say where it stands. */
export function recipientStart({ accountId, campaignId, recipientId }: RecipientInput) {
  const args: [RecipientInput] = [{ accountId, campaignId, recipientId, woken: true }];
  return {
    workflowId: recipientWorkflowId(accountId, campaignId, recipientId),
    taskQueue: MAIN_TASK_QUEUE,
    args,
    typedSearchAttributes: [
      { key: accountIdKey, value: accountId },
      { key: campaignIdKey, value: campaignId },
      { key: recipientStateKey, value: 'SCHEDULED' },
    ],
  };
}

async function unlessStarted(start: Promise<unknown>): Promise<void> {
  try {
    await start;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
