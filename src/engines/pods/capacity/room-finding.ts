/** Why the pods of a step cannot be had, as the rest of a sentence that begins with the step. */
export interface RoomFinding {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** `asks for 4 nvidia.com/gpu; …. Let it ask for less.` */
  readonly message: string;
}
