import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { faultOf } from './field-errors.ts';
import { messageOf } from './states.tsx';

/** What was refused and is about none of the fields that stand beside it. */
export function FormError({ error, fields = [] }: { error: unknown; fields?: readonly string[] }) {
  if (error === null || error === undefined) return null;
  if (fields.some((field) => faultOf(error, field) !== undefined)) return null;
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />}>
      {messageOf(error)}
    </Alert>
  );
}
