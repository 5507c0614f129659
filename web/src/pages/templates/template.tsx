import { Alert, Button, Card, Group, Loader, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCopyPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { inWords, StatusBadge } from '../../components/badges.tsx';
import { Copy } from '../../components/copy.tsx';
import { Facts } from '../../components/facts.tsx';
import { Instant } from '../../components/instant.tsx';
import { Only } from '../../components/only.tsx';
import { Page } from '../../components/page.tsx';
import { PhonePreview } from '../../components/phone-preview.tsx';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { DeleteTemplate } from './delete-template.tsx';
import { languageName } from './languages.ts';
import { templatePreview, templateQuery, type Template } from './queries.ts';

const CRUMBS = [{ label: 'WhatsApp templates', to: '/templates' }];
const route = getRouteApi('/templates/$templateId');

export function TemplatePage() {
  return (
    <Only permission="content:see" title="WhatsApp template">
      <LoadedTemplate />
    </Only>
  );
}

function LoadedTemplate() {
  const { api } = useSession();
  const { templateId } = route.useParams();
  const { data, error, refetch } = useQuery(templateQuery(api, templateId));
  if (data) return <ShownTemplate template={data} />;
  return (
    <Page title="WhatsApp template" crumbs={CRUMBS}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />}
    </Page>
  );
}

function ShownTemplate({ template }: { template: Template }) {
  const { may } = useSession();
  const navigate = useNavigate();
  const [deleted, setDeleted] = useState<Template>();
  const { id, title, status, category, language, wabaId, messageComponents } = template;
  return (
    <Page
      title={title}
      crumbs={CRUMBS}
      aside={<StatusBadge status={status} />}
      actions={
        may('content:edit') && (
          <>
            <Button
              component={Link}
              to={`/templates/new?from=${id}`}
              variant="default"
              leftSection={<IconCopyPlus size={16} aria-hidden />}
            >
              New one from it
            </Button>
            <Button
              variant="light"
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setDeleted(template)}
            >
              Delete
            </Button>
          </>
        )
      }
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack gap="lg">
          <Standing template={template} />
          <Card withBorder>
            <Facts
              facts={[
                [
                  'ID',
                  <Group key="id" gap={2}>
                    <Text span size="sm" ff="monospace">
                      {id}
                    </Text>
                    <Copy value={id} what="the ID" />
                  </Group>,
                ],
                ['Category', inWords(category)],
                ['Language', `${languageName(language)} · ${language}`],
                ['WABA', wabaId ?? 'Not known'],
                ['Created', <Instant key="created" at={template.createdAt} />],
                ['Submitted', <Instant key="submitted" at={template.submittedAt} />],
                ['Changed', <Instant key="changed" at={template.updatedAt} />],
                ...examplesOf(messageComponents),
              ]}
            />
          </Card>
        </Stack>
        <PhonePreview channel="wa" from="Your number" message={templatePreview(messageComponents)} />
      </SimpleGrid>
      <DeleteTemplate
        template={deleted}
        onClose={() => setDeleted(undefined)}
        onDeleted={() => void navigate({ to: '/templates' })}
      />
    </Page>
  );
}

function examplesOf(components: Template['messageComponents']): [string, string][] {
  const { examples = [], variables = [] } = components.find(({ type }) => type === 'body') ?? {};
  if (examples.length === 0) return [];
  return [['Examples', variables.map((name, index) => `{{${name}}} ${examples[index] ?? ''}`).join(', ')]];
}

/** Where WhatsApp's review stands, and what it means. */
function Standing({ template: { status, statusReason, submittedAt } }: { template: Template }) {
  switch (status) {
    case 'PENDING':
      return (
        <Alert
          color={statusReason === null ? 'night' : 'yellow'}
          variant="light"
          icon={<Loader size={18} aria-hidden />}
          title={submittedAt === null ? 'On its way to WhatsApp' : 'With WhatsApp’s reviewers'}
          role="status"
        >
          {statusReason ?? 'Mostly minutes, at most days. This page watches for the word.'}
        </Alert>
      );
    case 'APPROVED':
      return (
        <Alert color="teal" variant="light" icon={<IconCircleCheck aria-hidden />} title="Approved" role="status">
          It can be sent. WhatsApp has approved these very words, so they can’t be edited: make a new one from it
          instead.
        </Alert>
      );
    default:
      return (
        <Alert
          color={status === 'PAUSED' ? 'yellow' : 'red'}
          variant="light"
          icon={<IconAlertTriangle aria-hidden />}
          title={STOPPED[status].title}
          role="status"
        >
          <Stack gap={4}>
            {statusReason !== null && <Text size="sm">“{statusReason}”</Text>}
            <Text size="sm">{STOPPED[status].then}</Text>
          </Stack>
        </Alert>
      );
  }
}

const STOPPED = {
  REJECTED: {
    title: 'WhatsApp would not take it',
    then: 'It can’t be edited: make a new one from it under another title, with what WhatsApp minds put right.',
  },
  PAUSED: {
    title: 'Paused by WhatsApp',
    then: 'Too many consumers blocked or reported it. WhatsApp lifts the pause by itself; campaigns that it stopped are then to be resumed.',
  },
  DISABLED: { title: 'Disabled by WhatsApp', then: 'It was paused too often, or deleted in WhatsApp’s own tools.' },
} as const;
