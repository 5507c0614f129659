import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { messageOf } from '../../components/states.tsx';

/** What an answer says of one field: "dailyLimit: must be at most 10; …" has a part for each. Undefined where it says nothing of it. */
export function faultOf(error: unknown, field: string): string | undefined {
  if (error === null || error === undefined) return undefined;
  const parts = messageOf(error).split('; ');
  const found = parts.filter((part) => part.startsWith(`${field}:`)).map((part) => part.slice(field.length + 1).trim());
  return found.length === 0 ? undefined : found.join('; ');
}

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
