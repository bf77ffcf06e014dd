import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { type House, KEPT } from '../house.ts';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

const SHORTEST_PASSWORD = 12;

export interface SignInProps {
  house: House;
  /** Where the pages are reached. */
  publicUrl: string;
}

/**
 * Where colleagues prove who they are: the issuer that the stage names, else a user pool of its own. Nobody signs up by
 * themselves: an administrator adds people to the pool, and an address counts only where it is among the staff as well.
 * The client is public: the code is tied to us by PKCE, and there is no secret to keep.
 */
export class SignIn extends Construct {
  readonly #issuer: string;
  readonly #client: string;
  readonly #secret: string | undefined;
  /** Where people are added, if the pool is the stage's own. */
  readonly pool: UserPool | undefined;

  constructor(scope: Construct, id: string, { house, publicUrl }: SignInProps) {
    super(scope, id);
    const { settings } = house;
    if (settings.signIn !== undefined) {
      const { issuer, clientId, secretName } = settings.signIn;
      this.#issuer = issuer;
      this.#client = clientId;
      this.#secret = secretName === undefined ? undefined : `{{resolve:secretsmanager:${secretName}}}`;
      return;
    }
    this.pool = this.#ownPool(house);
    const client = this.#ownClient(this.pool, house, publicUrl);
    // As the pool's tokens name it; spelled out, because the emulator knows the pool's id only.
    this.#issuer = `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}/${this.pool.userPoolId}`;
    this.#client = client.userPoolClientId;
  }

  #ownPool({ names, settings }: House): UserPool {
    const pool = new UserPool(this, 'People', {
      userPoolName: names.stage,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      passwordPolicy: {
        minLength: SHORTEST_PASSWORD,
        requireUppercase: true,
        requireLowercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: settings.protected,
      removalPolicy: settings.retain ? KEPT : RemovalPolicy.DESTROY,
    });
    acknowledge(pool, {
      id: 'AwsSolutions-COG8',
      reason:
        'What the plus plan adds at $0.02 a person and month guards passwords; here everybody has a second factor.',
    });
    // Names of domains are the region's, hence the account.
    pool.addDomain('Domain', { cognitoDomain: { domainPrefix: `${names.stage}-${Stack.of(this).account}` } });
    return pool;
  }

  #ownClient(userPool: UserPool, { names }: House, publicUrl: string): UserPoolClient {
    return new UserPoolClient(this, 'Pages', {
      userPool,
      userPoolClientName: names.stage,
      generateSecret: false,
      // By the pool's own page and no other way: tokens that a program gets by itself may change a person's address.
      authFlows: { userSrp: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`${publicUrl}/sign-in/callback`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
    });
  }

  /** Has the function that leads there know where people sign in. It needs no permission there. */
  tells(way: HouseFunction): HouseFunction {
    way.knows('GS_ISSUER', this.#issuer).knows('GS_CLIENT', this.#client);
    return this.#secret === undefined ? way : way.knows('GS_CLIENT_SECRET', this.#secret);
  }
}
