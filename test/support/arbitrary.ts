/** Random values by a JSON schema. */
import fc, { type Arbitrary } from 'fast-check';

export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  examples?: unknown[];
};

type Resolve = (reference: string) => JsonSchema;

/** A value that the schema allows, as far as a schema says it; its examples come more often than chance would bring them. */
export function arbitraryOf(schema: JsonSchema, resolve: Resolve, depth = 0): Arbitrary<unknown> {
  const made = madeOf(schema, resolve, depth);
  return schema.examples ? fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...schema.examples) }, made) : made;
}

function madeOf(schema: JsonSchema, resolve: Resolve, depth: number): Arbitrary<unknown> {
  if (schema.$ref !== undefined) return arbitraryOf(resolve(schema.$ref), resolve, depth);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, resolve, depth)));
  if (schema.allOf) return arbitraryOf(merged(schema.allOf, resolve), resolve, depth);
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => madeOf({ ...schema, type }, resolve, depth)));
  }
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer(rangeOf(schema));
    case 'number':
      return fc.double({ ...rangeOf(schema), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const { minItems = 0, maxItems = 5 } = schema;
      const most = Math.max(minItems, Math.min(maxItems, depth > 3 ? minItems : 5));
      return fc.array(arbitraryOf(schema.items ?? {}, resolve, depth + 1), { minLength: minItems, maxLength: most });
    }
    case 'object':
      return objectOf(schema, resolve, depth);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 40 }: JsonSchema): Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (format === 'date') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  const lengths = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) };
  return fc.oneof(fc.string({ unit: 'grapheme', ...lengths }), fc.string({ unit: 'grapheme-ascii', ...lengths }));
}

function rangeOf({ minimum, maximum, exclusiveMinimum }: JsonSchema): { min: number; max: number } {
  const min = minimum ?? (exclusiveMinimum === undefined ? -(2 ** 31) : exclusiveMinimum + 1);
  return { min: Math.max(min, -(2 ** 31)), max: Math.max(Math.min(maximum ?? 2 ** 31 - 1, 2 ** 31 - 1), min) };
}

function objectOf(schema: JsonSchema, resolve: Resolve, depth: number): Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties = false } = schema;
  const shape = Object.entries(properties).map(([name, each]) => [name, arbitraryOf(each, resolve, depth + 1)]);
  const known = fc.record(Object.fromEntries(shape) as Record<string, Arbitrary<unknown>>, { requiredKeys: required });
  if (additionalProperties === false || depth > 3) return known;
  const more = typeof additionalProperties === 'object' ? additionalProperties : {};
  const name = fc.oneof(fc.constantFrom('1', '2', '3'), fc.string({ unit: 'grapheme', maxLength: 10 }));
  const others = fc.dictionary(name, arbitraryOf(more, resolve, depth + 1), { maxKeys: 3 });
  return fc.tuple(others, known).map(([extra, rest]) => ({ ...extra, ...rest }));
}

function merged(schemas: JsonSchema[], resolve: Resolve): JsonSchema {
  const all = schemas.map((schema) => (schema.$ref === undefined ? schema : resolve(schema.$ref)));
  return {
    ...all.reduce<JsonSchema>((one, other) => ({ ...one, ...other }), {}),
    properties: all.reduce<Record<string, JsonSchema>>((one, { properties }) => ({ ...one, ...properties }), {}),
    required: all.flatMap(({ required }) => required ?? []),
  };
}
