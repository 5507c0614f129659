import type { Handoff } from './queries.ts';

/** How a program gets the token that the campaign's call takes, as a command for a shell. */
export function tokenCommand(origin: string, accountId: string): string {
  const url = `${origin}/sentinel/api/account/${accountId}/app/token?v=1.0&grant_type=client_credentials`;
  return [
    `TOKEN=$(curl -sS --fail-with-body ${quoted(url)} \\`,
    `  -d client_id="$CLIENT_ID" -d client_secret="$CLIENT_SECRET" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
  ].join('\n');
}

/** A campaign with this handoff to one made-up consumer, as a command for a shell. */
export function launchCommand(
  handoff: Handoff,
  { origin, accountId, skill }: Record<'origin' | 'accountId' | 'skill', string>,
): string {
  const names = [...new Set(handoff.channels.flatMap(({ variables }) => variables))];
  const consumer = Object.fromEntries(
    handoff.channels.map(({ type }) => [type, type === 'inapp' ? 'ada' : '12025550173']),
  );
  const body = {
    campaignName: handoff.name,
    skill,
    templateId: handoff.id,
    consent: true,
    consumers: [
      {
        consumerContent: consumer,
        ...(names.length > 0 && { variables: Object.fromEntries(names.map((name) => [name, `value of ${name}`])) }),
      },
    ],
  };
  return [
    `curl -sS --fail-with-body ${quoted(`${origin}/api/v2/account/${accountId}/campaign`)} \\`,
    `  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\`,
    `  -d ${quoted(JSON.stringify(body, null, 2))}`,
  ].join('\n');
}

/** For a shell to take as it stands. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
