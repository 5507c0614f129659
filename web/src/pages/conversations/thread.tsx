import { Alert, Anchor, Button, Stack } from '@mantine/core';
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { authorName } from '../../components/author-name.ts';
import { formatInstant } from '../../components/instant.tsx';
import classes from './conversation.module.css';
import type { Conversation, Message } from './queries.ts';
import { Refusal } from './refusal.tsx';
import { useSendMessage } from './use-send-message.ts';

/** What was sent, what the consumer said to it, what agents answered. It stays at its end while it grows. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const { messages, origin, delivery } = conversation;
  const thread = useRef<HTMLDivElement>(null);
  const lastId = messages.at(-1)?.id;
  useEffect(() => {
    thread.current?.scrollTo({ top: thread.current.scrollHeight });
  }, [lastId]);
  return (
    <div className={classes.thread} ref={thread} role="log" aria-label="Messages" tabIndex={0}>
      {delivery && <Delivery delivery={delivery} />}
      {origin && <Origin origin={origin} />}
      {messages.map((message) => (
        <Bubble key={message.id} message={message}>
          {canBeSentAgain(message, conversation) && <SendAgain message={message} conversation={conversation} />}
        </Bubble>
      ))}
    </div>
  );
}

/** What the consumer answers. */
function Origin({ origin: { text, media, sentAt, campaignName } }: { origin: NonNullable<Conversation['origin']> }) {
  return (
    <article className={classes.message} data-origin>
      <div className={classes.bubble}>
        {media && (
          <Anchor href={media.link} target="_blank" rel="noreferrer" fz="sm" display="block">
            {{ image: 'Picture', video: 'Video', document: 'Document' }[media.type] ?? media.type}
          </Anchor>
        )}
        {text}
      </div>
      <div className={classes.meta}>
        {[`Campaign${campaignName === null ? '' : ` ${campaignName}`}`, sentAt && formatInstant(sentAt)]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </article>
  );
}

function Bubble({ message, children }: { message: Message; children?: ReactNode }) {
  const { direction, text, state } = message;
  return (
    <article
      className={classes.message}
      data-direction={direction}
      {...(state === 'FAILED' && { 'data-failed': true })}
      aria-label={direction === 'IN' ? 'Consumer' : 'Agent'}
    >
      <div className={classes.bubble}>{text}</div>
      <div className={classes.meta}>{metaOf(message)}</div>
      {children}
    </article>
  );
}

/** An answer that failed; not once its text has been sent after it. */
function canBeSentAgain({ id, text, direction, state }: Message, conversation: Conversation): boolean {
  if (direction !== 'OUT' || state !== 'FAILED' || conversation.state === 'CLOSED') return false;
  const { messages } = conversation;
  const later = messages.slice(messages.findIndex((each) => each.id === id) + 1);
  return !later.some((each) => each.direction === 'OUT' && each.text === text);
}

/** By a key of the failed message: it is sent again once, however often and by however many that is asked for. */
function SendAgain({ message: { id, text }, conversation }: { message: Message; conversation: Conversation }) {
  const again = useSendMessage(conversation);
  return (
    <Stack gap={4} align="end" mt={4}>
      {again.error && <Refusal error={again.error} brandNumber={conversation.brandNumber} />}
      <Button
        size="compact-xs"
        variant="light"
        leftSection={<IconRefresh size={14} aria-hidden />}
        loading={again.isPending}
        onClick={() => again.mutate({ text, key: `again-${id}` })}
      >
        Send again
      </Button>
    </Stack>
  );
}

function metaOf(message: Message): string {
  const { direction, createdAt, author } = message;
  if (direction === 'IN') return formatInstant(createdAt);
  return `${nameOf(author)} · ${formatInstant(createdAt)} · ${stateWords(message)}`;
}

function nameOf(author: string): string {
  return author === 'liveperson' ? 'LivePerson' : authorName(author);
}

/** What became of an answer. */
function stateWords({ state, error }: Message): string {
  switch (state) {
    case 'QUEUED':
      return error === null ? 'waits to be sent' : `tried again soon: ${error.message} (${error.code})`;
    case 'CALLING':
      return 'being sent';
    case 'SENT':
      return 'sent';
    case 'DELIVERED':
      return 'delivered';
    case 'READ':
      return 'read';
    case 'UNKNOWN':
      return 'the provider never said whether it took it; it is not sent again';
    case 'FAILED':
      return error === null ? 'failed' : `failed: ${error.message} (${error.code})`;
    case 'RECEIVED':
      return 'received';
  }
}

const ADAPTERS = { webhook: 'by a system of yours, told by webhook', liveperson: 'in LivePerson' };

/** Agents work on it elsewhere; what is written here reaches the consumer all the same. */
function Delivery({
  delivery: { adapter, state, waiting, lastError },
}: {
  delivery: NonNullable<Conversation['delivery']>;
}) {
  return (
    <Alert
      color={state === 'FAILING' ? 'red' : 'night'}
      variant="light"
      p="xs"
      icon={<IconPlugConnectedX aria-hidden />}
      title={`Worked on ${ADAPTERS[adapter]}`}
    >
      {state === 'FAILING'
        ? `It has not taken ${waiting} ${waiting === 1 ? 'event' : 'events'}, and is told again: ${lastError ?? ''}`
        : 'What you write here reaches the consumer all the same.'}
    </Alert>
  );
}
