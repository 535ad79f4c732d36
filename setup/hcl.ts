/** Values in HashiCorp's configuration language. Source: its native syntax specification. */

/** Not a value: an expression that Terraform evaluates. */
export class Expression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * A value as HCL, objects as `terraform fmt` lays them out.
 * @param indent of the line that it begins in
 */
export function hcl(value: unknown, indent = ''): string {
  if (value instanceof Expression) return value.text;
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map((item) => hcl(item, indent)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const names = Object.keys(value).map((name) => (/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name)));
  const items = Object.values(value).map((item) => hcl(item, inner));
  return `{\n${assignments(names, items, inner)}\n${indent}}`;
}

/** `name = value` on lines of their own; those with values of one line that follow each other are in columns. */
export function assignments(names: readonly string[], values: readonly string[], indent: string): string {
  const isLong = values.map((value) => value.includes('\n'));
  return names
    .map((name, index) => {
      const from = isLong.lastIndexOf(true, index) + 1;
      const to = isLong.indexOf(true, index);
      const group = isLong[index] ? [name] : names.slice(from, to === -1 ? undefined : to);
      return `${indent}${name.padEnd(Math.max(...group.map(({ length }) => length)))} = ${values[index]}`;
    })
    .join('\n');
}

/** JSON's escapes are HCL's; an escape begins no template. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, (sign) => (sign === '$' ? '\\u0024' : '\\u0025'));
}
