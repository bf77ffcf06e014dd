import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { IssuerMemory } from './issuer-memory.ts';

/**
 * What every issuer of ours has: keys and memory of its own that end with the process, one public client that is sent
 * back to one address, and an e-mail address as the claim. Who may sign in, and how they are asked, is added to it.
 */
export const issuerConfiguration = (clientId: string, returnTo: string) => {
  const kept = new Map();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    adapter: (model: string) => new IssuerMemory(kept, model),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'here' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
        redirect_uris: [returnTo],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    // Colleagues are not asked whether their own company may know their address.
    async loadExistingGrant({ oidc }: KoaContextWithOIDC) {
      const grant = new oidc.provider.Grant({ accountId: oidc.session!.accountId!, clientId: oidc.client!.clientId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  } satisfies Configuration;
};
