/**
 * Who can assume a role: an independent model. It decides whether *any* subject of a kind is let in by running all patterns
 * of a policy at once, as automata, against an automaton of the subjects that GitHub gives out. It shares no code with src/.
 *
 * Sources: RAM's policy elements and conditional operators; GitHub's OIDC reference (claims, subjects with and without IDs,
 * customised subjects: `key:value` fields joined by colons, colons in values encoded).
 */

type Json = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly policy: unknown;
  /** The provider that the job's login names. */
  readonly provider: string;
  readonly issuer: string;
  /** The job's own repository; undefined for a token that has none. */
  readonly own: Own | undefined;
}

export interface Own {
  readonly owner: string;
  readonly name: string;
  readonly ownerId: string;
  readonly id: string;
}

/** What a review must at least say, and who gets in. */
export interface Answer {
  readonly least: 'nothing' | 'warning' | 'error';
  readonly who: readonly string[];
}

interface Pattern {
  readonly operator: string;
  readonly values: readonly string[];
}

interface Rule {
  readonly allows: boolean;
  readonly subjects: readonly Pattern[];
}

const GITHUB = 'https://token.actions.githubusercontent.com';
const POSITIVE = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike'];
const NEGATIVE = ['StringNotEquals', 'StringNotEqualsIgnoreCase', 'StringNotLike'];

export function modelOf({ policy, provider, issuer, own }: Asked): Answer {
  const statements = list((policy as Json)['Statement']).map((one) => one as Json);
  const subjects = valuesOn(statements, 'oidc:sub');
  const languages = {
    anybody: anybodys(subjects, own),
    others: others(subjects, own),
    ownOthers: own && ownOthers(subjects, own),
    anyText: anyText(subjects),
    unnamed: unnamed(subjects),
  };
  const known = new Map<string, boolean>();
  /** Whether some subject of a kind gets in; many tokens meet the same rules. */
  const getsIn = (kind: keyof typeof languages, rules: readonly Rule[]): boolean => {
    const key = kind + JSON.stringify(rules);
    const language = languages[kind];
    const found = known.get(key) ?? (language !== undefined && someIn(language, rules));
    known.set(key, found);
    return found;
  };
  const who: string[] = [];
  const errors: string[] = [];
  for (const token of tokens(statements, provider, issuer)) {
    const surely = rulesFor(statements, token, false);
    const perhaps = rulesFor(statements, token, true);
    if (isGithub(token.issuer) || (token.issuer === issuer && own !== undefined)) {
      if (getsIn('anybody', surely)) errors.push('anybody on GitHub');
      else if (getsIn('anybody', perhaps)) who.push('anybody on GitHub, perhaps');
      else if (getsIn('others', perhaps)) who.push('another repository');
      if (getsIn('ownOthers', perhaps)) who.push('another job of the repository');
    } else {
      if (getsIn('anyText', surely)) errors.push('any token of another issuer');
      else if (getsIn('unnamed', perhaps)) who.push('another token of another issuer');
    }
  }
  who.push(...statements.flatMap(notFederated));
  const all = [...new Set([...errors, ...who])];
  return { least: errors.length > 0 ? 'error' : all.length > 0 ? 'warning' : 'nothing', who: all };
}

function isGithub(issuer: string): boolean {
  return (
    issuer === GITHUB ||
    issuer.startsWith(`${GITHUB}/`) ||
    issuer.endsWith('/_services/token') ||
    /^https:\/\/token\.actions\.[^./]+\.ghe\.com$/.test(issuer)
  );
}

// ---- RAM ----

interface Token {
  readonly provider: string;
  readonly issuer: string;
  readonly audience: string;
}

