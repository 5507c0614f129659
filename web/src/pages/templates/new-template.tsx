import { Alert, Box, Button, Grid, Group, Stack, Switch, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { fieldErrors } from '../../components/field-errors.ts';
import { showDone } from '../../components/notify.ts';
import { Only } from '../../components/only.tsx';
import { Page } from '../../components/page.tsx';
import { PhonePreview } from '../../components/phone-preview.tsx';
import { ErrorState, LoadingState, messageOf } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { draftFaults, draftFrom, draftPreview, EMPTY, isRich, toRequest, type Draft, type Faults } from './draft.ts';
import { templateQuery, type Template } from './queries.ts';
import { TemplateFields, type WhatsAppNumber } from './template-fields.tsx';

const TITLE = 'New WhatsApp template';
const CRUMBS = [{ label: 'WhatsApp templates', to: '/templates' }];
const route = getRouteApi('/templates/new');

export function NewTemplatePage() {
  return (
    <Only permission="content:edit" title={TITLE}>
      <Page
        title={TITLE}
        crumbs={CRUMBS}
        description="It goes to WhatsApp’s reviewers as it stands here. Once submitted it can’t be edited."
      >
        <Loaded />
      </Page>
    </Only>
  );
}

/** The account's WhatsApp numbers, and the template that it begins with. */
function Loaded() {
  const { api } = useSession();
  const { from = '' } = route.useSearch();
  const numbers = useQuery({
    queryKey: ['outbound-numbers'],
    queryFn: () => api.get('/api/v2/account/{accountId}/outbound-numbers'),
    select: ({ outboundNumbers }) => outboundNumbers.filter(({ channel }) => channel === 'wa'),
  });
  const start = useQuery({ ...templateQuery(api, from), enabled: from !== '', refetchInterval: false });
  const error = numbers.error ?? start.error;
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([numbers.refetch(), start.refetch()])} />;
  if (!numbers.data || (from !== '' && !start.data)) return <LoadingState />;
  return <Form key={from} numbers={numbers.data} start={start.data} />;
}

function Form({ numbers, start }: { numbers: WhatsAppNumber[]; start: Template | undefined }) {
  const [draft, setDraft] = useState(() => beginning(numbers, start));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Faults>({});
  const [withExamples, setWithExamples] = useState(true);
  const create = useCreate((message) => setRefused(fieldErrors(message)));
  const faults = draftFaults(draft);
  const errorOf = (field: string) => refused[field] ?? (tried || left.has(field) ? faults[field] : undefined);

  function change(next: Draft) {
    setDraft(next);
    // What was refused may be well now: the API says it again if it is not.
    setRefused({});
  }

  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            const form = event.currentTarget;
            if (Object.keys(faults).length === 0) create.mutate(draft);
            // Once the errors are there to be read.
            else requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
          }}
        >
          <Stack gap="lg">
            <TemplateFields
              draft={draft}
              onChange={change}
              errorOf={errorOf}
              onLeave={(field) => setLeft(new Set([...left, field]))}
              numbers={numbers}
            />
            {isRich(draft) && (
              <Alert variant="light" icon={<IconInfoCircle aria-hidden />} title="This is a rich template">
                With media, a variable in its header or buttons it is sent by campaigns of its own: in no handoff, and
                not before SMS.
              </Alert>
            )}
            {refused[''] !== undefined && (
              <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="It was not submitted" role="alert">
                {refused['']}
              </Alert>
            )}
            <Group gap="xs">
              <Button type="submit" loading={create.isPending}>
                Submit to WhatsApp
              </Button>
              <Button variant="subtle" color="gray" component={Link} to="/templates">
                Cancel
              </Button>
            </Group>
          </Stack>
        </form>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Box pos="sticky" top={80}>
          <Stack gap="sm">
            <PhonePreview
              channel="wa"
              from={draft.outboundNumber ?? 'Your number'}
              message={draftPreview(draft, withExamples)}
            />
            <Switch
              label="With the examples filled in"
              checked={withExamples}
              onChange={({ currentTarget }) => setWithExamples(currentTarget.checked)}
            />
            <Text size="xs" c="dimmed">
              *bold*, _italic_ and ~struck through~ are WhatsApp’s marks.
            </Text>
          </Stack>
        </Box>
      </Grid.Col>
    </Grid>
  );
}

function beginning(numbers: WhatsAppNumber[], start: Template | undefined): Draft {
  const draft = start ? draftFrom(start) : EMPTY;
  const wabas = new Set(numbers.flatMap(({ wabaId }) => wabaId ?? []));
  const [only = null] = wabas;
  const wabaId = draft.wabaId !== null && wabas.has(draft.wabaId) ? draft.wabaId : wabas.size === 1 ? only : null;
  const ofWaba = numbers.filter((number) => wabaId !== null && number.wabaId === wabaId);
  return { ...draft, wabaId, outboundNumber: ofWaba[0]?.number ?? null };
}

function useCreate(onRefused: (message: string) => void) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (draft: Draft) => api.post('/api/v2/account/{accountId}/templates', { body: toRequest(draft) }),
    onSuccess: async (template) => {
      queryClient.setQueryData(['templates', 'one', template.id], template);
      showDone(`${template.title} is on its way to WhatsApp`);
      await navigate({ to: '/templates/$templateId', params: { templateId: template.id } });
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
    },
    onError: (error) => onRefused(messageOf(error)),
  });
}
