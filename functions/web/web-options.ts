import type { Context } from 'hono';
import type { KeptMessages } from '../correspondence/kept-message.ts';
import type { SessionPlace } from './session.ts';
import type { Place } from './shell.ts';
import type { SignInIssuer } from './sign-in/issuer.ts';

/** What the pages need beyond the platform. */
export interface WebOptions {
  /** Told of an error that no page has words for. */
  report(error: unknown): void;
  /** Awaited once an act was recorded: at home what follows from it happens here; on AWS the table's stream tells. */
  recorded?(): Promise<void>;
  /** Whether what came is signed by who may tell events; where nobody can say, whatever comes is. */
  isSigned?(context: Context): boolean;
  /** Where sessions are kept; the platform's table and clock unless told otherwise. */
  sessions?: SessionPlace;
  /** Where colleagues prove who they are; without it nobody can sign in. */
  issuer?: SignInIssuer;
  /** Where messages from customers are kept as they came; without it nothing of them is passed on. */
  messages?: KeptMessages;
  /** Pages that this place has beside ours, for the navigation. */
  alsoHere?: readonly Place[];
}
