import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../infra/settings.ts';
import { one, type Properties, type Synthesised, stage, synthesise } from './synthesised.ts';

const prod = stage('prod');
const told = (of: Synthesised): Properties => {
  const way = one(of.all('AWS::Lambda::Function'), ({ FunctionName }) => `${FunctionName}`.endsWith('-sign-in')).of;
  return (way.Environment as { Variables: Properties }).Variables;
};

describe('a stage’s own place to sign in', () => {
  const [pool] = prod.inCore('AWS::Cognito::UserPool');

  test('lets nobody sign up, asks everybody for a second factor, and outlives the stage', () => {
    expect(pool!.of).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
      UsernameAttributes: ['email'],
    });
    expect(pool!.resource.DeletionPolicy).toMatch(/^Retain/);
  });

  test('has one client, without a secret, that leads back to our own page and by code alone', () => {
    const [client, ...others] = prod.inCore('AWS::Cognito::UserPoolClient');
    expect(others).toEqual([]);
    expect(client!.of).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      SupportedIdentityProviders: ['COGNITO'],
    });
    expect(JSON.stringify(client!.of.CallbackURLs)).toContain('/sign-in/callback');
  });
});

test('a stage that names its issuer gets no pool, and its secret stands in no template', () => {
  const signIn = { issuer: 'https://login.company.example', clientId: 'good-standing', secretName: 'sign-in' };
  const own = synthesise({ ...settingsOf('dev'), signIn });
  expect(own.all('AWS::Cognito::UserPool')).toEqual([]);
  expect(told(own)).toMatchObject({
    GS_ISSUER: 'https://login.company.example',
    GS_CLIENT: 'good-standing',
    GS_CLIENT_SECRET: '{{resolve:secretsmanager:sign-in}}',
  });
  const open = synthesise({ ...settingsOf('dev'), signIn: { issuer: signIn.issuer, clientId: 'public' } });
  expect(Object.keys(told(open))).not.toContain('GS_CLIENT_SECRET');
});
