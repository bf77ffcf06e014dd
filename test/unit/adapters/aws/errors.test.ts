import { describe, expect, it, test } from 'vitest';
import {
  mailError,
  tableError,
  type Verdict,
  verdictOf,
  workflowsError,
} from '../../../../functions/adapters/aws/errors.ts';
import { CertainlyNotSent, ConditionFailed } from '../../../../functions/platform/errors.ts';

/** An error as the SDK raises it: named by the service, with the status of the answer. */
const answered = (name: string, status = 400, message = 'words of the service', more: object = {}): Error =>
  Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: status } }, more);
/** An error of the way to the service, as Node raises it. */
const broken = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall, $metadata: { attempts: 1 } });
const cancelled = (...codes: (string | undefined)[]): Error =>
  answered('TransactionCanceledException', 400, 'Transaction cancelled', {
    CancellationReasons: codes.map((Code) => ({ Code: Code ?? 'None', Message: 'of the service' })),
  });
const timedOut = (message: string): Error => Object.assign(new Error(message), { name: 'TimeoutError' });

const NOT_CONNECTED = timedOut(
  '@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of 1000 ms.',
);
const NO_ANSWER = timedOut(
  '@smithy/node-http-handler - [ERROR] a request has exceeded the configured 3000 ms requestTimeout.',
);
const NO_ADDRESS = Object.assign(
  new AggregateError([broken('ECONNREFUSED', 'connect'), broken('ETIMEDOUT', 'connect')]),
  {
    code: 'ECONNREFUSED',
  },
);

