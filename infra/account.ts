import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { BadInput } from '../functions/platform/errors.ts';
import type { StageSettings } from './settings.ts';

/**
 * The account that the credentials are of. Throws `BadInput` where there are none, or where they are of another account
 * than the stage belongs to.
 */
export const accountOf = async ({ stage, account, region }: StageSettings): Promise<string> => {
  let own: string | undefined;
  try {
    ({ Account: own } = await new STSClient({ region }).send(new GetCallerIdentityCommand({})));
  } catch (error) {
    throw new BadInput([
      `No access to AWS: ${(error as Error).message}. Sign in (aws sso login) or set AWS_PROFILE, then try again.`,
    ]);
  }
  if (account !== undefined && account !== own)
    throw new BadInput([
      `Stage ${stage} belongs to account ${account}, but these credentials are of ${own}: sign in to ${account}.`,
    ]);
  return own ?? '';
};
