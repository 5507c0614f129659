import { Button, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { useSession } from '../../session.tsx';
import { useChange } from './queries.ts';
import { RULE_SET_KEYS, type ListedRuleSet } from './rule-set-queries.ts';

type ForceButtonProps = { set: Pick<ListedRuleSet, 'name' | 'inForce'>; size?: ButtonProps['size'] };

/** Puts a rule set in force in its latest version, or takes it out of force, once that is confirmed. */
export function ForceButton({ set: { name, inForce }, size }: ForceButtonProps) {
  const { api } = useSession();
  const [isAsking, { open, close }] = useDisclosure();
  const choose = useChange(
    (ruleSet: string | null) => api.patch('/api/v2/account/{accountId}/settings', { body: { ruleSet } }),
    {
      keys: RULE_SET_KEYS,
      done: ({ ruleSet }) => (ruleSet === null ? 'No rule set is in force.' : `The rule set ${ruleSet} is in force.`),
      onSuccess: close,
    },
  );
  const action = inForce ? 'Take out of force' : 'Put in force';
  return (
    <>
      <Button
        {...(size !== undefined && { size })}
        variant={inForce ? 'default' : 'light'}
        onClick={open}
        aria-label={`${action}: ${name}`}
      >
        {action}
      </Button>
      <ConfirmModal
        opened={isAsking}
        title={inForce ? `Take ${name} out of force?` : `Put ${name} in force?`}
        action={action}
        isBusy={choose.isPending}
        error={choose.error}
        onConfirm={() => choose.mutate(inForce ? null : name)}
        onClose={close}
      >
        {inForce
          ? 'Recipients who waited for one of its rules decide anew, and may be sent to at once.'
          : 'It counts from now on, for campaigns that run too: recipients whom its rules leave no time wait for it.'}
      </ConfirmModal>
    </>
  );
}
