import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** The rules of the design that no type can hold. */

interface Source {
  readonly name: string;
  /** Without comments. */
  readonly code: string;
  /** The modules that it imports, types included; its own by path from the repository. */
  readonly imports: readonly string[];
  /** The same without those of which only types are imported. */
  readonly effects: readonly string[];
}

function sourcesOf(folder: string): Source[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(path.join(folder, name)));
}

function read(file: string): Source {
  const text = fs.readFileSync(file, 'utf8');
  const name = file.split(path.sep).join('/');
  const resolve = (target: string): string =>
    target.startsWith('.') ? path.posix.join(path.posix.dirname(name), target) : target;
  const statements = [...text.matchAll(/^(?:import|export)\b([^;]*?)\bfrom '([^']+)'/gms)];
  const dynamic = [...text.matchAll(/\b(?:import|getBuiltinModule)\('([^']+)'\)/g)].map((match) =>
    resolve(match[1] ?? ''),
  );
  const ofTypes = (names: string): boolean =>
    /^\s*type\b/.test(names) || /^\s*\{(\s*type [^,}]+,?)+\s*\}\s*$/.test(names);
  return {
    name,
    code: text
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/^\s*\/\/.*$/gm, '')
      .replace(/\s\/\/ .*$/gm, ''),
    imports: [...statements.map((match) => resolve(match[2] ?? '')), ...dynamic],
    effects: [
      ...statements.filter((match) => !ofTypes(match[1] ?? '')).map((match) => resolve(match[2] ?? '')),
      ...dynamic,
    ],
  };
}

