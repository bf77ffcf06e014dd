import { SendMessageCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import type { BadInput } from '../../platform/errors.ts';
import { toldError } from './lambda/told-error.ts';

/** A client that is asked seldom, and whose failures have Lambda call the function again. */
export const sqsClient = (more: SQSClientConfig = {}): SQSClient =>
  new SQSClient({
    // An emulator's queues have addresses that are not where they are asked.
    useQueueUrlAsEndpoint: false,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    ...more,
  });

/**
 * The queue for what cannot be taken. Lambda itself fills it with what failed three times; what is refused would be
 * refused each time, so it is put there at once, in the form that Lambda gives it (AWS Lambda Developer Guide, "Capturing
 * records of Lambda asynchronous invocations").
 */
export class RefusedEvents {
  readonly #client: SQSClient;
  readonly #queue: string;

  /** @param queue its URL */
  constructor(client: SQSClient, queue: string) {
    this.#client = client;
    this.#queue = queue;
  }

  /** Throws the service's error where it is not kept; then the event has to come again. */
  async keep(event: unknown, refusal: BadInput, now: number): Promise<void> {
    const { name, message } = toldError(refusal);
    const record = {
      version: '1.0',
      timestamp: new Date(now).toISOString(),
      requestContext: { condition: 'Refused', approximateInvokeCount: 1 },
      requestPayload: event,
      responsePayload: { errorType: name, errorMessage: message },
    };
    await this.#client.send(new SendMessageCommand({ QueueUrl: this.#queue, MessageBody: JSON.stringify(record) }));
  }
}
