import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Preferences, readPreferences } from '../preferences';

const SCHEMA = JSON.parse(
  readFileSync(path.join(__dirname, '../../../../schema/sessions.json'), 'utf8')
) as { properties: Record<string, { default: unknown }> };

describe('preferences', () => {
  it('are without settings what the schema says', () => {
    const defaults = Object.entries(SCHEMA.properties).map(
      ([name, property]) => [name, property.default]
    );
    expect(new Preferences().values).toEqual(Object.fromEntries(defaults));
  });

  it('take nothing that is of another type', () => {
    const preferences = new Preferences();
    preferences.set(
      readPreferences({ workers: 'many', useCache: false, unknown: 1 })
    );
    expect(preferences.values).toEqual({
      ...new Preferences().values,
      useCache: false
    });
  });
});
