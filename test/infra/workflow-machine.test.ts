import { expect, test } from 'vitest';
import { checkDefinition, placeholderOf } from '../../infra/constructs/workflow-machine.ts';

const definition = (state: object): string =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Look', States: { Look: state } });
const calls = (name: string): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: `$\{${name}}` },
  End: true,
});

test('a function is called by its name in other letters', () => {
  expect(['wake', 'carry-out-step', 'read-next-part'].map(placeholderOf)).toEqual([
    'Wake',
    'CarryOutStep',
    'ReadNextPart',
  ]);
});

test('a definition that calls what it is given is taken', () => {
  expect(() => checkDefinition('look', definition(calls('LookAround')), ['look-around'])).not.toThrow();
});

test('a placeholder without a function is refused by name', () => {
  expect(() => checkDefinition('look', definition(calls('LookAround')), [])).toThrow(
    'workflows/look/definition.asl.json: no function is given for LookAround',
  );
});

test('a function that nothing calls is refused: its machine could invoke it all the same', () => {
  expect(() => checkDefinition('look', definition(calls('LookAround')), ['look-around', 'look-up'])).toThrow(
    'workflows/look/definition.asl.json: never calls LookUp, which it may invoke',
  );
});

test('what Step Functions would refuse is refused before anything is deployed', () => {
  expect(() => checkDefinition('look', definition({ ...calls('LookUp'), Next: 'Nowhere' }), ['look-up'])).toThrow(
    /^workflows\/look\/definition\.asl\.json: /,
  );
});
