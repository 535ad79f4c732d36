import { InputError } from '../errors.ts';
import { type InputName, type Inputs, isGiven } from '../inputs/table.ts';
import { ALL_SOURCES, type AnySource } from '../sources/table.ts';
import type { CredentialType } from './plan.ts';

/**
 * The source that the inputs select.
 * @throws InputError if they select none or two, or an input belongs to another source
 */
export function chooseSource(inputs: Inputs): AnySource {
  const source = selected(inputs);
  refuseStrays(inputs, source);
  return source;
}

function selected(inputs: Inputs): AnySource {
  const { type } = inputs;
  const [first, second] = selections(inputs);
  if (first && second) {
    throw new InputError(
      `${first.by} and ${second.by} name two different ways to log in.`,
      'Keep one of them; to log in twice, use this action in two steps, each with its own profile.',
    );
  }
  if (first) {
    if (!type || serves(first.source, type)) return first.source;
    // No input selects the type's source, but inputs that may be combined with it are given.
    const wanted = ALL_SOURCES.find((source) => serves(source, type) && source.with.includes(first.by));
    if (wanted) return wanted;
    throw new InputError(`type: ${type} and ${first.by} contradict each other.`);
  }
  const own = type && ALL_SOURCES.find((source) => serves(source, type));
  if (own) {
    const needs = own.types[type];
    if (needs) throw new InputError(`type: ${type} needs ${needs}.`);
    return own;
  }
  if (inputs['role-to-assume'].length > 0) {
    const offers = ALL_SOURCES.flatMap(({ offer }) => offer ?? []).join('; ');
    throw new InputError(
      'role-to-assume is given, but nothing to assume it with.',
      `Give one of: ${offers}.`,
    );
  }
  for (const source of ALL_SOURCES) {
    const stray = source.with.find((name) => isGiven(inputs, name));
    if (stray) throw lonely(source, stray);
  }
  throw new InputError(
    'No input says how to log in; an unset secret or variable arrives empty.',
    'To use whatever the machine has, set type: default.',
  );
}

function serves({ types }: AnySource, type: CredentialType): boolean {
  return Object.hasOwn(types, type);
}

/** An input that may be combined with what selects its source, alone. */
function lonely({ selectedBy, types }: AnySource, stray: InputName): InputError {
  const [type] = Object.entries(types).find(([, needs]) => needs === null) ?? [];
  const names = selectedBy.join(' or ');
  return type
    ? new InputError(`${stray} is given, but neither ${names} nor type.`, `Add type: ${type}.`)
    : new InputError(`${stray} is given, but not the input that it belongs to: ${names}.`);
}

/**
 * The sources that the inputs select, each with the first input that does. One that another one includes does not count.
 */
function selections(inputs: Inputs): readonly { readonly source: AnySource; readonly by: InputName }[] {
  const found = ALL_SOURCES.flatMap((source) => {
    const given = source.selectedBy.filter((name) => isGiven(inputs, name));
    return given[0] === undefined ? [] : [{ source, by: given[0], given }];
  });
  const isPart = (given: readonly InputName[]): boolean =>
    found.some(({ source }) => given.every((name) => source.with.includes(name)));
  return found.filter(({ given }) => !isPart(given));
}

/** Refuses an input of another source: it was meant for something that will not happen. */
function refuseStrays(inputs: Inputs, source: AnySource): void {
  const own = inputsOf(source);
  const stray = ALL_SOURCES.flatMap(inputsOf).find((name) => isGiven(inputs, name) && !own.includes(name));
  if (!stray) return;
  const chosen = own.find((name) => isGiven(inputs, name)) ?? `type: ${inputs.type}`;
  throw new InputError(`${stray} has no effect together with ${chosen}.`);
}

function inputsOf(source: AnySource): readonly InputName[] {
  return [...source.selectedBy, ...source.with];
}
