/** What a rule, a schema, a template or the mail service throws on a record that is not as it expects. */
const OF_RECORDS = new Set([
  ...['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'],
  ...['ZodError', 'BadInput', 'TooBig', 'ForeignInvoice', 'ForeignRecipient', 'MessageRefused'],
]);

/**
 * Whether an error comes of the record that was looked at, or of the program's view of it: it comes again however often
 * it is tried, so a person has to look. An error of a service is none: that passes, or concerns every record alike.
 */
export const isRecordFault = (error: unknown): boolean => {
  if (!(error instanceof Error) || !OF_RECORDS.has(error.name)) return false;
  // Errors of sockets and files are plain ones with a code; those of Node's own checks of a value begin so.
  const { code } = error as { code?: unknown };
  return code === undefined || String(code).startsWith('ERR_');
};
