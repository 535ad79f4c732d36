/** The job's environment variables, as this step sees them: what it was started with and what it has exported. */
export interface Env {
  get(name: string): string | undefined;
  /** What this step was started with, for another program's environment. */
  readonly initial: Readonly<Record<string, string | undefined>>;
  /** Records an export, so that later reads in this process see it. */
  set(name: string, value: string): void;
  /** Forgets the exports: the runner will not set them. */
  forget(): void;
}

export function environment(variables: Readonly<Record<string, string | undefined>>): Env {
  const exported = new Map<string, string>();
  return {
    get: (name) => exported.get(name) ?? variables[name],
    initial: variables,
    set: (name, value) => void exported.set(name, value),
    forget: () => exported.clear(),
  };
}
