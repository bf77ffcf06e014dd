import { NotSetUp } from '../../../platform/errors.ts';

/** The settings that the stack gives to functions, each only to those that need it. */
export type Setting =
  | 'GS_STAGE'
  | 'GS_TABLE'
  | 'GS_MACHINES'
  | 'GS_CONFIGURATION_SET'
  | 'GS_BUS'
  | 'GS_BUCKET'
  | 'GS_PUBLIC_URL'
  | 'GS_ISSUER'
  | 'GS_CLIENT'
  | 'GS_REFUSED_EVENTS';

/** A setting of this function. Throws `NotSetUp`, naming it, where the stack did not give it. */
export const settingOf = (name: Setting): string => {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new NotSetUp(`The environment variable ${name} is missing: the stack has to give it to this function`);
  return value;
};

/** The secret of the client at the issuer, where it has one: a public client has none. */
export const clientSecret = (): string | undefined => process.env.GS_CLIENT_SECRET || undefined;
