/* How often a test that fails is tried again: see scripts/test.py. */
/* global jest */
jest.retryTimes(Number(process.env.CELLWAY_TEST_RETRIES ?? 0), {
  logErrorsBeforeRetry: true
});
