import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconStar } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { showDone, showError } from '../../components/notify.ts';
import { useSession } from '../../session.tsx';
import type { Conversation } from './queries.ts';

const NO_RATING = 'none';
const RATINGS = [{ value: NO_RATING, label: 'Not known' }, ...[1, 2, 3, 4, 5].map((rating) => `${rating}`)];

/** Closes it, with what the consumer thought of it where that is known; it may still be told later. */
export function CloseConversation({ conversation }: { conversation: Conversation }) {
  const { id, state, csat } = conversation;
  const { api } = useSession();
  const queryClient = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure();
  const [rating, setRating] = useState(NO_RATING);
  const isClosed = state === 'CLOSED';
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      api.post('/api/v2/account/{accountId}/conversations/{conversationId}/close', {
        path: { conversationId: id },
        body: rating === NO_RATING ? {} : { csat: Number(rating) },
      }),
    onSuccess: async () => {
      showDone(isClosed ? 'The rating is kept' : 'Closed');
      close();
      await queryClient.invalidateQueries({ queryKey: ['conversations'] });
    },
    onError: showError,
  });
  if (isClosed && csat !== null) return null;
  const Icon = isClosed ? IconStar : IconCheck;
  return (
    <>
      <Button variant="light" size="xs" leftSection={<Icon size={15} aria-hidden />} onClick={open}>
        {isClosed ? 'Rate' : 'Close'}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={isClosed ? 'The consumer’s rating' : 'Close this conversation?'}
        centered
        closeButtonProps={{ 'aria-label': 'Dismiss' }}
      >
        <Stack>
          {!isClosed && (
            <Text size="sm">
              It can’t be opened again. The consumer’s next message is a new conversation on the default skill.
            </Text>
          )}
          <Stack gap={4}>
            <Text size="sm" fw={500} id="csat">
              What the consumer thought of it (CSAT)
            </Text>
            <SegmentedControl aria-labelledby="csat" data={RATINGS} value={rating} onChange={setRating} />
            <Text size="xs" c="dimmed">
              1 is bad, 5 is good. Reports count it.
            </Text>
          </Stack>
          <Group justify="end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button
              onClick={() => mutate()}
              loading={isPending}
              disabled={isClosed && rating === NO_RATING}
              data-autofocus
            >
              {isClosed ? 'Keep the rating' : 'Close the conversation'}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
