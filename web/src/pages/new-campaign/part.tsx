import { Button, Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Step } from './steps.ts';
import { useWizard } from './wizard-context.ts';

/** A part of the last page, with the way to the step where it is changed. */
export function Part({ title, step, children }: { title: string; step?: Step; children: ReactNode }) {
  const { goTo } = useWizard();
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{title}</Title>
        {step && (
          <Button variant="subtle" size="compact-sm" onClick={() => goTo(step)} aria-label={`Change: ${title}`}>
            Change
          </Button>
        )}
      </Group>
      {children}
    </Paper>
  );
}
