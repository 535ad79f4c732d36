import type { InputName, Inputs } from '../inputs/table.ts';
import type { CredentialType, ProfileDefaults, RoleHop, Source, SourceKind } from '../plan/plan.ts';
import type { Env } from '../runtime/env.ts';

/** One way to a first credential: pure facts, all that anybody has to know of it before it is asked. */
export interface SourceDescriptor<K extends SourceKind> {
  /** Any of these inputs selects it. */
  readonly selectedBy: readonly InputName[];
  /** Inputs that may be combined with it. If one of them selects another source, this one includes that one. */
  readonly with: readonly InputName[];
  /** The values of `type` that it serves, its own first, each with the inputs that it cannot do without; null: none. */
  readonly types: Partial<Readonly<Record<CredentialType, string | null>>>;
  /** How it is offered to somebody who names a role and no way to it; null: not by itself. */
  readonly offer: string | null;

  /** @throws InputError for a missing input, or one that contradicts it */
  plan(asked: Asked): Planned<K>;

  /** Whom it asks for the credential; `found`: what it finds on the machine decides. */
  readonly asks: readonly Destination[] | 'found';
  /**
   * The hosts besides STS to connect to before anything else; undefined if the variables show that it will fail.
   * Absent: none.
   */
  preconnects?(source: Source<K>, env: Pick<Env, 'get'>): readonly URL[] | undefined;
  /** Whether STS is asked whose the credential is: never, always, or only for `allowed-account-ids`. */
  readonly identity: 'told' | 'asked' | 'asked if needed';
  /**
   * Whether its plan says all that decides whose credential it is, so that two jobs with one plan may share a profile.
   * What a file, a service or the machine gives may be anybody's.
   */
  readonly planTellsIdentity: boolean;

  /** The inputs, as docs/egress.md names them. */
  readonly inputs: string;
  /** What a dry run says of it, a line each, once its provider has checked what it can. */
  describe(source: Source<K>, dry: DryRun): readonly string[];

  /** The input that gives it a stored key, with which no command of a profile is left; absent: none does. */
  readonly storedKey?: InputName;
}

export type Destination = 'github' | 'sts' | 'metadata' | 'uri';

/** What a source is planned from. */
export interface Asked {
  readonly inputs: Inputs;
  /** The roles in `role-to-assume`. */
  readonly roles: readonly RoleHop[];
  readonly defaults: ProfileDefaults;
}

export interface Planned<K extends SourceKind> {
  readonly source: Source<K>;
  /** If not its first. */
  readonly type?: CredentialType;
  /** The roles after it, if not all of them. */
  readonly hops?: readonly RoleHop[];
}

/** How a dry run says things. */
export interface DryRun {
  readonly env: Pick<Env, 'get'>;
  /** Where a URL leads, and by way of whom: no more than hosts. */
  at(url: URL): string;
  /** Where the plan's STS is. */
  readonly sts: string;
  session(role: Pick<RoleHop, 'roleArn' | 'session'>): string;
}

/** An input that selected the source, so is given. */
export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A source was chosen without the input that names it.');
  return value;
}
