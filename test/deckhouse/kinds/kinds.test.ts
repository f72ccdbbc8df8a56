import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ApiObject } from 'cdk8s';

import * as deckhouse from '../../../lib/deckhouse';
import { KINDS } from '../../../lib/deckhouse/kinds';
import type { KindTable } from '../../../lib/deckhouse/kinds/kind';
import { isNamesake, isReadOnly, renderedObjectOf } from '../../../lib/deckhouse/rules/rendered-object';
import { program } from '../objects';

const FOLDER = join(__dirname, '../../../lib/deckhouse/kinds');

function isTable(x: unknown): x is KindTable {
  return typeof x === 'object' && x !== null && 'kind' in x && 'apiVersions' in x && 'fields' in x;
}

const exported = readdirSync(FOLDER)
  .filter((file) => file !== 'index.ts')
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the files are only known now
  .flatMap((file) => Object.values(require(join(FOLDER, file)) as Record<string, unknown>))
  .filter(isTable);

const names = (tables: readonly KindTable[]): string[] => tables.map(({ kind }) => kind).sort();

it('every table of kinds/ is in the list of kinds, once', () => {
  expect(names(exported).length).toBeGreaterThan(10);
  expect(names(KINDS)).toEqual(names(exported));
  expect(new Set(names(KINDS)).size).toBe(KINDS.length);
});

it.each(names(exported))('%s has a class of its name, which the room exports', (kind) => {
  expect(deckhouse).toHaveProperty(kind, expect.any(Function));
});

it.each(names(exported))('a hand-written %s of another API group is not one of Deckhouse', (kind) => {
  const { chart } = program();
  const hand = (id: string, apiVersion: string): ApiObject =>
    new ApiObject(chart, id, { apiVersion, kind, metadata: { name: 'x' } });
  const own = renderedObjectOf(hand('own', 'deckhouse.io/v1'))!;
  const foreign = renderedObjectOf(hand('foreign', 'example.com/v1'))!;
  expect([isNamesake(own), isNamesake(foreign)]).toEqual([false, true]);
  expect(isReadOnly(own)).toBe(true);
});
