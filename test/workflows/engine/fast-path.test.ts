import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../functions/platform/ports.ts';
import { compileExpression, QueryFailure } from '../../../workflows/engine/expression.ts';
import { compileFast, NOT_FAST, type Node } from '../../../workflows/engine/fast-path.ts';
import { Scope } from '../../../workflows/engine/scope.ts';

const NAMES = ['a', 'b', 'c', 'length', 'exists'];
const SURROUNDINGS = { random: () => 0, uuid: () => 'id', now: () => 0 };

const leaf = fc.constantFrom<Json>(null, true, false, 0, 1, -1, '', 'x', 'y', 1.5);
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 4 }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

const root = fc.constantFrom(
  '$states.input',
  '$states.result',
  '$states.errorOutput',
  '$states.context',
  '$v',
  '$w',
  '$none',
);
const path = fc
  .tuple(root, fc.array(fc.constantFrom(...NAMES), { maxLength: 3 }))
  .map(([from, names]) => [from, ...names].join('.'));
const literal = fc.constantFrom('1', '-1', '0', '"x"', "''", 'true', 'false', 'null', '1.5');
const { expression } = fc.letrec<{ test: string; expression: string }>((tie) => ({
  test: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(fc.oneof(path, literal), fc.constantFrom('=', '!=', '<', '<=', '>', '>='), fc.oneof(path, literal))
      .map(([one, sign, other]) => `${one} ${sign} ${other}`),
    path.map((one) => `$exists(${one})`),
    path,
    fc
      .tuple(tie('test'), fc.constantFrom('and', 'or'), tie('test'))
      .map(([one, sign, two]) => `(${one} ${sign} ${two})`),
    tie('test').map((one) => `$not(${one})`),
  ),
  expression: fc.oneof(
    { maxDepth: 3 },
    path,
    literal,
    tie('test'),
    fc
      .tuple(fc.oneof(path, literal), fc.constantFrom('+', '-', '*', '/', '&'), fc.oneof(path, literal))
      .map(([one, sign, other]) => `${one} ${sign} ${other}`),
    fc.tuple(tie('expression'), tie('expression')).map(([one, two]) => `{"a": ${one}, "k": ${two}}`),
    fc
      .tuple(tie('test'), tie('expression'), tie('expression'))
      .map((parts) => `(${parts[0]} ? ${parts[1]} : ${parts[2]})`),
  ),
}));

const scopeOf = (input: Json, v: Json, result: Json | undefined, w: Json | undefined): Scope => {
  const scope = new Scope(input, w === undefined ? { v } : { v, w }, SURROUNDINGS, () => ({ a: { b: 'context' } }));
  scope.result = result;
  return scope;
};

const compile = (source: string) => compileFast(jsonata(source).ast() as Node);

