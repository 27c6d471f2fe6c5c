/** As much of JSON Schema (2020-12) as the schemas beside the product's data use; an unknown keyword is an error. */

type Schema = Readonly<Record<string, unknown>>;

const ANNOTATIONS = ["$schema", "title", "description"];

/** @returns what is wrong, a line each, with the JSON path; empty for valid data */
export function schemaErrors(schema: Schema, value: unknown, path = "$"): string[] {
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    if (ANNOTATIONS.includes(keyword)) return [];
    const check = KEYWORDS[keyword];
    return check ? check(rule, value, path, schema) : [`${path}: keyword ${keyword} is not known`];
  });
}

type Check = (rule: unknown, value: unknown, path: string, schema: Schema) => string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const unless = (valid: boolean, error: string) => (valid ? [] : [error]);

const KEYWORDS: Readonly<Record<string, Check>> = {
  type: (rule, value, path) =>
    unless(
      [rule].flat().some((type) => hasType(value, String(type))),
      `${path}: is not ${[rule].flat().join(" or ")}`,
    ),
  enum: (rule, value, path) => unless((rule as unknown[]).includes(value), `${path}: is not one of the values`),
  pattern: (rule, value, path) =>
    unless(typeof value !== "string" || new RegExp(String(rule)).test(value), `${path}: does not match ${rule}`),
  minimum: (rule, value, path) => unless(typeof value !== "number" || value >= Number(rule), `${path}: is too small`),
  required: (rule, value, path) =>
    (rule as string[]).flatMap((name) => unless(!isObject(value) || name in value, `${path}: lacks ${name}`)),
  properties: (rule, value, path) =>
    Object.entries(rule as Record<string, Schema>).flatMap(([name, schema]) =>
      isObject(value) && name in value ? schemaErrors(schema, value[name], `${path}.${name}`) : [],
    ),
  additionalProperties: (rule, value, path, schema) =>
    Object.entries(isObject(value) ? value : {})
      .filter(([name]) => !(name in ((schema.properties as object | undefined) ?? {})))
      .flatMap(([name, item]) =>
        rule === false ? [`${path}.${name}: is not known`] : schemaErrors(rule as Schema, item, `${path}.${name}`),
      ),
  propertyNames: (rule, value, path) =>
    Object.keys(isObject(value) ? value : {}).flatMap((name) =>
      schemaErrors(rule as Schema, name, `${path} (${name})`),
    ),
  items: (rule, value, path) =>
    (Array.isArray(value) ? value : []).flatMap((item, index) =>
      schemaErrors(rule as Schema, item, `${path}[${index}]`),
    ),
  anyOf: (rule, value, path) =>
    unless(
      (rule as Schema[]).some((schema) => schemaErrors(schema, value).length === 0),
      `${path}: matches none of the alternatives`,
    ),
};

function hasType(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  return type === "object" ? isObject(value) : typeof value === type;
}
