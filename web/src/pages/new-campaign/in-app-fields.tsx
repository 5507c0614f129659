import { Button, MultiSelect, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { LONGEST_INAPP_TEXT, MOST_APPS } from '../../../../domain/handoff-rules.ts';
import { ErrorState } from '../../components/states.tsx';
import { useApps } from './account-queries.ts';
import { ChannelFields } from './channel-fields.tsx';
import { useInsertVariable } from './use-insert-variable.ts';
import { useWizard } from './wizard-context.ts';

export function InAppFields() {
  const { draft, change, errorOf } = useWizard();
  const { data, error, isPending, refetch } = useApps();
  const { inapp } = draft;
  const area = useRef<HTMLTextAreaElement>(null);
  const setInApp = (part: Partial<typeof inapp>) => change(({ inapp: now }) => ({ inapp: { ...now, ...part } }));
  const insert = useInsertVariable(area, inapp.text, (text) => setInApp({ text }));
  return (
    <ChannelFields legend="App Messaging">
      {error ? (
        <ErrorState error={error} title="The apps could not be loaded" onRetry={() => void refetch()} />
      ) : (
        <MultiSelect
          label="Apps"
          description={`In whose inboxes it appears: at most ${MOST_APPS}.`}
          required
          searchable
          maxValues={MOST_APPS}
          placeholder={isPending ? 'Loading…' : inapp.appNames.length === 0 ? 'Choose the apps' : ''}
          nothingFoundMessage="The account has no app of that name"
          data={data?.apps.map(({ name }) => name) ?? []}
          value={inapp.appNames}
          onChange={(appNames) => setInApp({ appNames })}
          error={
            data?.apps.length === 0
              ? 'The account has no app yet: set one up in the settings.'
              : errorOf('message.inapp.appNames')
          }
        />
      )}
      <div>
        <Textarea
          ref={area}
          label="Text"
          description="{{1}}, {{2}} stand for values of each recipient."
          required
          autosize
          minRows={4}
          maxRows={14}
          maxLength={LONGEST_INAPP_TEXT}
          value={inapp.text}
          onChange={({ currentTarget: { value } }) => setInApp({ text: value })}
          error={errorOf('message.inapp.text')}
        />
        <Button size="compact-sm" variant="subtle" mt={4} onClick={insert}>
          Insert a variable
        </Button>
      </div>
    </ChannelFields>
  );
}
