import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Only } from '../../components/only.tsx';
import { Page } from '../../components/page.tsx';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import { RuleSetForm } from './rule-set-form.tsx';
import { ruleSetQuery, ruleSetsQuery } from './rule-set-queries.ts';

const CRUMBS = [{ label: 'Windows and limits', to: '/settings/windows' }];
const NOTHING = { name: '', version: 0, description: '', rules: [] };

const newRoute = getRouteApi('/settings/windows/rule-sets/new');
const editRoute = getRouteApi('/settings/windows/$ruleSet/edit');

export function NewRuleSetPage() {
  const { from } = newRoute.useSearch();
  return (
    <Only permission="settings:edit" title="New rule set">
      <Page
        title="New rule set"
        crumbs={CRUMBS}
        description={
          from === undefined
            ? 'Rules by country and state, as your lawyers read the law. They narrow all windows once the set is in force.'
            : `It begins with the rules of ${from}: change them, take away what does not hold for you, add what is missing.`
        }
      >
        <Beginning key={from ?? ''} from={from} />
      </Page>
    </Only>
  );
}

export function EditRuleSetPage() {
  const { ruleSet: name } = editRoute.useParams();
  const { version } = editRoute.useSearch();
  return (
    <Only permission="settings:edit" title={`Change ${name}`}>
      <Page
        title={`Change ${name}`}
        crumbs={[...CRUMBS, { label: name, to: `/settings/windows/${encodeURIComponent(name)}` }]}
        description="It becomes the next version. Those before it stay: each attempt names the one that it stood on."
      >
        <Beginning key={`${name} ${version ?? ''}`} from={name} version={version} edited={name} />
      </Page>
    </Only>
  );
}

type BeginningProps = { from?: string | undefined; version?: number | undefined; edited?: string };

/** What the form needs to begin with: all rule sets, the rules of one of them, and those that come with Daybreak. */
function Beginning({ from, version, edited }: BeginningProps) {
  const { api } = useSession();
  const sets = useQuery(ruleSetsQuery(api));
  const begun = useQuery({
    ...ruleSetQuery(api, from ?? '', version),
    // Of its own: what is being written does not begin with what was read a while ago.
    queryKey: ['rule-set-to-write', from, version],
    enabled: from !== undefined,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const builtIn = sets.data?.find((set) => set.builtIn)?.name;
  const standard = useQuery({ ...ruleSetQuery(api, builtIn ?? ''), enabled: builtIn !== undefined });
  return (
    <Loaded query={sets}>
      {(list) => {
        const of = { sets: list, edited: list.find(({ name }) => name === edited), standard: standard.data };
        if (from === undefined) return <RuleSetForm {...of} beginning={NOTHING} />;
        return (
          <Loaded query={begun}>
            {(set) => <RuleSetForm {...of} beginning={edited === undefined ? { ...set, name: '' } : set} />}
          </Loaded>
        );
      }}
    </Loaded>
  );
}
