import type { FastifyInstance } from 'fastify';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Carrier } from './carrier.ts';
import { authenticateTwilio } from './twilio-auth.ts';
import { answerTwilioErrors, TwilioError } from './twilio-errors.ts';

type Lookup = { Params: { number: string }; Querystring: { Fields?: string } };

/** Twilio Lookup v2, with the line type alone of all its packages: https://www.twilio.com/docs/lookup/v2-api */
export function twilioLookupApi(app: FastifyInstance, { carrier }: { carrier: Carrier }): void {
  answerTwilioErrors(app);
  app.get<Lookup>('/v2/PhoneNumbers/:number', (request, reply) => {
    authenticateTwilio(carrier, request.headers.authorization);
    const { number } = request.params;
    const wanted = request.query.Fields?.split(',').includes('line_type_intelligence') ?? false;
    const type = wanted ? carrier.lineTypes.ask(number) : 'mobile';
    if (type === 'timeout') {
      carrier.held.hold(reply);
      return reply;
    }
    if (type.startsWith('http_')) return reply.code(Number(type.slice('http_'.length))).send('');
    if (/^\d+$/.test(type)) throw new TwilioError(type);
    return lookupResource(number, wanted ? lineTypeInfo(type) : null);
  });
}

function lineTypeInfo(type: string): Record<string, unknown> {
  const [, code] = type.split(':');
  const isMobile = type === 'mobile';
  return {
    ...(isMobile ? { mobile_country_code: '310', mobile_network_code: '800' } : NO_NETWORK),
    carrier_name: code === undefined ? 'Sandbox carrier' : null,
    type: code === undefined ? type : null,
    error_code: code === undefined ? null : Number(code),
  };
}

const NO_NETWORK = { mobile_country_code: null, mobile_network_code: null };

function lookupResource(asked: string, lineType: Record<string, unknown> | null): Record<string, unknown> {
  const phone = parsePhoneNumberFromString(asked.startsWith('+') ? asked : `+${asked}`);
  const isPossible = phone?.isPossible() ?? false;
  return {
    calling_country_code: phone?.countryCallingCode ?? null,
    country_code: phone?.country ?? null,
    phone_number: phone?.number ?? asked,
    national_format: phone?.formatNational() ?? asked,
    valid: isPossible,
    validation_errors: isPossible ? null : ['NOT_A_NUMBER'],
    caller_name: null,
    sim_swap: null,
    call_forwarding: null,
    line_status: null,
    line_type_intelligence: lineType,
    identity_match: null,
    reassigned_number: null,
    sms_pumping_risk: null,
    phone_number_quality_score: null,
    pre_fill: null,
    url: `https://lookups.twilio.com/v2/PhoneNumbers/${phone?.number ?? asked}`,
  };
}
