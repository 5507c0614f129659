import { Alert, Anchor, Button, Checkbox, Grid, Stack, Text } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import { TICKED_CONSENT_WORDS } from '../../../../domain/consent.ts';
import { momentIn } from '../../../../domain/say-time.ts';
import { ChannelBadges } from '../../components/badges.tsx';
import { formatCount } from '../../components/instant.tsx';
import { showDone, showError } from '../../components/notify.ts';
import { ErrorState, messageOf } from '../../components/states.tsx';
import { isNotFound, useSession } from '../../session.tsx';
import { useApprovedTemplates, useChannels } from './account-queries.ts';
import { campaignBody } from './campaign-body.ts';
import { channelsOf } from './draft.ts';
import { campaignWindows, weekInWords } from './hours.ts';
import { MessagePreview } from './message-preview.tsx';
import { Part } from './part.tsx';
import { startInstant, stepOf, toProblems } from './problems.ts';
import { SimulationSummary } from './simulation-view.tsx';
import { STEPS, STEP_TITLES } from './steps.ts';
import { TestSend } from './test-send.tsx';
import { useList } from './use-parse.ts';
import { useSimulation } from './use-simulation.ts';
import { useWizard } from './wizard-context.ts';

type LaunchStepProps = { draftId: string; onLaunched: () => void };

/** Step 4: everything on one page, a test, the consent, the launch. */
export function LaunchStep({ draftId, onLaunched }: LaunchStepProps) {
  const { draft } = useWizard();
  const { data: list } = useList(draft.recipients.listId);
  if (list?.state === 'LAUNCHED' && list.proactiveCampaignId !== null) {
    return <LaunchedBefore draftId={draftId} campaignId={list.proactiveCampaignId} onGone={onLaunched} />;
  }
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7, xl: 8 }}>
        <Stack gap="md" maw={760}>
          <Missing />
          <MessagePart />
          <RecipientsPart />
          <SchedulePart />
          <TestSend />
          <Launch draftId={draftId} onLaunched={onLaunched} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5, xl: 4 }}>
        <MessagePreview />
      </Grid.Col>
    </Grid>
  );
}

/** What keeps it from being launched, each with the step where it is mended. */
function Missing() {
  const { problems, goTo } = useWizard();
  const steps = STEPS.filter((step) => problems[step].length > 0);
  if (steps.length === 0) return null;
  return (
    <Alert color="red" variant="light" title="It cannot be launched yet" role="alert">
      <Stack gap="xs">
        {steps.map((step) => (
          <div key={step}>
            <Anchor component="button" type="button" fw={600} size="sm" onClick={() => goTo(step)}>
              {STEP_TITLES[step]}
            </Anchor>
            <ul className="plain-list">
              {problems[step].map(({ field, reason }) => (
                <li key={field + reason}>{reason}</li>
              ))}
            </ul>
          </div>
        ))}
      </Stack>
    </Alert>
  );
}

