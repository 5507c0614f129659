import { ApplicationFailure } from '@temporalio/activity';
import type { PushMessage, PushResult } from '../channels/push.ts';
import { forgetDevice } from '../db/in-app-devices.ts';
import {
  endNudge,
  findNudge,
  getNudgeFacts,
  listNudgeDevices,
  listReachable,
  lockNudge,
  recordNudgeCall,
  recordNudgeResult,
  type Reachable,
} from '../db/nudges.ts';
import { recordCredentialWord } from '../db/push-settings.ts';
import type { InAppNudgeDevice } from '../db/schema.ts';
import { transact } from '../db/transaction.ts';
import { judgeNudge, nudgeBackOffMs, nudgeText, type NudgeState } from '../domain/nudge.ts';
import { PLATFORM_NAMES, type ApnsCredential, type FcmCredential } from '../domain/push.ts';
import type { ActivityDeps } from './deps.ts';
import { CALL_BEGINS_WITHIN_MS, LOOK_UP_AFTER_MS, persist, retryLater } from './once.ts';

type Outcome = { state: NudgeState; reason: string | null };
type Call = { device: Reachable; message: PushMessage; tries: number; calledAt: Date };
type Prepared = { calls: Call[]; untilMs: number };

/** A platform may be calling still for so long: a token's time-out and the push's, at most 20 s each, after CALL_BEGINS_WITHIN_MS. */
const CALL_OVER_AFTER_MS = LOOK_UP_AFTER_MS + 20_000;

/** A credential that was refused is left alone for so long, or until it is replaced: one word of the platform serves for many messages. */
const CREDENTIAL_REST_MS = 10 * 60_000;

export function createNudgeActivities(deps: ActivityDeps) {
  return {
    /**
     * Tells the devices of a message's user that it is there, each once: the intent is committed before the call, a call whose answer was lost is
     * not repeated, and one that the platform did not take is, while the message's window is open. Returns once nothing more is to be called.
     */
    pushNudge: ({ messageId }: { messageId: string }) => pushNudge(deps, messageId),
  };
}

async function pushNudge(deps: ActivityDeps, messageId: string): Promise<Outcome> {
  const prepared = await transact(deps.db, (trx) => prepare({ ...deps, db: trx }, trx, messageId));
  if ('state' in prepared) return prepared;
  const changed = await whyNotAfterAll(deps, messageId);
  if (changed !== undefined) return withdraw(deps, messageId, prepared.calls, changed);
  const delays = await Promise.all(prepared.calls.map((call) => callDevice(deps, messageId, call)));
  const delayMs = Math.max(...delays);
  if (delayMs > 0 && (await deps.now()) + delayMs < prepared.untilMs) {
    throw retryLater(await lastReason(deps, messageId), delayMs);
  }
  return end(
    deps,
    messageId,
    delayMs > 0 ? `${await lastReason(deps, messageId)} It was too late to try again.` : null,
  );
}

/** A STOP waits for no nudge: one that was answered since the facts were read is seen here, at the last moment. */
async function whyNotAfterAll({ db, now }: ActivityDeps, messageId: string): Promise<string | undefined> {
  const nowMs = await now();
  const verdict = judgeNudge(await getNudgeFacts(db, messageId), nowMs);
  return verdict.kind === 'leave' ? verdict.reason : undefined;
}

async function withdraw(deps: ActivityDeps, messageId: string, calls: Call[], reason: string): Promise<Outcome> {
  const now = new Date(await deps.now());
  for (const { device } of calls)
    await recordNudgeResult(deps.db, messageId, device, { state: 'REFUSED', reason }, now);
  return end(deps, messageId, reason);
}

/** Under lock: whether phones may be woken now; if so, writes which are. */
async function prepare(
  deps: ActivityDeps,
  trx: Parameters<typeof lockNudge>[0],
  messageId: string,
): Promise<Prepared | Outcome> {
  const nudge = await lockNudge(trx, messageId);
  if (!nudge) throw ApplicationFailure.nonRetryable('The message is not in the database: it was erased.', 'NotFound');
  if (nudge.state !== 'WAITING') return { state: nudge.state, reason: nudge.reason };
  // Once the locks are there: time has passed before them.
  const now = new Date(await deps.now());
  const facts = await getNudgeFacts(trx, messageId);
  const known = await settleOpenCalls(deps, messageId, now);
  const verdict = judgeNudge(facts, now.getTime());
  if (verdict.kind === 'leave') return end(deps, messageId, verdict.reason);
  const calls: Call[] = [];
  for (const device of await listReachable(trx, messageId)) {
    const before = known.get(device.deviceId);
    if (before && before.state !== 'WAITING') continue;
    if (isAtRest(device, now)) {
      const reason = `The app's credential for ${PLATFORM_NAMES[device.platform]} was refused. ${device.credentialError ?? ''}`;
      await recordNudgeResult(trx, messageId, device, { state: 'REFUSED', reason: reason.trim() }, now);
      continue;
    }
    await recordNudgeCall(trx, messageId, device, now);
    calls.push({
      device,
      tries: (before?.tries ?? 0) + 1,
      calledAt: now,
      message: messageTo(device, messageId, facts.text, now.getTime(), verdict.untilMs),
    });
  }
  return calls.length === 0 ? end(deps, messageId, null) : { calls, untilMs: verdict.untilMs };
}

