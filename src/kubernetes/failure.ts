/** The code of an error of the system or of undici, or of what caused it: `ECONNRESET`; '' where there is none. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) {
    return '';
  }
  if ('code' in error && typeof error.code === 'string') {
    return error.code;
  }
  // Of several addresses of one host, what the first said.
  return 'errors' in error && Array.isArray(error.errors)
    ? codeOf(error.errors[0])
    : 'cause' in error
      ? codeOf(error.cause)
      : '';
}

/** What an error says, of whatever kind it is. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
