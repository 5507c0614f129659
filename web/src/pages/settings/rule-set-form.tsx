import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconPlus, IconScale } from '@tabler/icons-react';
import { Link, useBlocker, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { fieldErrors } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { EmptyState, messageOf } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { useChange } from './queries.ts';
import { RuleCard } from './rule-card.tsx';
import type { Standard } from './rule-fields.tsx';
import {
  draftFaults,
  draftOf,
  faultsOfRule,
  newRule,
  toRequest,
  type Faults,
  type RuleDraft,
  type RuleSetDraft,
} from './rule-set-draft.ts';
import { RULE_SET_KEYS, type ListedRuleSet, type Rule, type RuleSet } from './rule-set-queries.ts';
import { Section } from './values.tsx';

const MOST_RULES = 500;

type RuleSetFormProps = {
  sets: ListedRuleSet[];
  /** The set whose next version it becomes, as it is in its latest one; undefined: it is a new set. */
  edited: ListedRuleSet | undefined;
  /** What comes with Daybreak, once it is there. */
  standard: RuleSet | undefined;
  /** Version 0: nothing that is kept. */
  beginning: Pick<RuleSet, 'name' | 'version' | 'description' | 'rules'>;
};

export function RuleSetForm({ sets, edited, standard, beginning }: RuleSetFormProps) {
  const [begun] = useState(() => draftOf(beginning));
  const [draft, setDraft] = useState(begun);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [added, setAdded] = useState<number>();
  const [local, setLocal] = useState<Faults>({});
  const isChanged = draft !== begun;
  // An earlier version may be saved again as it was.
  const canSave = draft.rules.length > 0 && (isChanged || edited?.version !== beginning.version);
  const { save, leaving } = useSave(isChanged);
  const faults = { ...(save.error && fieldErrors(messageOf(save.error))), ...local };
  const form = useFirstFault(save.error, local);

  const change = (part: Partial<RuleSetDraft>) => setDraft((before) => ({ ...before, ...part }));
  const changeRule = (key: number, part: Partial<RuleDraft>) =>
    change({ rules: draft.rules.map((rule) => (rule.key === key ? { ...rule, ...part } : rule)) });
  const toggle = (key: number) =>
    setOpen((shown) => new Set(shown.has(key) ? [...shown].filter((each) => each !== key) : [...shown, key]));
  const add = () => {
    const rule = newRule(localDay());
    change({ rules: [...draft.rules, rule] });
    toggle(rule.key);
    setAdded(rule.key);
  };
  const remove = (key: number) => {
    change({ rules: draft.rules.filter((rule) => rule.key !== key) });
    // What was refused is named by its place, and the places have moved.
    setLocal({});
    save.reset();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const isTaken = edited === undefined && sets.some(({ name }) => name === draft.name);
    const found = { ...(isTaken && { name: 'There is a rule set of this name already' }), ...draftFaults(draft) };
    setLocal(found);
    if (Object.keys(found).length === 0) save.mutate(draft);
    else save.reset();
  };

  return (
    <form ref={form} onSubmit={submit} aria-label="Rule set">
      <Stack>
        <Section title="The set">
          {edited === undefined && (
            <TextInput
              label="Name"
              description="Small letters, digits and hyphens. It can’t be changed later"
              placeholder="our-own"
              required
              maw={420}
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              error={faults.name}
            />
          )}
          <Textarea
            label="Description"
            placeholder="Florida and Germany as our lawyers read them"
            autosize
            maxLength={500}
            value={draft.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
            error={faults.description}
          />
        </Section>
        {draft.rules.length === 0 && (
          <EmptyState icon={IconScale} title="It has no rule yet">
            A rule is of a country, of a part of one, or of everywhere.
          </EmptyState>
        )}
        {draft.rules.map((rule, index) => (
          <RuleCard
            key={rule.key}
            rule={rule}
            place={index + 1}
            isOpen={open.has(rule.key)}
            isNew={rule.key === added}
            faults={faultsOfRule(faults, index)}
            standard={standardOf(standard, rule)}
            onToggle={() => toggle(rule.key)}
            onChange={(part) => changeRule(rule.key, part)}
            onRemove={() => remove(rule.key)}
          />
        ))}
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={add}
            disabled={draft.rules.length >= MOST_RULES}
          >
            Add a rule
          </Button>
        </Group>
        {!Object.keys(faults).every((field) => hasPlace(field, edited)) && <FormError error={save.error} />}
        {edited?.inForce === true && (
          <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />}>
            {edited.name} is in force: the new version counts as soon as it is saved, for campaigns that run too.
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            component={Link}
            to={edited ? `/settings/windows/${encodeURIComponent(edited.name)}` : '/settings/windows'}
          >
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!canSave}>
            {edited ? `Save as version ${edited.version + 1}` : 'Save the rule set'}
          </Button>
        </Group>
      </Stack>
      <ConfirmModal
        opened={leaving.status === 'blocked'}
        title="Leave without saving?"
        action="Leave"
        isBusy={false}
        onConfirm={() => leaving.proceed?.()}
        onClose={() => leaving.reset?.()}
      >
        What you have written here is lost.
      </ConfirmModal>
    </form>
  );
}

/** Writes the next version, and asks before what is not saved is left. */
function useSave(isChanged: boolean) {
  const { api } = useSession();
  const navigate = useNavigate();
  const isSaved = useRef(false);
  const isLost = () => isChanged && !isSaved.current;
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => isLost() && current.pathname !== next.pathname,
    enableBeforeUnload: isLost,
    withResolver: true,
  });
  const save = useChange(
    (draft: RuleSetDraft) =>
      api.put('/api/v2/account/{accountId}/settings/rule-sets/{name}', {
        path: { name: draft.name },
        body: toRequest(draft),
      }),
    {
      keys: RULE_SET_KEYS,
      done: ({ name, version }) => `${name} is saved as version ${version}.`,
      onSuccess: ({ name }) => {
        isSaved.current = true;
        void navigate({ to: '/settings/windows/$ruleSet', params: { ruleSet: name }, search: {} });
      },
    },
  );
  return { save, leaving };
}

/** Goes to the first field that something is wrong with, once that stands beside it. */
function useFirstFault(error: Error | null, local: Faults) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error, local]);
  return form;
}

function standardOf(standard: RuleSet | undefined, { jurisdiction, channels }: RuleDraft): Standard | undefined {
  const isSame = (rule: Rule) =>
    rule.jurisdiction === jurisdiction.trim() && rule.channels.some((channel) => channels.includes(channel));
  const rule = standard?.rules.find(isSame);
  return standard && rule && { set: standard.name, rule };
}

/** Whether what is wrong with a field stands beside it. */
function hasPlace(field: string, edited: ListedRuleSet | undefined): boolean {
  return (field === 'name' && edited === undefined) || field === 'description' || field.startsWith('rules[');
}

/** The day (YYYY-MM-DD) on the reader's own clock. */
function localDay(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
