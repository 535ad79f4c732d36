/** What the runner reads from a step: workflow commands on standard output, records in environment files. Pure. */

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

export interface Reading {
  readonly log: string;
  readonly annotations: readonly Annotation[];
}

/** Goes through a step's output line by line, as the runner does. New masks are added to `masks`. */
export function readCommands(output: string, masks: Set<string>): Reading {
  const annotations: Annotation[] = [];
  const shown: string[] = [];
  for (const line of output.split('\n')) {
    const command = /^::([a-z-]+)(?: ([^:]*))?::(.*)$/s.exec(line.replace(/\r$/, ''));
    if (!command) {
      shown.push(maskAll(line, masks));
      continue;
    }
    const [, name = '', list = '', data = ''] = command;
    const message = unescapeData(data);
    const properties = Object.fromEntries(
      list.split(',').map((pair) => {
        const [key = '', ...rest] = pair.split('=');
        return [key.trim(), unescapeProperty(rest.join('='))];
      }),
    );
    switch (name) {
      case 'add-mask':
        addMask(message, masks);
        break;
      case 'error':
      case 'warning':
      case 'notice':
        annotations.push({ level: name, title: properties['title'] ?? '', message });
        shown.push(maskAll(`##[${name}]${message}`, masks));
        break;
      case 'group':
        shown.push(maskAll(`▼ ${message}`, masks));
        break;
      case 'endgroup':
      case 'debug':
        break;
      default:
        shown.push(maskAll(line, masks));
    }
  }
  return { log: shown.join('\n'), annotations };
}

/** The whole value and each of its lines; only white space is refused. */
function addMask(value: string, masks: Set<string>): void {
  for (const mask of [value, ...value.split(/\r?\n/).map((line) => line.trim())]) {
    if (mask.trim() !== '') masks.add(mask);
  }
}

export function maskAll(text: string, masks: ReadonlySet<string>): string {
  return [...masks]
    .sort((a, b) => b.length - a.length)
    .reduce((masked, mask) => masked.replaceAll(mask, '***'), text);
}

/**
 * `name=value` lines and `name<<DELIMITER` blocks. Throws where the runner would fail the step. The runner of Windows
 * takes `\r\n` for a line's end, too, so that a value loses a `\r` at its end unless the platform's line end follows.
 */
export function parseFileCommands(
  text: string,
  platform: NodeJS.Platform = process.platform,
): Record<string, string> {
  const values: Record<string, string> = {};
  const ends = [...text.matchAll(platform === 'win32' ? /\r?\n/g : /\n/g)].map(([end]) => end);
  const lines = text.split(platform === 'win32' ? /\r?\n/ : '\n');
  /** With the line ends between them as they are. */
  const joined = (from: number, to: number): string =>
    lines
      .slice(from, to)
      .map((line, offset) => (from + offset < to - 1 ? `${line}${ends[from + offset]}` : line))
      .join('');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc > 0 && (equals < 0 || heredoc < equals)) {
      const delimiter = line.slice(heredoc + 2);
      const end = lines.indexOf(delimiter, index + 1);
      if (delimiter === '' || end < 0)
        throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      values[line.slice(0, heredoc)] = joined(index + 1, end);
      index = end;
    } else if (equals > 0) {
      values[line.slice(0, equals)] = line.slice(equals + 1);
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return values;
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}
