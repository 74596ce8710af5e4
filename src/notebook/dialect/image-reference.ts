/**
 * The grammar of references to container images, as container runtimes have
 * it. Source: the package `reference` of github.com/distribution/reference.
 */

const HOST =
  /(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?)*)(?::\d+)?/
    .source;
const COMPONENT = /[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*/.source;
const TAG = /\w[\w.-]{0,127}/.source;
const DIGEST =
  /[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}/.source;
const REFERENCE = new RegExp(
  `^(?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*(?::${TAG})?(?:@${DIGEST})?$`
);

/** `python:3.12`, `registry.example:5000/team/model@sha256:…`. */
export function isImageReference(text: string): boolean {
  return text.length <= 500 && REFERENCE.test(text);
}
