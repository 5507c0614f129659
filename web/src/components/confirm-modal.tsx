import { Button, Group, Modal, Stack, type MantineColor } from '@mantine/core';
import type { ReactNode } from 'react';

type ConfirmModalProps = {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will be, in a sentence or two. */
  children: ReactNode;
  /** What is done, as the button says it. */
  confirm: string;
  onConfirm: () => void;
  isPending: boolean;
  color?: MantineColor;
};

/** Asks before something that can't be undone. */
export function ConfirmModal(props: ConfirmModalProps) {
  const { opened, onClose, title, children, confirm, onConfirm, isPending, color = 'red' } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        {children}
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button color={color} onClick={onConfirm} loading={isPending} data-autofocus>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
