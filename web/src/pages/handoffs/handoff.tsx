import { Alert, Anchor, Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { channelLabel, StatusBadge } from '../../components/badges.tsx';
import { CodeBlock } from '../../components/code-block.tsx';
import { Copy } from '../../components/copy.tsx';
import { Instant } from '../../components/instant.tsx';
import { Only } from '../../components/only.tsx';
import { Page } from '../../components/page.tsx';
import { PhonePreview, type PreviewMessage } from '../../components/phone-preview.tsx';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { DeleteHandoff } from './delete-handoff.tsx';
import { Facts } from '../../components/facts.tsx';
import { launchCommand, tokenCommand } from './launch-curl.ts';
import { lookbackWords } from './lookback.ts';
import { handoffQuery, type Handoff, type HandoffChannel } from './queries.ts';

const CRUMBS = [{ label: 'API handoffs', to: '/handoffs' }];
const route = getRouteApi('/handoffs/$handoffId');

export function HandoffPage() {
  return (
    <Only permission="content:see" title="API handoff">
      <LoadedHandoff />
    </Only>
  );
}

function LoadedHandoff() {
  const { api } = useSession();
  const { handoffId } = route.useParams();
  const { data, error, refetch } = useQuery(handoffQuery(api, handoffId));
  if (data) return <ShownHandoff handoff={data} />;
  return (
    <Page title="API handoff" crumbs={CRUMBS}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />}
    </Page>
  );
}

function ShownHandoff({ handoff }: { handoff: Handoff }) {
  const { may } = useSession();
  const navigate = useNavigate();
  const [deleted, setDeleted] = useState<Handoff>();
  const { id, name, channels } = handoff;
  return (
    <Page
      title={name}
      crumbs={CRUMBS}
      actions={
        may('content:edit') && (
          <>
            <Button
              component={Link}
              to={`/handoffs/${id}/edit`}
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
            >
              Edit
            </Button>
            <Button
              variant="light"
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setDeleted(handoff)}
            >
              Delete
            </Button>
          </>
        )
      }
    >
      <TemplateTrouble channels={channels} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack gap="xl">
          <Card withBorder>
            <Facts
              facts={[
                ['ID', <HandoffId key="id" id={id} />],
                ['Lookback period', lookbackWords(handoff.lookbackMinutes)],
                ['Created', <Instant key="created" at={handoff.createdAt} />],
                ['Changed', <Instant key="changed" at={handoff.updatedAt} />],
              ]}
            />
          </Card>
          <Launch handoff={handoff} />
        </Stack>
        <Stack gap="xl">
          {channels.map((channel, index) => (
            <ShownChannel key={channel.type} channel={channel} place={channels.length > 1 ? index + 1 : undefined} />
          ))}
        </Stack>
      </SimpleGrid>
      <DeleteHandoff
        handoff={deleted}
        onClose={() => setDeleted(undefined)}
        onDeleted={() => void navigate({ to: '/handoffs' })}
      />
    </Page>
  );
}

function HandoffId({ id }: { id: string }) {
  return (
    <Group gap={2}>
      <Text span size="sm" ff="monospace">
        {id}
      </Text>
      <Copy value={id} what="the ID" />
    </Group>
  );
}

/** Why campaigns with it would be refused. */
function TemplateTrouble({ channels }: { channels: HandoffChannel[] }) {
  const channel = channels.find((each) => each.type === 'wa');
  if (!channel || channel.templateStatus === 'APPROVED') return null;
  const { templateName, templateStatus } = channel;
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title="No campaign is accepted with this handoff now"
    >
      {templateStatus === null
        ? `Its WhatsApp template ${templateName} is no longer there: edit the handoff and choose another.`
        : `Its WhatsApp template ${templateName} is ${templateStatus}, and must be APPROVED.`}
    </Alert>
  );
}

function Launch({ handoff }: { handoff: Handoff }) {
  const { api, accountId, may } = useSession();
  const { data } = useQuery({
    queryKey: ['skills'],
    queryFn: () => api.get('/api/v2/account/{accountId}/skills'),
    enabled: may('settings:see'),
  });
  const skill = data?.skills[0]?.name ?? 'sales';
  return (
    <Stack gap="sm" component="section" aria-labelledby="launch">
      <Title order={2} id="launch">
        Launch a campaign with it
      </Title>
      <Alert variant="light" icon={<IconInfoCircle aria-hidden />} p="sm">
        A campaign takes a copy at launch. An edit never changes campaigns already launched.
      </Alert>
      <Text size="sm">
        First a token, good for an hour, with an{' '}
        <Anchor href="/settings" underline="always">
          API key
        </Anchor>
        ’s id and secret in <code>CLIENT_ID</code> and <code>CLIENT_SECRET</code>:
      </Text>
      <CodeBlock code={tokenCommand(location.origin, accountId)} what="the command for a token" />
      <Text size="sm">Then the campaign; put your own consumers in. Each gets it in their own daytime.</Text>
      <CodeBlock
        code={launchCommand(handoff, { origin: location.origin, accountId, skill })}
        what="the command that launches"
      />
    </Stack>
  );
}

function ShownChannel({ channel, place }: { channel: HandoffChannel; place: number | undefined }) {
  return (
    <Stack gap="sm" component="section" aria-labelledby={`channel-${channel.type}`}>
      <Group gap="xs">
        {place !== undefined && (
          <Badge circle variant="light" aria-hidden>
            {place}
          </Badge>
        )}
        <Title order={2} id={`channel-${channel.type}`}>
          {channelLabel(channel.type)}
        </Title>
        {place === 2 && (
          <Text size="sm" c="dimmed">
            where the first does not reach the consumer
          </Text>
        )}
      </Group>
      <Facts facts={channelFacts(channel)} />
      <PhonePreview channel={channel.type} from={fromOf(channel)} message={messageOf(channel)} />
    </Stack>
  );
}

function fromOf(channel: HandoffChannel): string {
  return channel.type === 'inapp' ? (channel.appNames[0] ?? 'App') : channel.outboundNumber;
}

function messageOf(channel: HandoffChannel): PreviewMessage {
  if (channel.type === 'wa') return { text: channel.text, footer: channel.footer };
  const { text } = channel;
  return { text: channel.type === 'sms' && channel.optOutText !== null ? `${text}\n${channel.optOutText}` : text };
}

function channelFacts(channel: HandoffChannel): [string, React.ReactNode][] {
  if (channel.type === 'inapp') return [['Apps', channel.appNames.join(', ')]];
  const from: [string, React.ReactNode] = ['Sent from', channel.outboundNumber];
  if (channel.type === 'wa') {
    const { templateName, templateId, templateStatus } = channel;
    const name =
      templateId === null ? (
        templateName
      ) : (
        <Anchor key="t" component={Link} to={`/templates/${templateId}`} inherit>
          {templateName}
        </Anchor>
      );
    return [
      from,
      [
        'Template',
        <Group key="template" gap="xs">
          {name}
          <StatusBadge status={templateStatus ?? 'Gone'} />
        </Group>,
      ],
      ['Language', channel.language],
    ];
  }
  const { characters, segments, unicodeCharacters } = channel;
  return [
    from,
    ['Characters', `${characters} of 140, ${segments} ${segments === 1 ? 'segment' : 'segments'}`],
    ...(unicodeCharacters.length > 0
      ? [['Sent as UCS-2 for', unicodeCharacters.join(' ')] satisfies [string, string]]
      : []),
  ];
}
