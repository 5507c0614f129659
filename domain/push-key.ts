import { createPrivateKey } from 'node:crypto';

/** Why a text is no private key (PEM) that the platform's tokens can be signed with; undefined where it is one. */
export function refusePrivateKey(pem: string, kind: 'rsa' | 'p256'): string | undefined {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    const fits =
      kind === 'rsa'
        ? asymmetricKeyType === 'rsa'
        : asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
    if (fits) return undefined;
    return kind === 'rsa'
      ? 'must be an RSA key: the one of the service account'
      : 'must be an EC key on P-256: the .p8 file that Apple gives';
  } catch {
    return 'must be a private key in PEM form, from its BEGIN line to its END line';
  }
}
