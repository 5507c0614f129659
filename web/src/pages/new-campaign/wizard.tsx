import { Button, Group, Stepper, Text } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCloudCheck, IconCloudOff } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Page } from '../../components/page.tsx';
import { messageOf } from '../../components/states.tsx';
import { useAccountSettings } from './account-queries.ts';
import { ComposeStep } from './compose-step.tsx';
import type { Draft } from './draft.ts';
import { LaunchStep } from './launch-step.tsx';
import { CRUMBS } from './only-who-may.tsx';
import { problemsOf, stepOf, toProblems, type Problem } from './problems.ts';
import { RecipientsStep } from './recipients-step.tsx';
import { ScheduleStep } from './schedule-step.tsx';
import { STEPS, STEP_TITLES, type Step } from './steps.ts';
import { useAutosave, type Saving } from './use-autosave.ts';
import { useWizard, WizardContext, type Wizard as WizardState } from './wizard-context.ts';
import './wizard.css';

const route = getRouteApi('/campaigns/new/$draftId');

/** The guide's four steps. Which one is shown stands in the address, so that going back goes a step back. */
export function Wizard({ draftId, kept }: { draftId: string; kept: Draft }) {
  const { step = 'compose' } = route.useSearch();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(kept);
  const [tried, setTried] = useState<readonly Step[]>([]);
  const [named, setNamed] = useState<{ draft: Draft; problems: Problem[] }>();
  const [file, setFile] = useState<File>();
  const timezone = useAccountSettings().data?.timezone;
  const { saving, saveNow, stop } = useAutosave(draftId, draft);
  const content = useRef<HTMLDivElement>(null);

  const goTo = useCallback(
    (to: Step) =>
      void navigate({ to: '/campaigns/new/$draftId', params: { draftId }, search: { step: to } }).then(() =>
        content.current?.focus({ preventScroll: true }),
      ),
    [navigate, draftId],
  );
  const problems = useMemo(() => {
    const own = problemsOf(draft, timezone);
    // What the API said holds for the draft that it was said of.
    for (const each of named?.draft === draft ? named.problems : []) own[stepOf(each.field)].push(each);
    return own;
  }, [draft, named, timezone]);

  const wizard: WizardState = {
    draft,
    change: (part) => setDraft((now) => ({ ...now, ...(typeof part === 'function' ? part(now) : part) })),
    problems,
    errorOf: (field) => {
      const isShown = tried.includes(stepOf(field)) || named?.draft === draft;
      return isShown ? problems[stepOf(field)].find((each) => each.field === field)?.reason : undefined;
    },
    goTo,
    refused: (error) => setNamed({ draft, problems: toProblems(messageOf(error)) }),
    saveNow,
    file,
    setFile,
    timezone,
  };

  // Whoever comes to the last step is shown what the others still lack.
  useEffect(() => {
    if (step === 'launch') setTried(STEPS);
  }, [step]);

  const place = STEPS.indexOf(step);
  const goOn = () => {
    const next = STEPS[place + 1];
    setTried([...tried, step]);
    if (next && problems[step].length === 0) goTo(next);
    else focusFirstError(content.current);
  };

  return (
    <WizardContext value={wizard}>
      <Page
        title="New campaign"
        crumbs={CRUMBS}
        actions={<SavingState saving={saving} onRetry={() => void saveNow()} />}
      >
        <Stepper
          active={place}
          onStepClick={(index) => goTo(STEPS[index] ?? 'compose')}
          size="sm"
          className="wizard-steps"
          aria-label="Steps"
        >
          {STEPS.map((each, index) => (
            <Stepper.Step
              key={each}
              label={STEP_TITLES[each]}
              aria-current={each === step ? 'step' : undefined}
              color={tried.includes(each) && each !== step && problems[each].length > 0 ? 'red.8' : undefined}
              completedIcon={tried.includes(each) && problems[each].length > 0 ? <>{index + 1}</> : undefined}
            />
          ))}
        </Stepper>
        <div ref={content} tabIndex={-1} className="wizard-content" aria-label={STEP_TITLES[step]} role="group">
          {step === 'compose' && <ComposeStep />}
          {step === 'recipients' && <RecipientsStep />}
          {step === 'schedule' && <ScheduleStep />}
          {step === 'launch' && <LaunchStep draftId={draftId} onLaunched={stop} />}
        </div>
        <WizardFooter step={step} onNext={goOn} problems={tried.includes(step) ? problems[step] : []} />
      </Page>
    </WizardContext>
  );
}

function focusFirstError(content: HTMLElement | null): void {
  // Once it has been drawn.
  requestAnimationFrame(() => content?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error]')?.focus());
}

type WizardFooterProps = { step: Step; onNext: () => void; problems: Problem[] };

/** A step back, a step on, and beside it why it did not go on. */
function WizardFooter({ step, onNext, problems }: WizardFooterProps) {
  const { goTo } = useWizard();
  const place = STEPS.indexOf(step);
  const previous = STEPS[place - 1];
  const next = STEPS[place + 1];
  return (
    <Group component="footer" className="wizard-footer" justify="space-between" py="sm">
      {previous && (
        <Button variant="default" leftSection={<IconArrowLeft size={18} aria-hidden />} onClick={() => goTo(previous)}>
          {STEP_TITLES[previous]}
        </Button>
      )}
      {next && problems.length > 0 && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" className="still-missing">
          {problems.map(({ reason }) => reason).join(' ')}
        </Text>
      )}
      {next && (
        <Button rightSection={<IconArrowRight size={18} aria-hidden />} onClick={onNext} ml="auto">
          {STEP_TITLES[next]}
        </Button>
      )}
    </Group>
  );
}

function SavingState({ saving, onRetry }: { saving: Saving; onRetry: () => void }) {
  if (saving.state === 'new') return null;
  if (saving.state === 'failed') {
    return (
      <Group gap="xs" role="alert">
        <IconCloudOff size={18} aria-hidden />
        <Text size="sm">The draft is not kept: {messageOf(saving.error)}</Text>
        <Button size="compact-sm" variant="light" onClick={onRetry}>
          Try again
        </Button>
      </Group>
    );
  }
  return (
    <Group gap={6} c="dimmed" role="status">
      <IconCloudCheck size={18} aria-hidden />
      <Text size="sm">{saving.state === 'saving' ? 'Keeping the draft…' : 'Draft kept'}</Text>
    </Group>
  );
}
