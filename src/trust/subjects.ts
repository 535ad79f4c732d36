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

/** What follows the repository; undefined for other forms, which organisations can set up. */
export function contextOf(subject: string, repository: Repository): string | undefined {
  const start = subjectsOf(repository, '').find((prefix) => subject.startsWith(prefix));
  return start === undefined ? undefined : subject.slice(start.length);
}