/** What an earlier try, here or in a worker that died, left open: nobody can say whether the platform took it. */
async function settleOpenCalls(
  { db }: ActivityDeps,
  messageId: string,
  now: Date,
): Promise<Map<string, InAppNudgeDevice>> {
  const devices = await listNudgeDevices(db, messageId);
  for (const device of devices) {
    if (device.state !== 'CALLING') continue;
    const overAtMs = (device.called_at?.getTime() ?? 0) + CALL_OVER_AFTER_MS;
    if (now.getTime() < overAtMs) throw retryLater('Another call for it may be under way.', overAtMs - now.getTime());
    const reason = `${PLATFORM_NAMES[device.platform]} was called, and the answer was lost.`;
    const { device_id: deviceId, app, platform } = device;
    await recordNudgeResult(db, messageId, { deviceId, app, platform }, { state: 'UNKNOWN', reason }, now);
  }
  return new Map(devices.map((device) => [device.device_id, device]));
}

function isAtRest({ credentialErrorAt }: Reachable, now: Date): boolean {
  return credentialErrorAt !== null && now.getTime() - credentialErrorAt.getTime() < CREDENTIAL_REST_MS;
}

function messageTo(device: Reachable, messageId: string, text: string, nowMs: number, untilMs: number): PushMessage {
  return {
    messageId,
    app: device.app,
    token: device.token,
    title: device.title,
    text: device.text ?? nudgeText(text),
    validUntil: new Date(untilMs).toISOString(),
    validForSeconds: Math.max(0, Math.floor((untilMs - nowMs) / 1000)),
  };
}

/** Calls the platform for one device and writes what came of it. Returns how long to wait before it is called again, in ms; 0: it is not. */
async function callDevice(deps: ActivityDeps, messageId: string, call: Call): Promise<number> {
  const result = await push(deps, call);
  return persist(() => record(deps, messageId, call, result));
}

async function push({ push: adapters, now }: ActivityDeps, { device, message, calledAt }: Call): Promise<PushResult> {
  if ((await now()) - calledAt.getTime() > CALL_BEGINS_WITHIN_MS) {
    return { outcome: 'unwell', reason: 'The call was not made in time.' };
  }
  return device.platform === 'fcm'
    ? adapters.fcm.push(device.credential as FcmCredential, message)
    : adapters.apns.push(device.credential as ApnsCredential, message);
}

async function record(
  { db, now: clock }: ActivityDeps,
  messageId: string,
  call: Call,
  result: PushResult,
): Promise<number> {
  const { device, tries, calledAt } = call;
  const now = new Date(await clock());
  if (result.outcome === 'unwell') {
    await recordNudgeResult(db, messageId, device, { state: 'WAITING', reason: result.reason }, now);
    return nudgeBackOffMs(tries, result.retryAfterMs);
  }
  const reason = result.outcome === 'pushed' ? null : result.reason;
  await recordNudgeResult(db, messageId, device, { state: ENDED[result.outcome], reason }, now);
  if (result.outcome === 'gone') await forgetDevice(db, device.deviceId, calledAt);
  if (result.outcome === 'credential' || result.outcome === 'pushed')
    await recordCredentialWord(db, device, reason, now);
  return 0;
}

const ENDED = {
  pushed: 'PUSHED',
  gone: 'REFUSED',
  refused: 'REFUSED',
  credential: 'REFUSED',
  unknown: 'UNKNOWN',
} as const;

async function lastReason({ db }: ActivityDeps, messageId: string): Promise<string> {
  const devices = await listNudgeDevices(db, messageId);
  return devices.find((device) => device.state === 'WAITING')?.reason ?? 'No device could be reached.';
}

async function end({ db, now }: ActivityDeps, messageId: string, reason: string | null): Promise<Outcome> {
  const state = await endNudge(db, messageId, reason, new Date(await now()));
  const ended = await findNudge(db, messageId);
  return { state, reason: ended?.reason ?? null };
}
