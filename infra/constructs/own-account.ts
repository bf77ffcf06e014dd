import { Aws } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';

/**
 * A service of AWS that acts for this account alone: what somebody sets up in another account cannot borrow it. Lambda,
 * which takes roles on for its own functions only, is not asked.
 */
export const forOwnAccount = (service: 'states' | 'scheduler' | 'events' | 'cloudwatch'): ServicePrincipal =>
  new ServicePrincipal(`${service}.amazonaws.com`, {
    conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  });
