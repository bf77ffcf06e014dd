import {
  AlreadyStarted,
  CertainlyNotSent,
  ConditionFailed,
  Conflict,
  MessageRefused,
  type NamedError,
  ServiceUnavailable,
  TaskClosed,
  Throttled,
  TooBig,
} from '../../platform/errors.ts';

/**
 * What an answer, or its absence, says about a request:
 * - `throttled`: nothing happened, the service asks to slow down;
 * - `conflict`: nothing happened, somebody else was writing at the same time;
 * - `unreached`: nothing happened, no request was written to a connection;
 * - `refused`: nothing happened, and the same request would be refused again;
 * - `open`: it may or may not have taken effect;
 * - `unknown`: the error does not come from the service or the way to it.
 */
export type Verdict = 'throttled' | 'conflict' | 'unreached' | 'refused' | 'open' | 'unknown';

/**
 * The names that speak for themselves, of all services that are used, and of the reasons of a cancelled transaction.
 * Refusals need no line: a status of 4xx says it.
 */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  ProvisionedThroughputExceededException: 'throttled',
  ProvisionedThroughputExceeded: 'throttled',
  RequestLimitExceeded: 'throttled',
  ThrottlingException: 'throttled',
  ThrottledException: 'throttled',
  Throttling: 'throttled',
  ThrottlingError: 'throttled',
  TooManyRequestsException: 'throttled',
  // A quota of open executions, not of requests: it is free again when others end.
  ExecutionLimitExceeded: 'throttled',
  TransactionConflictException: 'conflict',
  TransactionConflict: 'conflict',
  ReplicatedWriteConflictException: 'conflict',
  // The first sending of the same request is still being worked on.
  TransactionInProgressException: 'open',
  RequestTimeout: 'open',
  RequestTimeoutException: 'open',
  TimeoutError: 'open',
  CredentialsProviderError: 'unreached',
};

/** System calls that come before the first byte of a request. */
const BEFORE_WRITING: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);
/** What the SDK's HTTP client says where its own time for connecting ran out. */
const NOT_CONNECTED = 'did not establish a connection';
/** Codes of the operating system and of Node's HTTP parser; `ERR_…` are a program's mistakes. */
const BROKEN_CONNECTION = /^(E(?!RR_)[A-Z_]+|HPE_[A-Z_]+)$/;

/** What the error of an SDK client may carry. */
interface Raised {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  syscall?: unknown;
  /** Where several addresses were tried, one error for each. */
  errors?: unknown;
  CancellationReasons?: readonly { Code?: string; Message?: string }[];
  $metadata?: { httpStatusCode?: number };
  $response?: unknown;
}

/** What the error of an SDK client says about its request. */
export const verdictOf = (error: unknown): Verdict => {
  const raised = error as Raised;
  if (isUnreached(raised)) return 'unreached';
  const reasons = (raised.CancellationReasons ?? []).map(({ Code }) => verdictOfName(Code));
  // Whatever else stopped the transaction is seen again where the next attempt meets nobody.
  const passing = reasons.find((verdict) => verdict === 'conflict') ?? reasons.find((verdict) => verdict !== undefined);
  const named = passing ?? verdictOfName(raised.name);
  if (named !== undefined) return named;
  const status = raised.$metadata?.httpStatusCode;
  if (status !== undefined && status >= 400)
    return status === 429 ? 'throttled' : status === 408 || status >= 500 ? 'open' : 'refused';
  const broken = typeof raised.code === 'string' && BROKEN_CONNECTION.test(raised.code);
  return broken || raised.$response !== undefined ? 'open' : 'unknown';
};

const verdictOfName = (name: unknown): Verdict | undefined =>
  typeof name === 'string' && Object.hasOwn(VERDICTS, name) ? VERDICTS[name] : undefined;

const isUnreached = ({ syscall, errors, message }: Raised): boolean =>
  BEFORE_WRITING.has(syscall) ||
  (Array.isArray(errors) && errors.length > 0 && errors.every((each: Raised) => BEFORE_WRITING.has(each.syscall))) ||
  (typeof message === 'string' && message.includes(NOT_CONNECTED));

const has = (error: unknown, ...names: readonly string[]): boolean => names.includes((error as Raised).name as string);

/** The name of a service's error: safe to show, unlike its message, which may repeat what was sent. */
const nameIn = (error: unknown): string => {
  const { name, code } = error as Raised;
  return String(code ?? name);
};

