/**
 * Errors, named for what the caller can do about them. Step Functions sees `name`; state machines list the names
 * that are worth a retry.
 */
export class NamedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A condition of a write did not hold. Read again and decide afresh. `reasons[i]` is set where write i failed. */
export class ConditionFailed extends NamedError {
  readonly reasons: readonly (string | undefined)[];
  constructor(message: string, reasons: readonly (string | undefined)[] = [message]) {
    super(message);
    this.reasons = reasons;
  }
}

/** Two writers met on an item. Trying again after a short pause is safe. */
export class Conflict extends NamedError {}

/** The service asks to slow down. Trying again later is safe. */
export class Throttled extends NamedError {}

/** The service did not answer in time or is down; whether the request took effect is open. */
export class ServiceUnavailable extends NamedError {}

/** The service said that the message was not sent: it may go again. */
export class CertainlyNotSent extends NamedError {}

/** The message was not sent, and the service would refuse the same one again: somebody has to change what it is made of. */
export class MessageRefused extends CertainlyNotSent {}

/** An execution of this name was started before. */
export class AlreadyStarted extends NamedError {}

/** The waiting task was answered, has timed out or never was. */
export class TaskClosed extends NamedError {}

/** A request breaks a limit of the service; it has to be made smaller. */
export class TooBig extends NamedError {}

/** A change to this payer is being written in parts; decide again when it is complete. */
export class PayerBeingChanged extends NamedError {}

/** Something that has to be set up first is missing; the message says what. */
export class NotSetUp extends NamedError {}

/** What somebody gave us is wrong; each problem is one clear sentence with its path. */
export class BadInput extends NamedError {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** An id came before with other content: a conflict between two senders, or two versions of one. */
export class OtherContent extends BadInput {}