/** Tokens of every provider and issuer that could matter. A provider has one issuer; that of others is not known. */
function tokens(statements: readonly Json[], provider: string, issuer: string): Token[] {
  const unknown = 'acs:ram::1:oidc-provider/unknown';
  const providers = new Set([provider, unknown, ...statements.flatMap(federated)]);
  const filled = (values: readonly string[]): string[] =>
    values.map((value) => value.replaceAll(/[*?]/g, 'q'));
  const issuers = new Set([GITHUB, 'https://other.example.com', ...filled(valuesOn(statements, 'oidc:iss'))]);
  const audiences = new Set(['fresh', ...filled(valuesOn(statements, 'oidc:aud'))]);
  return [...providers].flatMap((one) =>
    [...(one === provider ? [issuer] : issuers)].flatMap((iss) =>
      [...audiences].map((audience) => ({ provider: one, issuer: iss, audience })),
    ),
  );
}

/** The statements that apply but for their conditions on the subject. What cannot be decided holds for Allow, if at all. */
function rulesFor(statements: readonly Json[], token: Token, undecided: boolean): Rule[] {
  return statements.flatMap((statement): Rule[] => {
    const allows = statement['Effect'] === 'Allow';
    const conditions = conditionsOf(statement);
    const rest = conditions.filter(({ key, operator }) => key !== 'oidc:sub' || !isKnown(operator));
    const applies =
      assumes(statement) &&
      federated(statement).some((arn) => arn === '*' || arn === token.provider) &&
      rest.every(({ operator, key, values }) => {
        const actual = { 'oidc:iss': token.issuer, 'oidc:aud': token.audience }[key];
        if (actual === undefined || !isKnown(operator)) return allows && undecided;
        return holds(operator, values, actual);
      });
    return applies ? [{ allows, subjects: conditions.filter((one) => !rest.includes(one)) }] : [];
  });
}

function isKnown(operator: string): boolean {
  return POSITIVE.includes(operator) || NEGATIVE.includes(operator);
}

function holds(operator: string, values: readonly string[], actual: string): boolean {
  const same = (value: string): boolean =>
    operator.endsWith('Like')
      ? new RegExp(
          `^${value
            .replace(/[\\^$.|+()[\]{}/-]/g, '\\$&')
            .replaceAll('*', '.*')
            .replaceAll('?', '.')}$`,
          's',
        ).test(actual)
      : operator.endsWith('IgnoreCase')
        ? value.toLowerCase() === actual.toLowerCase()
        : value === actual;
  return values.some(same) === POSITIVE.includes(operator);
}

function assumes(statement: Json): boolean {
  return list(statement['Action']).some((action) =>
    holds('StringLike', [String(action).toLowerCase()], 'sts:assumerole'),
  );
}

function federated(statement: Json): string[] {
  return list((statement['Principal'] as Json)['Federated'] ?? []).map(String);
}

/** Whoever else an Allow statement lets in: they have no OIDC claims. */
function notFederated(statement: Json): string[] {
  const named = Object.entries(statement['Principal'] as Json).flatMap(([kind, names]) =>
    kind === 'Federated' ? [] : list(names).map((name) => `${kind} ${name}`),
  );
  const mayHold = conditionsOf(statement).every(
    ({ operator, key }) => !/^oidc:(iss|aud|sub)$/.test(key) || !POSITIVE.includes(operator),
  );
  return statement['Effect'] === 'Allow' && assumes(statement) && mayHold ? named : [];
}

function conditionsOf(statement: Json): { operator: string; key: string; values: string[] }[] {
  return Object.entries((statement['Condition'] ?? {}) as Json).flatMap(([operator, keys]) =>
    Object.entries(keys as Json).map(([key, values]) => ({
      operator,
      key,
      values: list(values).map(String),
    })),
  );
}