/** Our error for one that may pass; `undefined` where another attempt would not help. */
const passingError = (error: unknown, what: string): NamedError | undefined => {
  const cause = { cause: error };
  switch (verdictOf(error)) {
    case 'throttled':
      return new Throttled(`${what}: the service asks to slow down (${nameIn(error)}); try again later.`, cause);
    case 'conflict':
      return new Conflict(`${what}: another writer was there at the same time; try again.`, cause);
    case 'unreached':
      return new ServiceUnavailable(`${what}: could not be reached (${nameIn(error)}); nothing happened.`, cause);
    case 'open':
      return new ServiceUnavailable(`${what}: no answer (${nameIn(error)}); whether it took effect is open.`, cause);
    default:
      return undefined;
  }
};

/** DynamoDB's words for its limits: of an item, of a transaction, of a key, of nesting. */
const TOO_BIG = /exceed|maximum (allowed )?size|size limit|Nesting Levels|less than or equal to/i;

/**
 * Our error for one of DynamoDB; one that we have no name for is given back as it is.
 * @param what the call and the item, in ids
 * @param reasonOf says of the nth write of a transaction what its condition asked for
 */
export const tableError = (error: unknown, what: string, reasonOf: (write: number) => string): unknown => {
  const passing = passingError(error, what);
  if (passing !== undefined) return passing;
  if (has(error, 'ConditionalCheckFailedException')) return new ConditionFailed(reasonOf(0));
  const { CancellationReasons: reasons = [], message } = error as Raised;
  const failed = reasons.map(({ Code }, write) => (Code === 'ConditionalCheckFailed' ? reasonOf(write) : undefined));
  if (failed.some((reason) => reason !== undefined))
    return new ConditionFailed(failed.filter((reason) => reason !== undefined).join(' '), failed);
  const refusals = reasons.filter(({ Code }) => Code === 'ValidationError').map(({ Message }) => Message);
  if (has(error, 'ValidationException')) refusals.push(String(message));
  if (has(error, 'ItemCollectionSizeLimitExceededException') || refusals.some((text) => TOO_BIG.test(text ?? '')))
    return new TooBig(`${what}: breaks a limit of DynamoDB; make the item or the transaction smaller.`);
  return error;
};

/**
 * What SES says of an account under the name of a refused message: `MessageRejected` is also a paused account, and a
 * sender or, in the sandbox, a recipient that is not verified (Amazon SES email sending errors). None is of the message.
 */
const OF_THE_ACCOUNT = /not verified|paused|suspended|disabled|quota|rate exceeded/i;

/**
 * Whether SES refuses this message however often it is sent: more than 50 recipients, more than 10 MB, an address that it
 * does not take.
 */
const isOfTheMessage = (error: unknown): boolean => {
  const { message, $metadata } = error as Raised;
  if ($metadata?.httpStatusCode === 413) return true;
  return has(error, 'InvalidParameterValue', 'MessageRejected') && !OF_THE_ACCOUNT.test(String(message));
};

/**
 * Our error for one of SES: the one list of what is certainly not sent. Everything else leaves open whether the message
 * left, and a person decides.
 */
export const mailError = (error: unknown, what: string): NamedError => {
  const verdict = verdictOf(error);
  if (verdict === 'refused' && isOfTheMessage(error))
    return new MessageRefused(`${what}: SES refuses it for good (${nameIn(error)}); change the message.`, {
      cause: error,
    });
  if (verdict === 'throttled' || verdict === 'refused' || verdict === 'unreached')
    return new CertainlyNotSent(`${what}: SES did not take it (${nameIn(error)}); it may go again.`, { cause: error });
  return new ServiceUnavailable(`${what}: no answer (${nameIn(error)}); whether it left is open.`, { cause: error });
};

/** Our error for a question that SES did not answer: `Throttled` or `ServiceUnavailable`; else the error as it is. */
export const mailQuestionError = (error: unknown, what: string): unknown => passingError(error, what) ?? error;

/** Our error for one of Step Functions; one that we have no name for is given back as it is. */
export const workflowsError = (error: unknown, what: string): unknown => {
  if (has(error, 'ExecutionAlreadyExists'))
    return new AlreadyStarted(`${what}: an execution of this name was started before.`);
  // Step Functions says "invalid" of a token whose execution has ended and been forgotten.
  if (has(error, 'TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken'))
    return new TaskClosed(`${what}: the waiting task was answered, has timed out or never was.`);
  return passingError(error, what) ?? error;
};

/** Our error for one of S3; one that we have no name for is given back as it is. */
export const filesError = (error: unknown, what: string): unknown => {
  if (has(error, 'PreconditionFailed')) return new Conflict(`${what}: was replaced while it was read; read it again.`);
  return passingError(error, what) ?? error;
};

/** Our error for one of EventBridge; one that we have no name for is given back as it is. */
export const busError = (error: unknown, what: string): unknown => passingError(error, what) ?? error;