function Facts({ facts }: { facts: [label: string, value: ReactNode][] }) {
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function MessagePart() {
  const { draft } = useWizard();
  const { data } = useApprovedTemplates();
  const channels = channelsOf(draft.way);
  const template = data?.templates.find(({ id }) => id === draft.wa.templateId);
  const number = (channel: 'sms' | 'wa') => draft[channel].outboundNumber ?? 'The account’s first number';
  return (
    <Part title="Message" step="compose">
      <Facts
        facts={[
          ['Campaign', draft.campaignName || '–'],
          ['Channel', channels.length === 0 ? '–' : <ChannelBadges channels={channels} />],
          ['Answers go to', draft.skill ?? '–'],
          ...(channels.includes('wa')
            ? ([
                [
                  'WhatsApp template',
                  template ? `${template.title} · ${template.language}` : (draft.wa.templateId ?? '–'),
                ],
                ['WhatsApp from', number('wa')],
              ] as [string, ReactNode][])
            : []),
          ...(channels.includes('sms')
            ? ([
                ['SMS from', number('sms')],
                ['Opt-out text', draft.sms.optOutText],
              ] as [string, ReactNode][])
            : []),
          ...(channels.includes('inapp')
            ? ([['Apps', draft.inapp.appNames.join(', ') || '–']] as [string, ReactNode][])
            : []),
        ]}
      />
    </Part>
  );
}

function RecipientsPart() {
  const { draft } = useWizard();
  const { listId } = draft.recipients;
  const { data: list, error, refetch } = useList(listId);
  return (
    <Part title="Recipients" step="recipients">
      {isNotFound(error) && <Text size="sm">The list is no longer kept: parse the recipients again.</Text>}
      {error && !isNotFound(error) ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {listId === null && <Text size="sm">None yet.</Text>}
      {list && (
        <>
          <Facts
            facts={[
              ['From', list.name ?? 'A list'],
              ['Will be sent', formatCount(list.good)],
              [
                'Left out',
                `${formatCount(list.wrong)} wrong, ${formatCount(list.duplicates)} twice, ${formatCount(list.optedOut)} opted out`,
              ],
            ]}
          />
          <FirstOfThem listId={list.id} />
        </>
      )}
    </Part>
  );
}

const A_FEW = 3;

function FirstOfThem({ listId }: { listId: string }) {
  const { api } = useSession();
  const query = { state: 'GOOD' as const, limit: A_FEW };
  const { data } = useQuery({
    queryKey: ['recipient-list-rows', listId, query],
    queryFn: () => api.get('/api/v2/account/{accountId}/recipient-lists/{listId}/rows', { path: { listId }, query }),
    staleTime: Infinity,
  });
  if (!data || data.rows.length === 0) return null;
  return (
    <Stack gap="xs" mt="sm">
      <Text size="sm" c="dimmed">
        {data.page.count > data.rows.length ? `The first ${data.rows.length} would get` : 'They would get'}
      </Text>
      {data.rows.map(({ line, address, messages }) => (
        <div key={line}>
          <Text size="sm" fw={600}>
            {address}
          </Text>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {messages?.[0]?.text}
          </Text>
        </div>
      ))}
    </Stack>
  );
}

function SchedulePart() {
  const { draft, timezone } = useWizard();
  const { data } = useChannels();
  const simulation = useSimulation();
  const { start, startAt, sendRate } = draft.schedule;
  const windows = campaignWindows(draft, data?.channels);
  const instant = start === 'later' ? startInstant(startAt, timezone) : undefined;
  return (
    <Part title="Schedule" step="schedule">
      <Facts
        facts={[
          ['Start', instant && timezone !== undefined ? momentIn(timezone, instant.getTime(), Date.now()) : 'At once'],
          ['Days and hours', windows ? `By each recipient’s clock, ${weekInWords(windows)}` : '–'],
          ['Send rate', sendRate === null ? 'As fast as the account may' : `${sendRate} a second`],
        ]}
      />
      {simulation.error && (
        <ErrorState
          error={simulation.error}
          title="It could not be simulated"
          onRetry={() => void simulation.refetch()}
        />
      )}
      {simulation.data && !simulation.error && <SimulationSummary simulation={simulation.data} />}
    </Part>
  );
}

function Launch({ draftId, onLaunched }: LaunchStepProps) {
  const { api } = useSession();
  const { draft, problems, refused, timezone, saveNow } = useWizard();
  const settings = useChannels().data?.channels;
  const { data: list } = useList(draft.recipients.listId);
  const [isTicked, setTicked] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  // A second click comes before the first one is drawn.
  const isUnderWay = useRef(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      // What a reload needs to be a repeat: the key, and all that the body is made of.
      await saveNow();
      return api.post('/api/v2/account/{accountId}/campaign', {
        body: campaignBody(draft, { timezone, settings }),
        headers: { 'Idempotency-Key': draft.idempotencyKey },
      });
    },
    onSuccess: async ({ proactiveCampaignId, acceptedRecipients = 0 }) => {
      onLaunched();
      showDone(`“${draft.campaignName.trim()}” is launched to ${formatCount(acceptedRecipients)}.`);
      await deleteDraft(api, draftId);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['drafts'] }),
        queryClient.invalidateQueries({ queryKey: ['campaigns'] }),
      ]);
      await navigate({ to: `/campaigns/${proactiveCampaignId}`, replace: true });
    },
    onError: (refusal) => {
      isUnderWay.current = false;
      refused(refusal);
    },
  });
  const launch = () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutate();
  };
  const isReady = STEPS.every((step) => problems[step].length === 0) && (list?.good ?? 0) > 0 && settings !== undefined;
  const [named] = error ? toProblems(messageOf(error)) : [];
  return (
    <Part title="Launch">
      <Stack gap="md" align="start">
        <Checkbox
          label={TICKED_CONSENT_WORDS}
          description="Your name, the moment and these words are kept with the campaign."
          checked={isTicked}
          onChange={({ currentTarget: { checked } }) => setTicked(checked)}
        />
        {error && (
          <div style={{ width: '100%' }}>
            <ErrorState
              error={error}
              title={named ? `It was refused: see ${STEP_TITLES[stepOf(named.field)]}` : 'It was not launched'}
            />
          </div>
        )}
        <Button
          size="md"
          leftSection={<IconRocket size={20} aria-hidden />}
          disabled={!isTicked || !isReady}
          loading={isPending}
          onClick={launch}
        >
          Launch to {formatCount(list?.good ?? 0)} {list?.good === 1 ? 'recipient' : 'recipients'}
        </Button>
        {!isTicked && (
          <Text size="sm" c="dimmed">
            Tick the consent to launch.
          </Text>
        )}
      </Stack>
    </Part>
  );
}

/** The campaign is there: that its draft stays would be seen, and is no reason to say that the launch failed. */
async function deleteDraft(api: ReturnType<typeof useSession>['api'], draftId: string): Promise<void> {
  try {
    await api.delete('/api/v2/account/{accountId}/drafts/{draftId}', { path: { draftId } });
  } catch (error) {
    if (!isNotFound(error)) showError(error);
  }
}

type LaunchedBeforeProps = { draftId: string; campaignId: string; onGone: () => void };

/** Whoever lost the answer to the launch finds the campaign here. */
function LaunchedBefore({ draftId, campaignId, onGone }: LaunchedBeforeProps) {
  const { api } = useSession();
  const navigate = useNavigate();
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      onGone();
      await deleteDraft(api, draftId);
      await navigate({ to: `/campaigns/${campaignId}`, replace: true });
    },
  });
  return (
    <Alert color="teal" title="This campaign is launched">
      <Stack align="start" gap="sm">
        <Text size="sm">
          Its recipients are those of the campaign{' '}
          <Anchor component={Link} to={`/campaigns/${campaignId}`} inherit>
            {campaignId}
          </Anchor>
          . The draft is not needed any more.
        </Text>
        <Button onClick={() => mutate()} loading={isPending}>
          Delete the draft and go to the campaign
        </Button>
      </Stack>
    </Alert>
  );
}
