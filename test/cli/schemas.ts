// Checks an answer against its published schema, made strict: a field that the schema does not know fails here, though
// readers of the schema must accept it.

import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';

const folder = new URL('../../schemas/v1/', import.meta.url);
export const schemaNames = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort();

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
for (const name of schemaNames) ajv.addSchema(closed(schema(name)), name);

export function schema(name: string): AnySchema {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}

/** The violations, one a line; '' where the answer is as its kind's schema says. */
export function violations(kind: string, answer: unknown): string {
  const validate = ajv.getSchema(`${kind}.json`);
  if (validate === undefined) return `no schema for ${kind}`;
  if (validate(answer) === true) return '';
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`).join('\n');
}

/** Every object that lists its properties allows no others. */
function closed(value: unknown): AnySchema {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([key, inner]) => [key, walk(inner)]);
    // `required` goes with what lists an object's fields; a condition (`if`) only looks at one.
    const lists = 'properties' in node && 'required' in node;
    return { ...(lists ? { additionalProperties: false } : {}), ...Object.fromEntries(entries) };
  };
  return walk(value) as AnySchema; // a schema with more said is a schema
}
