import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress } from '../domain/private-address.ts';

/** Why an address was not called. */
export const PRIVATE = 'its host is not on the public internet';

/** Finds public addresses alone. Asked at the connection itself: a name that changes between a check and the call gains nothing. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const open = error ? [] : addresses.filter(({ address }) => !isPrivateAddress(address));
    const [first] = open;
    if (!first) callback(error ?? new Error(PRIVATE), '', 0);
    else if (options.all) callback(null, open);
    else callback(null, first.address, first.family);
  });
};
