import { Badge, Button, Card, Group, Progress, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle, IconCheck, IconCircleDashed } from '@tabler/icons-react';
import type { Answer, Operation } from '../../../../client/types.ts';
import type { Permission } from '../../session.tsx';
import { useSession } from '../../session.tsx';
import classes from './welcome.module.css';

type Step = Answer<Operation<'get', '/api/v2/account/{accountId}/setup'>>['steps'][number];

/** Where each step is done, and who may do it. */
const PLACES: Record<Step['step'], { to: string; tab?: 'answers'; needs: Permission }> = {
  channels: { to: '/settings/channels', needs: 'settings:edit' },
  numbers: { to: '/settings/numbers', needs: 'settings:edit' },
  skills: { to: '/settings/skills', needs: 'settings:edit' },
  templates: { to: '/templates', needs: 'content:edit' },
  handoffs: { to: '/handoffs', needs: 'content:edit' },
  keys: { to: '/settings/api-keys', needs: 'keys:edit' },
  'opt-out-texts': { to: '/settings/opt-outs', tab: 'answers', needs: 'settings:edit' },
  'help-texts': { to: '/settings/opt-outs', tab: 'answers', needs: 'settings:edit' },
  'media-hosts': { to: '/settings/media-hosts', needs: 'settings:edit' },
  apps: { to: '/settings/apps', needs: 'settings:edit' },
};

/** What is set up and what is missing, each with the page that sets it up. */
export function SetupSteps({ steps }: { steps: readonly Step[] }) {
  const done = steps.filter((step) => step.done).length;
  const missing = steps.filter((step) => step.needed && !step.done).length;
  return (
    <Card withBorder padding="lg" component="section" aria-label="Setting up">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-end">
          <div>
            <Title order={2}>Setting up</Title>
            <Text size="sm" c="dimmed">
              {standing(done, steps.length, missing)}
            </Text>
          </div>
          <Text size="sm" fw={600}>
            {done} of {steps.length}
          </Text>
        </Group>
        <Progress
          value={(done / steps.length) * 100}
          color={missing === 0 ? 'teal' : 'dawn'}
          aria-label="Steps that are done"
        />
        <Stack component="ol" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
          {steps.map((step) => (
            <StepRow key={step.step} step={step} />
          ))}
        </Stack>
      </Stack>
    </Card>
  );
}

function standing(done: number, all: number, missing: number): string {
  if (done === all) return 'All is set up.';
  if (missing === 0) return 'You can send. The rest is for when you need it.';
  return missing === 1
    ? 'One step is needed before all channels that are on can send.'
    : `${missing} steps are needed before all channels that are on can send.`;
}

function StepRow({ step: { step, title, done, needed, detail } }: { step: Step }) {
  const { may } = useSession();
  const { to, tab, needs } = PLACES[step];
  const action = !may(needs) ? 'See' : done ? 'Change' : 'Set up';
  const button = {
    size: 'xs',
    variant: needed && !done ? 'filled' : 'default',
    'aria-label': `${action}: ${title}`,
    children: action,
  } as const;
  return (
    <li className={classes.step}>
      <StepIcon isDone={done} isNeeded={needed} />
      <div>
        <Group gap="xs">
          <Text fw={600}>{title}</Text>
          {needed && !done && (
            <Badge color="red" variant="light" tt="none">
              Needed
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
      </div>
      {tab === undefined ? (
        <Button component={Link} to={to} {...button} />
      ) : (
        <Button renderRoot={(props) => <Link to="/settings/opt-outs" search={{ tab }} {...props} />} {...button} />
      )}
    </li>
  );
}

function StepIcon({ isDone, isNeeded }: { isDone: boolean; isNeeded: boolean }) {
  const [color, Icon, label] = isDone
    ? (['teal', IconCheck, 'Done'] as const)
    : isNeeded
      ? (['red', IconAlertTriangle, 'Missing'] as const)
      : (['gray', IconCircleDashed, 'Not yet'] as const);
  return (
    <ThemeIcon color={color} variant="light" radius="xl" size={28} role="img" aria-label={label}>
      <Icon size={16} aria-hidden />
    </ThemeIcon>
  );
}
