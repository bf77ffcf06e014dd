import type { ClientMetadata, Configuration } from 'openid-client';
import { NamedError } from '../../platform/errors.ts';

/** Where colleagues prove who they are: any OpenID Connect issuer, by code flow with PKCE, state and nonce. */
export interface IssuerSettings {
  /** As its tokens name it; below it lies `.well-known/openid-configuration`. */
  issuer: string;
  clientId: string;
  /** None for a public client: then PKCE alone ties the code to us. */
  clientSecret?: string;
}

/** What one sign-in is recognised by when it comes back; 256 random bits each, base64url. */
export interface SignInSecrets {
  state: string;
  nonce: string;
  verifier: string;
}

/** What an issuer says about somebody. */
export interface Vouched {
  address: string;
  /** Whether the issuer vouches that the address is theirs. */
  isConfirmed: boolean;
}

/** The issuer does not answer, or not as an issuer does. Trying again later may help. */
export class IssuerUnreachable extends NamedError {}

/** The issuer, or our check of what it says, did not confirm who it is. */
export class SignInRefused extends NamedError {}

/** Somebody waits in front of the page; the gateway gives up after 30 seconds. */
const PATIENCE_S = 5;
/** Clocks of two machines are so far apart at the most. */
const TOLERANCE_S = 60;

const PASSING_ANSWERS = new Set(['server_error', 'temporarily_unavailable']);
const PASSING_CODES = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

const loadClient = () => import('openid-client');
type Client = Awaited<ReturnType<typeof loadClient>>;

const isPassing = (client: Client, error: unknown): boolean => {
  if (error instanceof client.AuthorizationResponseError) return PASSING_ANSWERS.has(error.error);
  if (error instanceof client.ResponseBodyError) return error.status >= 500;
  if (error instanceof client.ClientError) return PASSING_CODES.has(error.code ?? '');
  return error instanceof TypeError;
};

/** The library's sentence, without what it quotes: a token holds an address. */
const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One issuer. What it says of itself is asked for at the first sign-in, and kept. */
export class SignInIssuer {
  readonly #settings: () => IssuerSettings;
  #known: Promise<Configuration> | undefined;

  constructor(settings: () => IssuerSettings) {
    this.#settings = settings;
  }

  async #discover(client: Client): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings();
    const metadata: Partial<ClientMetadata> = { [client.clockTolerance]: TOLERANCE_S };
    const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
    const execute = [client.enableNonRepudiationChecks];
    // Only an issuer on one's own machine has no HTTPS; the settings of a stage refuse any other.
    if (issuer.startsWith('http:')) execute.push(client.allowInsecureRequests);
    return client.discovery(new URL(issuer), clientId, metadata, authentication, { execute, timeout: PATIENCE_S });
  }

  async #configuration(client: Client): Promise<Configuration> {
    this.#known ??= this.#discover(client);
    const asked = this.#known;
    try {
      return await asked;
    } catch (error) {
      if (this.#known === asked) this.#known = undefined;
      throw new IssuerUnreachable(`${this.#settings().issuer} does not describe itself: ${sentence(error)}`);
    }
  }

  /**
   * The address at the issuer that somebody is sent to. `anew`: they are to be asked even where they are known there.
   *
   * @throws IssuerUnreachable
   */
  async begin({ state, nonce, verifier }: SignInSecrets, returnTo: string, anew: boolean): Promise<string> {
    const client = await loadClient();
    const configuration = await this.#configuration(client);
    const parameters = {
      redirect_uri: returnTo,
      scope: 'openid email',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(anew ? { prompt: 'login' } : {}),
    };
    return client.buildAuthorizationUrl(configuration, parameters).href;
  }

  /**
   * Whom the issuer vouches for, once the browser came back to `address`.
   *
   * @throws IssuerUnreachable
   * @throws SignInRefused where it did not confirm anybody, or its answer belongs to another sign-in.
   */
  async finish(secrets: SignInSecrets, address: URL): Promise<Vouched> {
    const client = await loadClient();
    const configuration = await this.#configuration(client);
    try {
      const tokens = await client.authorizationCodeGrant(configuration, address, {
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        pkceCodeVerifier: secrets.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      // Some issuers keep the address out of the token and tell it apart.
      const told =
        claims.email === undefined
          ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims;
      const { email, email_verified: verified } = told as { email?: unknown; email_verified?: unknown };
      if (typeof email !== 'string')
        throw new SignInRefused('The issuer told no e-mail address: it needs the scope "email"');
      return { address: email, isConfirmed: verified === true || verified === 'true' };
    } catch (error) {
      if (error instanceof SignInRefused) throw error;
      const Kind = isPassing(client, error) ? IssuerUnreachable : SignInRefused;
      throw new Kind(`The sign-in did not end well: ${sentence(error)}`);
    }
  }
}
