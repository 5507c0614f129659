/** WhatsApp's codes: the HTTP status and the title of each, from its table of error codes. */
const ERRORS: Readonly<Record<string, readonly [status: number, title: string]>> = {
  '0': [401, 'AuthException'],
  '1': [400, 'API Unknown'],
  '2': [503, 'API Service'],
  '4': [400, 'API Too Many Calls'],
  '100': [400, 'Invalid parameter'],
  '190': [401, 'Access token has expired'],
  '368': [403, 'Temporarily blocked for policies violations'],
  '80007': [400, 'Rate limit issues'],
  '130429': [429, 'Rate limit hit'],
  '130472': [400, "User's number is part of an experiment"],
  '131000': [500, 'Something went wrong'],
  '131008': [400, 'Required parameter is missing'],
  '131009': [400, 'Parameter value is not valid'],
  '131016': [500, 'Service unavailable'],
  '131026': [400, 'Message undeliverable'],
  '131031': [403, 'Business Account locked'],
  '131042': [400, 'Business eligibility payment issue'],
  '131047': [400, 'Re-engagement message'],
  '131048': [400, 'Spam rate limit hit'],
  '131049': [400, 'Meta chose not to deliver'],
  '131050': [400, 'User has stopped marketing messages'],
  '131051': [400, 'Unsupported message type'],
  '131056': [400, '(Business Account, Consumer Account) pair rate limit hit'],
  '132000': [400, 'Template Param Count Mismatch'],
  '132001': [404, 'Template does not exist'],
  '132005': [400, 'Template Hydrated Text Too Long'],
  '132007': [400, 'Template Format Character Policy Violated'],
  '132012': [400, 'Template Parameter Format Mismatch'],
  '132015': [400, 'Template is Paused'],
  '132016': [400, 'Template is Disabled'],
  '132018': [400, "There's an issue with the parameters in your template"],
};

export function whatsAppErrorTitle(code: string): string {
  return ERRORS[code]?.[1] ?? 'Unknown error';
}

/** A refusal: its HTTP status and body, as the Graph API writes them. */
export class WhatsAppError extends Error {
  readonly statusCode: number;
  readonly body: unknown;

  constructor(code: string, details = whatsAppErrorTitle(code), subcode?: number) {
    super(details);
    this.statusCode = ERRORS[code]?.[0] ?? 400;
    this.body = {
      error: {
        message: `(#${code}) ${whatsAppErrorTitle(code)}`,
        type: 'OAuthException',
        code: Number(code),
        ...(subcode === undefined
          ? {}
          : { error_subcode: subcode, error_user_title: whatsAppErrorTitle(code), error_user_msg: details }),
        error_data: { messaging_product: 'whatsapp', details },
        fbtrace_id: 'AsandboxTrace',
      },
    };
  }
}
