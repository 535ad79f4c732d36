/** Finding secrets in whatever a step leaves behind, however they are written down. */

import { decodedCommands, formsOf, SHORTEST_FORM } from '../secret-forms.ts';

export class SecretSearch {
  readonly #forms = new Map<string, string>();

  add(...secrets: readonly string[]): void {
    for (const secret of secrets) {
      if (secret.trim().length < SHORTEST_FORM) continue;
      for (const form of formsOf(secret)) if (!this.#forms.has(form)) this.#forms.set(form, secret);
    }
  }

  /** The secrets in a text: as it is, after the runner has decoded its commands, and with its lines joined. */
  in(text: string): string[] {
    if (text === '') return [];
    const readings = [text];
    if (text.includes('%')) readings.push(decodedCommands(text));
    if (/\s/.test(text)) readings.push(...readings.map((reading) => reading.replace(/\s+/g, '')));
    const found = new Set<string>();
    for (const [form, secret] of this.#forms)
      if (readings.some((reading) => reading.includes(form))) found.add(secret);
    return [...found];
  }
}
