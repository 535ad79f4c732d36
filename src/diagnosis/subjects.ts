import { type JsonObject, textOf } from '../text/json.ts';

/**
 * The subjects of GitHub's tokens. Source: GitHub's OIDC reference: `repo:OWNER/REPO:…`, and for repositories made, renamed
 * or transferred after 15 July 2026 `repo:OWNER@OWNERID/REPO@REPOID:…`; then the environment, `pull_request` or the ref.
 */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** GitHub's IDs; undefined where they are not known. */
  readonly ids?: { readonly owner: string; readonly name: string } | undefined;
}

/** Whose token it is; undefined where its claims do not say. */
export function repositoryOf(claims: JsonObject): Repository | undefined {
  const [owner, name, ...more] = (textOf(claims['repository']) ?? '').split('/');
  if (!owner || !name || more.length > 0) return undefined;
  const [ownerId, id] = [textOf(claims['repository_owner_id']), textOf(claims['repository_id'])];
  return { owner, name, ids: ownerId && id ? { owner: ownerId, name: id } : undefined };
}

/** The subjects that a job of a repository can have: one for each form that is known. */
export function subjectsOf({ owner, name, ids }: Repository, context: string): string[] {
  const classic = `repo:${owner}/${name}:${context}`;
  return ids ? [classic, `repo:${owner}@${ids.owner}/${name}@${ids.name}:${context}`] : [classic];
}

/** What comes after the repository; undefined where the subject is of another form, as an organisation can have it. */
export function contextOf(subject: string, repository: Repository): string | undefined {
  const start = subjectsOf(repository, '').find((prefix) => subject.startsWith(prefix));
  return start === undefined ? undefined : subject.slice(start.length);
}
