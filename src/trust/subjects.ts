import { type JsonObject, textOf } from '../text/json.ts';

/**
 * The subjects of GitHub's tokens. Source: GitHub's OIDC reference: `repo:OWNER/REPO:…`, and for repositories made, renamed
 * or transferred on or after 15 July 2026, or whose owner opts in, `repo:OWNER@OWNERID/REPO@REPOID:…`; then the environment, `pull_request` or the ref.
 */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** GitHub's IDs; undefined if unknown. */
  readonly ids?: { readonly owner: string; readonly name: string } | undefined;
}

/** The repository that a token belongs to; undefined if its claims don't say. */
export function repositoryOf(claims: JsonObject): Repository | undefined {
  const [owner, name, ...more] = (textOf(claims['repository']) ?? '').split('/');
  if (!owner || !name || more.length > 0) return undefined;
  const [ownerId, id] = [textOf(claims['repository_owner_id']), textOf(claims['repository_id'])];
  return { owner, name, ids: ownerId && id ? { owner: ownerId, name: id } : undefined };
}

/** The subjects that a repository's job can have, one per known form. */
export function subjectsOf({ owner, name, ids }: Repository, context: string): string[] {
  const classic = `repo:${owner}/${name}:${context}`;
  return ids ? [classic, `repo:${owner}@${ids.owner}/${name}@${ids.name}:${context}`] : [classic];
}

/** What follows the repository in the subject of a job with an environment, whose colons GitHub encodes. */
export function environmentContext(name: string): string {
  return `environment:${name.replaceAll(':', '%3A')}`;
}

/**
 * What follows the repository, in whatever letters; undefined for other forms, which organisations can set up, and for other
 * repositories.
 */
export function contextOf(subject: string, repository: Repository): string | undefined {
  const { owner, name, ids } = repository;
  const customised = [`repository:${owner}/${name}:`, `repository_id:${ids?.name}:`];
  const starts = [...subjectsOf(repository, ''), ...customised];
  const start = starts.find((one) => subject.toLowerCase().startsWith(one.toLowerCase()));
  return start && subject.slice(start.length);
}

/** Whether a subject's beginning says whose repository it is of, whichever fields an organisation chose for it. */
export function pinsOwner(start: string): boolean {
  return /^(?:repo(?:sitory)?:[^/:@]+[/@]|repository_owner:[^:]+:|repository(?:_owner)?_id:\d+:)/i.test(
    start,
  );
}

/** Whether tokens of this issuer are GitHub's: on github.com or of an enterprise there, on GHE.com, or of a GHES. */
export function isGithubIssuer(issuer: string): boolean {
  const text = issuer.toLowerCase();
  return (
    /^https:\/\/token\.actions\.(?:githubusercontent|[a-z0-9-]+\.ghe)\.com(?:\/|$)/.test(text) ||
    text.endsWith('/_services/token')
  );
}
