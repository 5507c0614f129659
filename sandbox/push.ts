import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type PushPlatform = 'fcm' | 'apns';

/** A nudge that a platform took. */
export type TakenPush = {
  platform: PushPlatform;
  token: string;
  title: string;
  text: string;
  data: Record<string, unknown>;
  collapseId: string | undefined;
  /** When the device must not show it any more: seconds since 1970; FCM says only for how long, from when it took it. */
  expiresAt: number | undefined;
  topic: string | undefined;
  takenAt: string;
};

/** What a platform does with the next nudges to a device. */
export type PushBehaviour = {
  platform: PushPlatform;
  /** `*`: any; `token`: asking Google for an access token. */
  token: string;
  /** The platform's own word for an error, `timeout-after-accept`, or `ok`. */
  outcome: string;
  times?: number;
  retryAfterSeconds?: number;
};

const MOST_KEPT = 10_000;

const IDS = {
  projectId: 'daybreak-sandbox',
  clientEmail: 'pusher@daybreak-sandbox.iam.gserviceaccount.com',
  keyId: 'SANDBOXKEY',
  teamId: 'SANDBOXTEM',
  topic: 'com.example.shop',
};

/** What both push platforms keep: whose keys they know, what they took, and what they are to refuse. It ends with the process, but for the keys. */
export class PushDesk {
  readonly taken: TakenPush[] = [];
  readonly ids = IDS;
  /** What is checked is what was signed with these. */
  readonly fcmKey: KeyObject;
  readonly apnsKey: KeyObject;
  readonly #keys: Keys;
  readonly #behaviours = new Map<string, PushBehaviour>();

  constructor(folder: string) {
    this.#keys = keysIn(folder);
    this.fcmKey = createPublicKey(createPrivateKey(this.#keys.fcm));
    this.apnsKey = createPublicKey(createPrivateKey(this.#keys.apns));
  }

  /** As Google and Apple would hand them out: what `PATCH …/apps/{name}/push` takes. */
  get credentials() {
    const { projectId, clientEmail, ...apns } = IDS;
    return {
      fcm: {
        type: 'service_account',
        project_id: projectId,
        client_email: clientEmail,
        private_key: this.#keys.fcm,
        token_uri: 'https://oauth2.googleapis.com/token',
      },
      apns: { key: this.#keys.apns, ...apns, environment: 'development' },
    };
  }

  take(push: Omit<TakenPush, 'takenAt'>): void {
    this.taken.push({ ...push, takenAt: new Date().toISOString() });
    if (this.taken.length > MOST_KEPT) this.taken.shift();
  }

  /** `ok` clears. */
  set(behaviour: PushBehaviour): void {
    const key = keyOf(behaviour);
    if (behaviour.outcome === 'ok') this.#behaviours.delete(key);
    else this.#behaviours.set(key, { ...behaviour });
  }

  /** What to do with a nudge to this device, counting it; that of `*` where it has none of its own. */
  behaviourOf(platform: PushPlatform, token: string): PushBehaviour | undefined {
    const own = this.#behaviours.get(keyOf({ platform, token }));
    const found = own ?? (token === 'token' ? undefined : this.#behaviours.get(keyOf({ platform, token: '*' })));
    if (found?.times === undefined) return found;
    found.times -= 1;
    if (found.times <= 0) this.#behaviours.delete(keyOf(found));
    return found;
  }
}

type Keys = { fcm: string; apns: string };

/** Made once: credentials that were given to an app outlive a restart. */
function keysIn(folder: string): Keys {
  const file = path.join(folder, 'push-keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Keys;
  const form = { type: 'pkcs8', format: 'pem' } as const;
  const keys = {
    fcm: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(form).toString(),
    apns: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(form).toString(),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

function keyOf({ platform, token }: Pick<PushBehaviour, 'platform' | 'token'>): string {
  return `${platform}/${token.toLowerCase()}`;
}
