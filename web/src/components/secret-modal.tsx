import { Alert, Button, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Copy } from './copy.tsx';

type SecretProps = {
  title: string;
  values: { label: string; value: string }[];
  children?: ReactNode;
  onClose: () => void;
};

/** A secret, this once: it goes only where its reader says that it is kept. */
export function SecretModal({ title, values, children, onClose }: SecretProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      centered
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Alert color="dawn" variant="light" icon={<IconKey aria-hidden />}>
          Shown this once. Keep the secret where your programs keep theirs: it can’t be read back.
        </Alert>
        {values.map(({ label, value }) => (
          <Stack key={label} gap={4}>
            <Text size="sm" fw={500}>
              {label}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Code block style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
                {value}
              </Code>
              <Copy value={value} what={label.toLowerCase()} />
            </Group>
          </Stack>
        ))}
        {children}
        <Group justify="flex-end">
          <Button onClick={onClose}>I have kept it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
