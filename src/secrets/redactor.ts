/**
 * Finds secrets in texts that somebody else wrote. A service echoes a value percent-encoded, escaped for JSON or HTML,
 * or wrapped into lines, so a text is searched as it is and once more with all of that undone.
 */
export interface Redactor {
  /** Remembers a secret. */
  hide(value: string): void;
  /** The text with `***` in the place of every secret that is remembered. */
  redact(text: string): string;
}

/** A value shorter than this is part of many harmless words; hiding it would tell more than it hides. */
const SHORTEST_SECRET = 4;

/** A secret of this length is found also with white space among its characters; a shorter one may be there by chance. */
const SHORTEST_WRAPPED = 16;

export function redactor(): Redactor {
  /** Longest first: one may be part of another. */
  let written: readonly string[] = [];
  const bare = new Set<string>();

  return {
    hide: (value) => {
      const lines = [value, ...value.split(/\r?\n/).map((line) => line.trim())];
      const forms = [...lines, ...encodings(value)].filter((form) => form.trim().length >= SHORTEST_SECRET);
      written = [...new Set([...written, ...forms])].sort((a, b) => b.length - a.length);
      for (const line of lines) {
        const characters = charactersOf(line);
        if (characters.length >= (/\s/.test(line) ? SHORTEST_WRAPPED : SHORTEST_SECRET)) bare.add(characters);
      }
    },
    redact: (text) => {
      for (const form of written) text = text.replaceAll(form, '***');
      return hideDisguised(text, bare);
    },
  };
}

/** What undoing does not give back: white space that is part of a secret, and characters that make no sense. */
function encodings(value: string): string[] {
  const loose = encodeURIComponent(value.toWellFormed());
  const strict = loose.replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [
    loose,
    strict,
    strict.replaceAll('%', '%25'),
    strict.replaceAll('%20', '+'),
    new URLSearchParams([['', value]]).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
  ];
}

function hideDisguised(text: string, secrets: ReadonlySet<string>): string {
  const plain = charactersOf(text);
  const present = [...secrets].filter((secret) => plain.includes(secret));
  // Nearly always: where each character stood is not worth finding out.
  if (present.length === 0) return text;
  const { characters, from, to } = undisguised(text);
  const spans: [number, number][] = [];
  for (const secret of present) {
    for (let at = characters.indexOf(secret); at >= 0; at = characters.indexOf(secret, at + 1)) {
      const last = at + secret.length - 1;
      const start = from[at] ?? 0;
      const end = to[last] ?? text.length;
      if (secret.length >= SHORTEST_WRAPPED || !/\s/.test(text.slice(start, end))) spans.push([start, end]);
    }
  }
  let shown = '';
  let position = 0;
  for (const [start, end] of spans.sort(([a], [b]) => a - b)) {
    if (start >= position) shown += `${text.slice(position, start)}***`;
    position = Math.max(position, end);
  }
  return shown + text.slice(position);
}

/** White space, or one character in an encoding: of URLs, of JSON and programs, of HTML. Each is found in one pass. */
const DISGUISE =
  /[\s\p{Cc}\u200b]+|%[0-7][\dA-Fa-f]|%[C-Fc-f][\dA-Fa-f](?:%[89ABab][\dA-Fa-f]){1,3}|\\u[\dA-Fa-f]{4}|\\x[\dA-Fa-f]{2}|\\["'/\\bfnrt]|&#\d{1,7};|&#[Xx][\dA-Fa-f]{1,6};|&(?:amp|lt|gt|quot|apos|plus|equals|sol);/gu;

/** One encoding may be wrapped in another; more than this nobody does. */
const LAYERS = 4;

/** A text with every disguise undone. */
function charactersOf(text: string): string {
  for (let layer = 0; layer < LAYERS; layer++) {
    const next = text.replace(DISGUISE, decoded);
    if (next === text) break;
    text = next;
  }
  return text;
}

/** The same, and from where to where each character stood in the text. */
interface Undisguised {
  readonly characters: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

function undisguised(text: string): Undisguised {
  let current: Undisguised = {
    characters: text,
    from: Array.from({ length: text.length }, (_, index) => index),
    to: Array.from({ length: text.length }, (_, index) => index + 1),
  };
  for (let layer = 0; layer < LAYERS; layer++) {
    const next = withoutLayer(current);
    if (next === undefined) break;
    current = next;
  }
  return current;
}

/** Undefined where there is nothing to undo. */
function withoutLayer({ characters, from, to }: Undisguised): Undisguised | undefined {
  const found = [...characters.matchAll(DISGUISE)];
  if (found.length === 0) return undefined;
  const rest = { characters: '', from: [] as number[], to: [] as number[] };
  let position = 0;
  const keepUntil = (end: number): void => {
    rest.characters += characters.slice(position, end);
    for (; position < end; position++) {
      rest.from.push(from[position] ?? 0);
      rest.to.push(to[position] ?? 0);
    }
  };
  for (const { 0: disguise, index } of found) {
    keepUntil(index);
    position = index + disguise.length;
    const meant = decoded(disguise);
    rest.characters += meant;
    for (let unit = 0; unit < meant.length; unit++) {
      rest.from.push(from[index] ?? 0);
      rest.to.push(to[position - 1] ?? 0);
    }
  }
  keepUntil(characters.length);
  return rest;
}

/** What an encoding stands for; nothing for white space. */
function decoded(disguise: string): string {
  const [first = '', second = ''] = disguise;
  if (first === '%') return percentDecoded(disguise);
  if (first === '&') return entity(disguise.slice(1, -1));
  if (first !== '\\') return '';
  if (/[ux]/.test(second)) return character(Number.parseInt(disguise.slice(2), 16));
  return /[bfnrt]/.test(second) ? '' : second;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  plus: '+',
  equals: '=',
  sol: '/',
};

function entity(name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? '';
  return character(
    /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10),
  );
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