const throttled = [
  ...['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException', 'ThrottledException'],
  ...['Throttling', 'TooManyRequestsException', 'ExecutionLimitExceeded'],
].map((name): [string, Error] => [name, answered(name)]);
const unreached: [string, Error][] = [
  ['a refused connection', broken('ECONNREFUSED', 'connect')],
  ['a name that is not found', broken('ENOTFOUND', 'getaddrinfo')],
  ['a name that is not found for now', broken('EAI_AGAIN', 'getaddrinfo')],
  ['a host without a way to it', broken('EHOSTUNREACH', 'connect')],
  ['a connection that the system gave up', broken('ETIMEDOUT', 'connect')],
  ['several addresses, none of which answers', NO_ADDRESS],
  ['a connection that took too long', NOT_CONNECTED],
  ['no credentials', Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' })],
];
const open: [string, Error][] = [
  ['a connection reset', Object.assign(broken('ECONNRESET', 'read'), { name: 'TimeoutError' })],
  ['a broken pipe', broken('EPIPE', 'write')],
  ['a hang-up before the answer', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
  ['an answer that is no HTTP', Object.assign(new Error('Parse Error'), { code: 'HPE_INVALID_CONSTANT' })],
  ['no answer in time', NO_ANSWER],
  ['an error inside the service', answered('InternalServerError', 500)],
  ['a service that is down', answered('ServiceUnavailable', 503)],
  ['a service that lost patience', answered('RequestTimeout', 408)],
  ['an answer that cannot be read', Object.assign(new SyntaxError('Unexpected token <'), { $response: {} })],
];
const refused: [string, Error][] = [
  ['a message of a paused account', answered('MessageRejected', 400, 'Sending paused for this account.')],
  ['a message of an address that is not ours', answered('MessageRejected', 400, 'Email address is not verified.')],
  ['a paused account', answered('AccountSendingPausedException')],
  ['a paused configuration set', answered('ConfigurationSetSendingPausedException')],
  ['a configuration set that is not there', answered('ConfigurationSetDoesNotExistException')],
  ['a domain that is not verified', answered('MailFromDomainNotVerifiedException')],
  ['a missing permission', answered('AccessDeniedException', 403)],
  ['a signature that is too old', answered('ExpiredTokenException', 403)],
];
const refusedForGood: [string, Error][] = [
  ['a message', answered('MessageRejected')],
  ['more than fifty recipients', answered('InvalidParameterValue', 400, 'Recipient count exceeds 50.')],
  ['an address', answered('InvalidParameterValue', 400, 'Local address contains control or whitespace')],
  ['more than 10 MB', answered('InvalidParameterValue', 400, 'Message length is more than 10485760 bytes long')],
  ['far more than 10 MB', answered('RequestEntityTooLargeException', 413)],
];

describe('what an error says about its request', () => {
  const rows: [Verdict, [string, Error][]][] = [
    ['throttled', [...throttled, ['a status of 429', answered('Anything', 429)]]],
    ['throttled', [['a cancelled transaction', cancelled(undefined, 'ThrottlingError')]]],
    ['throttled', [['a cancelled transaction on a busy partition', cancelled('ProvisionedThroughputExceeded')]]],
    ['conflict', [['two writers', answered('TransactionConflictException')]]],
    ['conflict', [['two regions', answered('ReplicatedWriteConflictException')]]],
    ['conflict', [['a cancelled transaction', cancelled('ConditionalCheckFailed', 'TransactionConflict')]]],
    ['open', [['the same transaction being worked on', answered('TransactionInProgressException')], ...open]],
    ['unreached', unreached],
    ['refused', [...refused, ...refusedForGood]],
    ['refused', [['a condition', answered('ConditionalCheckFailedException')]]],
    ['refused', [['conditions', cancelled('None', 'ConditionalCheckFailed')]]],
    ['unknown', [['a mistake of the program', new TypeError('x is not a function')]]],
    ['unknown', [['a mistake that Node names', Object.assign(new TypeError('bad'), { code: 'ERR_INVALID_ARG_TYPE' })]]],
  ];
  test.each(rows.flatMap(([verdict, cases]) => cases.map(([what, error]) => [verdict, what, error] as const)))(
    '%s: %s',
    (verdict, _what, error) => {
      expect(verdictOf(error)).toBe(verdict);
    },
  );
});

const nameOf = (error: unknown): string => (error as Error).name;

describe('errors of the table', () => {
  const mapped = (error: Error): unknown => tableError(error, 'write of C#1 / HEAD', (write) => `reason ${write}`);

  test.each([
    ['Throttled', answered('ThrottlingException')],
    ['Conflict', answered('TransactionConflictException')],
    ['Conflict', cancelled('ConditionalCheckFailed', 'TransactionConflict')],
    ['ServiceUnavailable', answered('InternalServerError', 500)],
    ['ServiceUnavailable', broken('ECONNREFUSED', 'connect')],
    ['ConditionFailed', answered('ConditionalCheckFailedException')],
    ['ConditionFailed', cancelled(undefined, 'ConditionalCheckFailed')],
    ['TooBig', answered('ValidationException', 400, 'Item size has exceeded the maximum allowed size')],
    ['TooBig', answered('ValidationException', 400, 'Item size to update has exceeded the maximum allowed size')],
    [
      'TooBig',
      answered('ValidationException', 400, 'Size of hashkey has exceeded the maximum size limit of2048 bytes'),
    ],
    ['TooBig', answered('ItemCollectionSizeLimitExceededException')],
    ['ValidationException', answered('ValidationException', 400, 'An operand in the update expression is wrong')],
    ['AccessDeniedException', answered('AccessDeniedException', 403)],
    ['TypeError', new TypeError('amount is NaN')],
  ])('%s', (name, error) => {
    expect(nameOf(mapped(error))).toBe(name);
  });

  it('takes an item that grows too big inside a transaction for too big', () => {
    const error = cancelled('None', 'ValidationError');
    Object.assign(error, {
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ValidationError', Message: 'Item size to update has exceeded the maximum allowed size' },
      ],
    });
    expect(nameOf(mapped(error))).toBe('TooBig');
  });

  it('says of each write of a transaction whether its condition failed', () => {
    const error = mapped(cancelled('None', 'ConditionalCheckFailed', undefined)) as ConditionFailed;
    expect(error).toBeInstanceOf(ConditionFailed);
    expect(error.reasons).toEqual([undefined, 'reason 1', undefined]);
    expect(error.message).toBe('reason 1');
  });

  it('tells an effect that is open from one that did not happen, and never repeats the service’s words', () => {
    const messages = [answered('InternalServerError', 500), broken('ECONNREFUSED', 'connect')].map(
      (error) => (mapped(error) as Error).message,
    );
    expect(messages).toEqual([
      'write of C#1 / HEAD: no answer (InternalServerError); whether it took effect is open.',
      'write of C#1 / HEAD: could not be reached (ECONNREFUSED); nothing happened.',
    ]);
  });
});

describe('errors of the mail service', () => {
  test.each([...throttled, ...unreached, ...refused])('certainly not sent: %s', (_what, error) => {
    expect(nameOf(mailError(error, 'Mail letter-1'))).toBe('CertainlyNotSent');
  });

  test.each(refusedForGood)('certainly not sent, nor ever will be: %s', (_what, error) => {
    const raised = mailError(error, 'Mail letter-1');
    expect(raised).toBeInstanceOf(CertainlyNotSent);
    expect(nameOf(raised)).toBe('MessageRefused');
  });

  test.each([...open, ['a mistake of the program', new TypeError('x')] as [string, Error]])(
    'open: %s',
    (_what, error) => {
      expect(nameOf(mailError(error, 'Mail letter-1'))).toBe('ServiceUnavailable');
    },
  );
});

describe('errors of executions', () => {
  test.each([
    ['AlreadyStarted', answered('ExecutionAlreadyExists')],
    ['TaskClosed', answered('TaskDoesNotExist')],
    ['TaskClosed', answered('TaskTimedOut')],
    ['TaskClosed', answered('InvalidToken')],
    ['Throttled', answered('ThrottlingException')],
    ['Throttled', answered('ExecutionLimitExceeded')],
    ['ServiceUnavailable', broken('ECONNRESET', 'read')],
    ['StateMachineDoesNotExist', answered('StateMachineDoesNotExist')],
  ])('%s', (name, error) => {
    expect(nameOf(workflowsError(error, 'Start of escalation e-1'))).toBe(name);
  });
});
