import { generateTypes, schemaFile } from './generate-types.ts';
import { makeTemplate } from './testing/template-database.ts';

// The command `db:types`: a database is migrated from nothing, and schema.ts says what it is.
await using template = await makeTemplate();
await generateTypes(template.url, { write: true });
console.log(`${schemaFile} is what the migrations make.`);