function valuesOn(statements: readonly Json[], key: string): string[] {
  return statements.flatMap((one) => conditionsOf(one).flatMap((it) => (it.key === key ? it.values : [])));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

// ---- Subjects, as automata ----

/** One step of an automaton: a character that it takes (undefined: none), and what comes next. */
interface Move {
  readonly takes: ((character: string) => boolean) | undefined;
  readonly to: State;
}

let count = 0;

/** Made up when it is first looked at: most are never reached. */
class State {
  readonly id = count++;
  readonly #make: (here: State) => readonly Move[];
  #moves: readonly Move[] | undefined;

  constructor(make: (here: State) => readonly Move[]) {
    this.#make = make;
  }

  get moves(): readonly Move[] {
    this.#moves ??= this.#make(this);
    return this.#moves;
  }
}

/** A piece of an automaton, in front of what follows it. */
type Piece = (next: State) => State;

const one =
  (takes: (character: string) => boolean): Piece =>
  (next) =>
    new State(() => [{ takes, to: next }]);

const all =
  (...pieces: readonly Piece[]): Piece =>
  (next) =>
    pieces.reduceRight((after, piece) => piece(after), next);

const text = (literal: string): Piece => all(...[...literal].map((wanted) => one((it) => it === wanted)));

const either =
  (...pieces: readonly Piece[]): Piece =>
  (next) =>
    new State(() => pieces.map((piece) => ({ takes: undefined, to: piece(next) })));

const repeated =
  (piece: Piece): Piece =>
  (next) =>
    new State((here) => [
      { takes: undefined, to: next },
      { takes: undefined, to: piece(here) },
    ]);

/** One character or more of a kind, but none of the given words, in whatever case for names on GitHub. */
const wordNot = (kind: RegExp, given: readonly string[]): Piece => {
  const fold = (it: string): string => (kind === NAME || kind === OWNER ? it.toLowerCase() : it);
  const isOf = (it: string): boolean => kind.test(it);
  const words = [...new Set(given.map(fold))];
  return (next) => {
    const free = new State((here) => [
      { takes: undefined, to: next },
      { takes: isOf, to: here },
    ]);
    /** After so many characters of some of the words. */
    const within = (left: readonly string[], read: number): State =>
      new State(() => {
        const firsts = new Set(left.flatMap((word) => word[read] ?? []));
        const isOver = left.some((word) => word.length === read);
        return [
          ...(read > 0 && !isOver ? [{ takes: undefined, to: next }] : []),
          { takes: (it) => isOf(it) && !firsts.has(fold(it)), to: free },
          ...[...firsts].map((first) => ({
            takes: (it: string) => fold(it) === first && isOf(it),
            to: within(
              left.filter((word) => word[read] === first),
              read + 1,
            ),
          })),
        ];
      });
    return within(words, 0);
  };
};

const NAME = /^[A-Za-z0-9._-]$/;
const OWNER = /^[A-Za-z0-9-]$/;
const DIGIT = /^[0-9]$/;
const REF = /^[^:*?\s~^\\[]$/;
const VALUE = /^[^:]$/;
const ANY = /^[\s\S]$/;

/** The words that a policy names in full between separators: what is not among them was not meant by name. */
function words(subjects: readonly string[]): string[] {
  return subjects.flatMap((subject) => [
    ...subject.split(/[:*?/@]/),
    ...subject.split(/[:*?]/).flatMap((part) => [part, part.replace(/^refs\/(heads|tags)\//, '')]),
  ]);
}

const joined = (field: Piece): Piece => all(field, repeated(all(text(':'), field)));

/** Fields that say nothing of the repository. */
const freeFields = (ref: Piece, workflow: Piece): Piece =>
  either(
    all(text('environment:'), wordNot(VALUE, [])),
    all(text('ref:'), ref),
    text('pull_request'),
    all(text('actor:'), wordNot(OWNER, [])),
    all(text('workflow:'), wordNot(VALUE, [])),
    all(text('job_workflow_ref:'), workflow),
  );

const anyRef = all(text('refs/'), either(text('heads/'), text('tags/'), text('pull/')), wordNot(REF, []));

function workflowOf(file: Piece): Piece {
  return all(wordNot(OWNER, []), text('/'), wordNot(NAME, []), text('/.github/workflows/'), file);
}

const repositoryFields = (owner: Piece, name: Piece, ownerId: Piece, id: Piece): Piece =>
  either(
    all(text('repo:'), owner, text('/'), name),
    all(text('repo:'), owner, text('@'), ownerId, text('/'), name, text('@'), id),
    all(text('repository:'), owner, text('/'), name),
    all(text('repository_id:'), id),
    all(text('repository_owner:'), owner),
    all(text('repository_owner_id:'), ownerId),
  );

/** Subjects of whoever makes an account on GitHub: neither the owner's name nor the IDs are named by the policy. */
function anybodys(subjects: readonly string[], own: Own | undefined): Piece {
  const known = [...words(subjects), ...(own ? [own.owner, own.ownerId, own.id] : [])];
  const owner = wordNot(OWNER, known);
  const id = wordNot(DIGIT, known);
  const workflow = workflowOf(wordNot(VALUE, []));
  return joined(either(repositoryFields(owner, wordNot(NAME, []), id, id), freeFields(anyRef, workflow)));
}

/** Subjects of any repository but the job's own. A workflow that the policy names in full, and its owner, may be meant. */
function others(subjects: readonly string[], own: Own | undefined): Piece {
  const fields = freeFields(
    anyRef,
    workflowOf(
      wordNot(
        VALUE,
        words(subjects).flatMap((word) => workflowFile(word)),
      ),
    ),
  );
  const foreign = repositoryFields(
    wordNot(OWNER, own ? [own.owner] : []),
    wordNot(NAME, []),
    wordNot(DIGIT, own ? [own.ownerId] : []),
    wordNot(DIGIT, own ? [own.id] : []),
  );
  const sibling = own
    ? [
        repositoryFields(
          text(own.owner),
          wordNot(NAME, [own.name]),
          text(own.ownerId),
          wordNot(DIGIT, [own.id]),
        ),
      ]
    : [];
  return either(...[foreign, ...sibling].map((repo) => all(repo, repeated(all(text(':'), fields)))));
}

function workflowFile(word: string): string[] {
  const [, file] = /\/\.github\/workflows\/(.+)$/.exec(word) ?? [];
  return file === undefined ? [] : [file];
}

/** Jobs of the own repository that the policy does not name: another ref or environment; and all pull requests. */
function ownOthers(subjects: readonly string[], own: Own): Piece {
  const known = words(subjects);
  const repo = either(
    text(`repo:${own.owner}/${own.name}:`),
    text(`repo:${own.owner}@${own.ownerId}/${own.name}@${own.id}:`),
  );
  const fresh = wordNot(REF, known);
  const workflow = workflowOf(
    wordNot(
      VALUE,
      known.flatMap((word) => workflowFile(word)),
    ),
  );
  const context = either(
    all(text('ref:refs/heads/'), fresh),
    all(text('ref:refs/tags/'), fresh),
    all(text('environment:'), wordNot(VALUE, known)),
    all(text('ref:refs/pull/'), wordNot(DIGIT, []), text('/merge')),
    text('pull_request'),
    all(text('job_workflow_ref:'), workflow),
  );
  return all(repo, context);
}

/** Texts that have not even their first letters in common with what a policy names. */
const anyText = (subjects: readonly string[]): Piece => {
  const firsts = subjects.map((subject) => subject[0]?.toLowerCase());
  return all(
    one((character) => /[a-z0-9]/.test(character) && !firsts.includes(character)),
    wordNot(ANY, []),
  );
};

/** Service accounts that a policy does not name in full. */
const unnamed = (subjects: readonly string[]): Piece =>
  all(
    text('system:serviceaccount:'),
    wordNot(
      /^[a-z0-9:-]$/,
      subjects.map((subject) => subject.replace(/^system:serviceaccount:/, '')),
    ),
  );

/** Where in each of several patterns a text may be that is read so far: nowhere, or at some places. */
type Places = readonly (readonly number[])[];

/** Patterns that are run side by side, character by character. What was found out is kept by number. */
class Runs {
  readonly alphabet: readonly string[];
  readonly #patterns: readonly { readonly text: string; readonly like: boolean; readonly fold: boolean }[];
  readonly #all: Places[] = [];
  readonly #ids = new Map<string, number>();
  readonly #next = new Map<string, (number | undefined)[]>();

  constructor(patterns: readonly { readonly operator: string; readonly value: string }[]) {
    this.#patterns = patterns.map(({ operator, value }) => {
      const fold = operator.endsWith('IgnoreCase');
      return { text: fold ? value.toLowerCase() : value, like: operator.endsWith('Like'), fold };
    });
    const letters = this.#patterns.flatMap(({ text, fold }) => [
      ...text,
      ...(fold ? text.toUpperCase() : ''),
    ]);
    this.alphabet = [...new Set([...'q7Q/-@._%:', ...letters])];
  }

  start(): number {
    return this.#idOf(this.#patterns.map((_, index) => this.#closed(index, [0])));
  }

  places(id: number): Places {
    return this.#all[id] ?? [];
  }

  after(id: number, character: string): number {
    const known = this.#next.get(character) ?? [];
    const next =
      known[id] ?? this.#idOf(this.places(id).map((places, index) => this.#step(index, places, character)));
    known[id] = next;
    this.#next.set(character, known);
    return next;
  }

  isOver(id: number, index: number): boolean {
    return this.places(id)[index]?.includes(this.#patterns[index]?.text.length ?? 0) ?? false;
  }

  #step(index: number, places: readonly number[], character: string): readonly number[] {
    const { text = '', like = false, fold = false } = this.#patterns[index] ?? {};
    const one = fold ? character.toLowerCase() : character;
    return this.#closed(
      index,
      places.flatMap((at) => {
        if (at >= text.length) return [];
        if (like && text[at] === '*') return [at];
        return (like && text[at] === '?') || text[at] === one ? [at + 1] : [];
      }),
    );
  }

  /** A star may also be nothing. */
  #closed(index: number, places: readonly number[]): readonly number[] {
    const { text = '', like = false } = this.#patterns[index] ?? {};
    const closed = new Set(places);
    for (const at of closed) if (like && text[at] === '*') closed.add(at + 1);
    return [...closed].sort((a, b) => a - b);
  }

  #idOf(places: Places): number {
    const key = places.map((one) => one.join()).join(';');
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#all.length);
    return this.#all.push(places) - 1;
  }
}

