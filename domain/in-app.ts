/** A name that stands in addresses and in the `aud` of tokens. */
export const APP_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The guide, "Create API Handoff": the most that one handoff sends to. */
export const MOST_APPS = 4;

/** What a user may write at once: as long as WhatsApp's longest text. */
export const LONGEST_REPLY = 4096;

/** How long a token of an app's user may last. */
export const LONGEST_TOKEN_MS = 24 * 3_600_000;

/** Days after which an app that was not opened counts as gone: as long as Firebase keeps a device that it does not hear of. */
export const REGISTRATION_DAYS = 270;
