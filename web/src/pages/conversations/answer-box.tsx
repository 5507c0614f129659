import { ActionIcon, Group, Stack, Text, Textarea, Tooltip } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { LONGEST_ANSWER } from '../../../../domain/answer.ts';
import { formatInstant } from '../../components/instant.tsx';
import classes from './conversation.module.css';
import type { Conversation } from './queries.ts';
import { Refusal } from './refusal.tsx';
import { useSendMessage } from './use-send-message.ts';

/** What is being written in each conversation, while agents go from one to another. */
const unsent = new Map<string, string>();

export function AnswerBox({ conversation }: { conversation: Conversation }) {
  const { id, channel, state } = conversation;
  const [text, setText] = useState(() => unsent.get(id) ?? '');
  const box = useRef<HTMLTextAreaElement>(null);
  const write = (next: string) => {
    setText(next);
    if (next === '') unsent.delete(id);
    else unsent.set(id, next);
  };
  // The same text that is sent again, for its answer was lost, is the same message.
  const attempt = useRef({ text: '', key: '' });
  const answer = useSendMessage(conversation, () => {
    attempt.current = { text: '', key: '' };
    write('');
    box.current?.focus();
  });
  if (state === 'CLOSED') return <Closed conversation={conversation} />;

  const longest = LONGEST_ANSWER[channel];
  const isTooLong = text.length > longest;
  const isEmpty = text.trim() === '';
  const send = () => {
    if (isEmpty || isTooLong || answer.isPending) return;
    if (attempt.current.text !== text) attempt.current = { text, key: crypto.randomUUID() };
    answer.mutate(attempt.current);
  };
  return (
    <form
      className={classes.answer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="xs">
        {answer.error && <Refusal error={answer.error} brandNumber={conversation.brandNumber} />}
        <Group gap="xs" align="end" wrap="nowrap">
          <Textarea
            ref={box}
            aria-label="Your answer"
            placeholder="Your answer…"
            autosize
            minRows={1}
            maxRows={8}
            flex={1}
            value={text}
            readOnly={answer.isPending}
            onChange={({ currentTarget }) => {
              write(currentTarget.value);
              answer.reset();
            }}
            onKeyDown={(event) => {
              // Enter may choose a word of an input method.
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              send();
            }}
            error={isTooLong && `${longest.toLocaleString()} characters at most, and it has ${text.length}`}
          />
          <Tooltip label="Send">
            <ActionIcon
              type="submit"
              size={36}
              loading={answer.isPending}
              disabled={isEmpty || isTooLong}
              aria-label="Send"
            >
              <IconSend2 size={18} />
            </ActionIcon>
          </Tooltip>
        </Group>
        <Hint conversation={conversation} />
      </Stack>
    </form>
  );
}

const SERVICE_WINDOW_MS = 24 * 3_600_000;

/** What the keys do; and on WhatsApp, until when an answer may be sent. */
function Hint({ conversation: { channel, messages } }: { conversation: Conversation }) {
  const [now] = useState(() => Date.now());
  const last = messages.findLast(({ direction }) => direction === 'IN');
  const keys = 'Enter sends, Shift+Enter begins a new line.';
  if (channel !== 'wa' || !last) return <HintText>{keys}</HintText>;
  const end = new Date(Date.parse(last.createdAt) + SERVICE_WINDOW_MS);
  return (
    <HintText>
      {keys}{' '}
      {now < end.getTime()
        ? `WhatsApp takes an answer until ${formatInstant(end.toISOString())}: 24 hours from what the consumer wrote last.`
        : 'WhatsApp’s 24 hours since this consumer’s last message are over: only a template may be sent until they write again.'}
    </HintText>
  );
}

function HintText({ children }: { children: React.ReactNode }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  );
}

function Closed({ conversation: { closedAt, csat } }: { conversation: Conversation }) {
  return (
    <div className={classes.answer}>
      <Text size="sm" c="dimmed">
        Closed{closedAt !== null && ` ${formatInstant(closedAt)}`}
        {csat !== null && `, rated ${csat} of 5`}. The consumer’s next message opens a new conversation on the default
        skill.
      </Text>
    </div>
  );
}
