import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../context/package-folder.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** The names in a document, read from its schema: `{"numbers":[lease]}`. Null where there is no such schema. */
export function shapeOf(name: string): string | null {
  const schema = readSchema(name);
  return schema === null ? null : shape(schema);
}

/** The schemas ship with the program: in the package they are without spaces, as they are built. */
function readSchema(name: string): Schema | null {
  const places = ['schemas', 'dist/schemas'].map((folder) => join(packageFolder, folder, `${name}.schema.json`));
  const place = places.find((one) => existsSync(one));
  if (place === undefined) return null;
  try {
    return JSON.parse(readFileSync(place, 'utf8')) as Schema;
  } catch {
    return null; // help without a shape is still help
  }
}

function shape(schema: Schema): string {
  const named = /^([a-z-]+)\.schema\.json$/u.exec(schema.$ref ?? '')?.[1];
  if (named !== undefined) return named;
  if (schema.items !== undefined) return `[${shape(schema.items) || '…'}]`;
  const parts = (schema.allOf ?? []).map(shape).filter((one) => one !== '');
  if (schema.properties === undefined && parts.length === 0) {
    return (schema.oneOf ?? []).map(shape).find((one) => one !== '') ?? '';
  }
  const fields = Object.entries(schema.properties ?? {}).map(([field, inner]) => {
    const value = shape(inner);
    return value === '' ? field : `${field}: ${value}`;
  });
  return [...parts, ...(fields.length > 0 ? [`{ ${fields.join(', ')} }`] : [])].join(' + ');
}
