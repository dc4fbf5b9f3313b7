/** The step that a message comes from. */
export interface Origin {
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly actionId: string;
}