const SRC = sourcesOf('src');
const named = (name: string): Source => {
  const found = SRC.find((source) => source.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};

/** All modules that a module loads, by way of others. */
function reachable(start: Source, seen = new Set<string>()): Set<string> {
  for (const target of start.effects) {
    if (seen.has(target)) continue;
    seen.add(target);
    if (target.startsWith('src/')) reachable(named(target), seen);
  }
  return seen;
}

/** The rooms of src/, from the ground up; a file at the top level that is no word stands above all of them. */
const ROOMS = [
  'text',
  'secrets',
  'words',
  'runtime',
  'shared-file',
  'http',
  'sts',
  'inputs',
  'record',
  'github',
  'profiles',
  'renewal',
  'sources',
  'plan',
  'export',
  'trust',
  'diagnosis',
  'acr',
  'login',
  'entries',
];
const WORDS = ['src/credentials.ts', 'src/errors.ts', 'src/plan/plan.ts'];

function roomOf(name: string): string {
  if (WORDS.includes(name)) return 'words';
  const [, first = '', second] = name.split('/');
  return second === undefined ? 'entries' : first;
}

/** One circle of imports, types included, by the names on its way; undefined where there is none. */
function circleIn(sources: readonly Source[]): string[] | undefined {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const done = new Set<string>();
  const walk = (name: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const target of byName.get(name)?.imports ?? []) {
      const circle = byName.has(target) ? walk(target, [...way, name]) : undefined;
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const { name } of sources) {
    const circle = walk(name, []);
    if (circle) return circle;
  }
  return undefined;
}

describe('in the sources', () => {
  test('imports are found', () => {
    expect(SRC.length).toBeGreaterThan(30);
    expect(named('src/plan/make-plan.ts').imports).toContain('src/inputs/table.ts');
    expect(named('src/plan/make-plan.ts').effects).not.toContain('src/inputs/table.ts');
    expect(named('src/export/profile/write.ts').effects).toContain('src/profiles/edit-config-json.ts');
  });

  test('no files import each other in a circle, types included', () => {
    expect(circleIn(SRC)).toBeUndefined();
    expect(circleIn(sourcesOf('emulator'))).toBeUndefined();
    const loop = (name: string, target: string): Source => ({
      name,
      code: '',
      imports: [target],
      effects: [],
    });
    expect(circleIn([loop('a', 'b'), loop('b', 'c'), loop('c', 'b')])).toEqual(['b', 'c', 'b']);
  });

  test('no room imports from a room above it', () => {
    const above = SRC.flatMap(({ name, imports }) =>
      imports
        .filter((target) => target.startsWith('src/'))
        .filter((target) => ROOMS.indexOf(roomOf(target)) > ROOMS.indexOf(roomOf(name)))
        .map((target) => `${name} -> ${target}`),
    );
    expect(SRC.filter(({ name }) => !ROOMS.includes(roomOf(name)))).toEqual([]);
    expect(above).toEqual([]);
  });

  test('the words import nothing but words, secrets and text', () => {
    for (const word of WORDS) {
      expect(
        named(word).imports.filter(
          (target) => !WORDS.includes(target) && !/^src\/(secrets|text)\//.test(target),
        ),
        word,
      ).toEqual([]);
    }
  });

  test('only the entries and what they build the world with touch the process', () => {
    const allowed: Record<string, RegExp> = {
      'src/runtime/required-node.ts': /process\.|console\./g,
      'src/runtime/system.ts': /process\./g,
      'src/post.ts': /process\./g,
      'src/logout.ts': /process\./g,
      'src/login/step.ts': /process\./g,
      'src/acr-login.ts': /process\.exitCode/g,
      'src/main.ts': /process\./g,
      'src/refresh.ts': /process\./g,
      'src/login/renew.ts': /process\.exitCode/g,
    };
    for (const { name, code } of SRC) {
      // Loads a module of Node's own only when it is needed; which ones is checked like any import.
      const rest = code.replace(/process\.getBuiltinModule\b/g, '').replace(allowed[name] ?? /(?!)/, '');
      expect(rest, name).not.toMatch(/\bprocess\.|\bglobalThis\b|\bconsole\./);
    }
  });

  test('the environment, the clock and chance are asked only where the world is built', () => {
    for (const { name, code } of SRC.filter(
      (source) => !/^src\/(runtime\/system|main|post|refresh)\.ts$/.test(source.name),
    )) {
      expect(code, name).not.toMatch(
        /\bprocess\.env\b|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\b|\brandomUUID\(/,
      );
    }
  });

  test('only files.ts opens files, and only http/ opens connections', () => {
    for (const { name, imports, effects } of SRC) {
      if (!['src/runtime/files.ts', 'src/runtime/stdout.ts'].includes(name))
        expect(effects, name).not.toContain('node:fs');
      if (name.startsWith('src/http/')) continue;
      for (const network of ['node:net', 'node:tls', 'node:http', 'node:https', 'undici']) {
        expect(imports, name).not.toContain(network);
      }
    }
    const starters = SRC.filter(({ imports }) => imports.includes('node:child_process'));
    expect(starters.map(({ name }) => name).sort()).toEqual([
      'src/runtime/private-windows.ts',
      'src/runtime/program.ts',
    ]);
  });

  test('who runs and who undoes know what an exporter is, and no exporter', () => {
    const known = /^src\/export\/(exporter|table|advice\/\w+)\.ts$/;
    for (const name of ['src/login/run.ts', 'src/post.ts', 'src/record/undo.ts', 'src/record/journal.ts']) {
      const exporters = named(name).imports.filter((target) => target.startsWith('src/export/'));
      expect(
        exporters.filter((target) => !known.test(target)),
        name,
      ).toEqual([]);
    }
    // Each is loaded where a plan or a journal names it, so none by a plain import.
    const table = fs.readFileSync('src/export/table.ts', 'utf8');
    expect(table.match(/^import (?!type)/m)).toBeNull();
  });

  test('sources never import exporters', () => {
    for (const { name, imports } of SRC.filter((source) => source.name.startsWith('src/sources/'))) {
      expect(
        imports.filter((target) => target.startsWith('src/export/')),
        name,
      ).toEqual([]);
    }
  });

  test('only the two tables ask which source it is, and nobody else names one', () => {
    const asking = SRC.filter(({ code }) => /\bsource\.from\b|\bfrom ===/.test(code));
    expect(asking.map(({ name }) => name).sort()).toEqual([
      'src/sources/providers.ts',
      'src/sources/table.ts',
    ]);
    // The readers of profiles make plans of sources; the other names are words of the field as well.
    const naming = /^src\/(sources\/|profiles\/|plan\/plan\.ts$)/;
    for (const { name, code } of [...SRC, ...sourcesOf('scripts')].filter((one) => !naming.test(one.name)))
      expect(code, name).not.toMatch(/'(token-file|ecs_ram_role|credentials_uri)'/);
  });

  test.each([
    'src/plan/make-plan.ts',
    'src/sts/signature.ts',
    'src/sts/requests.ts',
    'src/sts/responses.ts',
    'src/text/formats.ts',
  ])('%s loads nothing that has effects', (name) => {
    const loaded = [...reachable(named(name))];
    const pure =
      /^src\/(credentials|errors|plan|inputs|inputs\/\w+|plan\/[\w-]+|sources\/[\w-]+|http\/(addresses|verdict)|secrets\/\w+|sts\/(endpoints|requests)|text\/[\w-]+)\.ts$|^node:(crypto|zlib)$/;
    expect(loaded.filter((target) => !pure.test(target))).toEqual([]);
  });

  test('the post step loads nothing that it does not need', () => {
    const loaded = [...reachable(named('src/post.ts'))];
    expect(loaded.filter((target) => /^src\/(sources|sts|http)\/|^@actions\/|^undici$/.test(target))).toEqual(
      [],
    );
  });

  test('only the table of inputs reads them', () => {
    for (const { name, code } of SRC.filter((source) => source.name !== 'src/inputs/table.ts')) {
      expect(code, name).not.toMatch(/INPUT_/);
    }
  });

  test('the emulator and the action know nothing of each other', () => {
    for (const { name, imports } of SRC) {
      expect(
        imports.filter((target) => /^(emulator|test|demo)\//.test(target)),
        name,
      ).toEqual([]);
    }
    for (const { name, imports } of sourcesOf('emulator')) {
      expect(
        imports.filter((target) => target.startsWith('src/')),
        name,
      ).toEqual([]);
    }
  });
});
