/** The platforms that wake a phone: Firebase Cloud Messaging, and Apple's Push Notification service. */
export const PUSH_PLATFORMS = ['fcm', 'apns'] as const;

export type PushPlatform = (typeof PUSH_PLATFORMS)[number];

export const PLATFORM_NAMES: Readonly<Record<PushPlatform, string>> = { fcm: 'FCM', apns: 'APNs' };

/** What is needed of a Google service account's file. Where tokens come from is the deployment's to say, never the file's. */
export type FcmCredential = { projectId: string; clientEmail: string; privateKey: string };

/** Apple's token authentication: a key (.p8) of the team, and the app that it is for. */
export type ApnsCredential = {
  key: string;
  keyId: string;
  teamId: string;
  topic: string;
  environment: 'production' | 'development';
};

export type PushCredential = FcmCredential | ApnsCredential;

/** Of one user in one app; the one that was not seen for the longest goes for a new one. */
export const MOST_DEVICES = 5;

/**
 * Why no device of the platform has such a token; undefined where one may. Apple's are hexadecimal, of no fixed length; Firebase's are opaque, and
 * none is known to be longer.
 */
export function refusePushToken(platform: PushPlatform, token: string): string | undefined {
  if (platform === 'apns') {
    return /^([0-9a-f]{2}){32,100}$/i.test(token)
      ? undefined
      : 'must be the device token in hexadecimal, 64 to 200 digits';
  }
  return /^[A-Za-z0-9_:.~%-]{20,1024}$/.test(token)
    ? undefined
    : 'must be a registration token of Firebase, 20 to 1024 letters, digits, "_", ":", ".", "~", "%" and "-"';
}
