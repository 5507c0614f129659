/** What the calls take and answer, read out of schema.d.ts. */
import type { SuccessResponse } from 'openapi-typescript-helpers';
import type { paths } from './schema.d.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that have the method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

export type Operation<M extends Method, P extends PathOf<M>> = paths[P] extends Record<M, infer O> ? O : never;

type Place<O, Name extends string> = O extends { parameters: Partial<Record<Name, infer T>> } ? NonNullable<T> : never;

/** A part of a call: not there, optional where all of it is, or required. */
type Part<Name extends string, T> = [T] extends [never]
  ? Partial<Record<Name, undefined>>
  : object extends T
    ? Partial<Record<Name, T>>
    : Record<Name, T>;

type Media<B> = B extends { content: infer C } ? C[keyof C] : never;
type Body<O> = O extends { requestBody: infer B }
  ? { body: Media<B> }
  : O extends { requestBody?: infer B }
    ? { body?: Media<NonNullable<B>> }
    : { body?: undefined };

/** The path's parameters but for the account, which is the client's; the query, the headers, the body. */
export type Call<O> = Part<'path', Omit<Place<O, 'path'>, 'accountId'>> &
  Part<'query', Place<O, 'query'>> &
  Part<'headers', Place<O, 'header'>> &
  Body<O> & { signal?: AbortSignal; keepalive?: boolean };

/** May be left out where nothing of it is required. */
export type CallArguments<O> = object extends Call<O> ? [call?: Call<O>] : [call: Call<O>];

/** The body of the answer when all is well. */
export type Answer<O> = O extends { responses: infer R extends Record<string | number, unknown> }
  ? SuccessResponse<R>
  : never;
