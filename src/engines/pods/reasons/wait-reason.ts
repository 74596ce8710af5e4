/** Why a step does not begin: what a person is told of it, once. */
export interface WaitReason {
  /** For programs: `image-not-found`. */
  readonly code: string;
  readonly message: string;
  /** The way out. */
  readonly hint: string;
  /** Whether it does not pass by itself: somebody has to do something. */
  readonly isHopeless: boolean;
}