/** Whether some text of a language is let in by the rules: all that can be read, with every pattern beside it. */
function someIn(language: Piece, rules: readonly Rule[]): boolean {
  if (!rules.some(({ allows }) => allows)) return false;
  const patterns: { operator: string; value: string }[] = [];
  const indexed = rules.map(({ allows, subjects }) => ({
    allows,
    conditions: subjects.map(({ operator, values }) => ({
      positive: POSITIVE.includes(operator),
      patterns: values.map((value) => patterns.push({ operator, value }) - 1),
    })),
  }));
  const runs = new Runs(patterns);
  /** Whether what is read so far may become something that a rule allows. */
  const isLive = (places: Places): boolean =>
    indexed.some(
      ({ allows, conditions }) =>
        allows &&
        conditions.every((one) => !one.positive || one.patterns.some((index) => places[index]?.length)),
    );
  const lets = (id: number): boolean => {
    const applies = ({ conditions }: (typeof indexed)[number]): boolean =>
      conditions.every((one) => one.patterns.some((index) => runs.isOver(id, index)) === one.positive);
    return (
      indexed.some((rule) => rule.allows && applies(rule)) &&
      !indexed.some((rule) => !rule.allows && applies(rule))
    );
  };
  const end = new State(() => []);
  const todo: [State, number][] = [[language(end), runs.start()]];
  const seen = new Set<number>();
  const live = new Map<number, boolean>();
  for (let item = todo.pop(); item; item = todo.pop()) {
    const [at, id] = item;
    const key = at.id * 1_000_000 + id;
    if (seen.has(key)) continue;
    seen.add(key);
    if (!live.has(id)) live.set(id, isLive(runs.places(id)));
    if (!live.get(id)) continue;
    if (at === end) {
      if (lets(id)) return true;
      continue;
    }
    for (const { takes, to } of at.moves) {
      if (takes === undefined) todo.push([to, id]);
      else for (const one of runs.alphabet) if (takes(one)) todo.push([to, runs.after(id, one)]);
    }
  }
  return false;
}