describe('the fast path', () => {
  it('gives what jsonata gives, or leaves it to jsonata', async () => {
    let answered = 0;
    const optional = fc.option(anyValue, { nil: undefined });
    await fc.assert(
      fc.asyncProperty(expression, anyValue, anyValue, optional, optional, async (source, input, v, result, w) => {
        const fast = compile(source);
        expect(fast, source).toBeDefined();
        const scope = scopeOf(input, v, result, w);
        const value = fast!(scope);
        if (value === NOT_FAST) return;
        answered += 1;
        const bindings = { ...scope.variables, states: scope.states() };
        const slow = await jsonata(source).evaluate(undefined, bindings);
        expect(JSON.stringify(value), source).toBe(JSON.stringify(slow));
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(answered).toBeGreaterThan(1000);
  });

  it('takes the expressions that make up definitions', () => {
    for (const source of [
      '$states.input.invoiceId',
      '$states.result.Payload',
      '$decision.parkSeconds',
      '$states.context.State.EnteredTime',
      "$decision.stage = 'reminder'",
      "$decision.stage = 'reminder' and $not($exists($decision.until))",
      '{"invoiceId": $states.input.invoiceId, "again": true}',
      '$states.input.`a b`',
      '($states.input.a)',
    ]) {
      expect(compile(source), source).toBeDefined();
    }
  });

  it('leaves everything else to jsonata', () => {
    for (const source of [
      '$states.input.items[0]',
      '$states.input.items[price > 1].name',
      '$states.input.*',
      '$sum($states.input.a)',
      '$states.input.a % 2',
      '$states',
      '$states.input.toString',
      '$',
      'a.b',
      '[1, 2]',
      '$states.input{a: b}',
      '$states.input.a[]',
      '{"a": 1, "a": 2}',
      '$x := 1',
    ]) {
      expect(compile(source), source).toBeUndefined();
    }
  });
});

describe('an expression', () => {
  const scope = scopeOf({ list: [1, 2] }, { a: 1 }, undefined, undefined);
  const run = (source: string) => compileExpression(`{% ${source} %}`, 'Output').slow(scope);

  it('gives plain JSON, without the hidden marks of jsonata', async () => {
    const list = await run('$states.input.list[$ > 0]');
    expect(Object.getOwnPropertyNames(list as object)).toEqual(['0', '1', 'length']);
  });

  it('fails where it gives nothing, a function, or an error', async () => {
    await expect(run('$states.input.missing')).rejects.toThrow('returned nothing (undefined).');
    await expect(run('$sum')).rejects.toThrow('returned an unsupported result type.');
    await expect(run('function($x) { $x }')).rejects.toThrow('returned an unsupported result type.');
    await expect(run('1 + "a"')).rejects.toThrow('threw an error during evaluation. T2002:');
    await expect(run('$eval("1")')).rejects.toThrow('T1006');
    await expect(run('1 + "a"')).rejects.toBeInstanceOf(QueryFailure);
  });

  it('words its errors as Step Functions does, with a code or without', async () => {
    await expect(run("$sum(['a'])")).rejects.toThrow(
      `The JSONata expression '$sum(['a'])' specified for the field 'Output' threw an error during evaluation. T0412: `,
    );
    await expect(run("$parse('{')")).rejects.toThrow('threw an error during evaluation: ');
  });

  it('gives null for a number that is not finite', async () => {
    expect(await run('1 / 0')).toBeNull();
    expect(await run('{"a": 1 / 0}')).toEqual({ a: null });
  });

  it('fails where its tree is deeper than 100', async () => {
    const sum = (terms: number): string => Array.from({ length: terms }, () => '1').join('+');
    expect(await run(sum(100))).toBe(100);
    await expect(run(sum(101))).rejects.toThrow('threw an error during evaluation: Stack overflow error');
  });

  it('fails where it would run for ever, or hold too much', async () => {
    await expect(run('($f := function($x) { $f($x + 1) }; $f(1))')).rejects.toThrow(': Expression evaluation timeout');
    await expect(run('($f := function($x) { 1 + $f($x + 1) }; $f(1))')).rejects.toThrow(': Stack overflow error');
    await expect(run('[1..900000] ~> $count()')).rejects.toThrow(': Expression evaluation memory limit exceeded');
    expect(await run('[1..1000] ~> $count()')).toBe(1000);
    expect(await run('($f := function($n) { $n < 1 ? 0 : $n + $f($n - 1) }; $f(5))')).toBe(15);
    expect(await run('$map([1..300], function($n) { {"a": $n, "b": [$n, $n + 1]} })[-1].b')).toEqual([300, 301]);
  });

  it('takes time, chance and ids from its surroundings', async () => {
    expect(await run('$millis()')).toBe(0);
    expect(await run('$now()')).toBe('1970-01-01T00:00:00.000Z');
    expect(await run("$now('[Y]')")).toBe('1970');
    expect(await run('$random()')).toBe(0);
    expect(await run('$uuid()')).toBe('id');
    expect(await run('$random(42)')).toBe(0.7275636800328681);
  });

  it('has the functions of Step Functions, with their limits', async () => {
    expect(await run('$range(1, 9, 9)')).toBe(1);
    expect(await run('$range(9, 1, -4)')).toEqual([9, 5, 1]);
    expect(await run('$partition([1, 2, 3], 2)')).toEqual([[1, 2], [3]]);
    await expect(run('$range(1, 2000, 1)')).rejects.toThrow('2000 entries are more than 1000');
    await expect(run('$range(1, 2, 0)')).rejects.toThrow('the step is zero');
    await expect(run('$partition([1], 0)')).rejects.toThrow('the size 0 is no integer above zero');
    await expect(run("$hash('x', 'MD4')")).rejects.toThrow('"MD4" is none of MD5, SHA-1');
  });
});
