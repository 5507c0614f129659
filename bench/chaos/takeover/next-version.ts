/**
 * The next version of the workflows, made of this one: each change is behind `patched`, as a change to running workflows has to be. It is made for
 * a run and never kept, so that the product's own workflows hold nothing that only a bench needs.
 */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflows } from '../../../temporal/workers.ts';

const root = path.join(import.meta.dirname, '../../..');

const PATCH = 'the-next-version';

const IMPORTS = "import { patched as isNext, sleep as pause } from '@temporalio/workflow';\n";

const CHANGES = [
  {
    file: 'workflows/recipient.ts',
    from: 'decision = await send(accountId, recipientId, decision);',
    to: `if (isNext('${PATCH}')) decision = await check(false);
      if (decision.kind === 'send') decision = await send(accountId, recipientId, decision);`,
  },
  {
    file: 'workflows/campaign.ts',
    from: 'const recipients = await nextPage(',
    to: `if (isNext('${PATCH}')) await pause(500);
    const recipients = await nextPage(`,
  },
];

/** Looks a second time before it sends, and waits before each page of a campaign. Throws where the workflows no longer have what it changes. */
export async function bundleNextVersion(): Promise<{ code: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daybreak-next-version-'));
  try {
    for (const name of ['workflows', 'domain', 'package.json']) {
      await cp(path.join(root, name), path.join(folder, name), { recursive: true });
    }
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    for (const change of CHANGES) await apply(folder, change);
    return await bundleWorkflows(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function apply(folder: string, { file, from, to }: (typeof CHANGES)[number]): Promise<void> {
  const source = await readFile(path.join(folder, file), 'utf8');
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`);
  await writeFile(path.join(folder, file), IMPORTS + parts.join(to));
}
