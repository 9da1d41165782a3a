import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findEvidence } from './evidence.ts';
import { renderDocument, unproven } from './render.ts';

const root = join(import.meta.dirname, '../../../..');
const evidence = await findEvidence(root);
writeFileSync(join(root, 'docs/conformance.md'), renderDocument(evidence));
const missing = unproven(evidence);
console.log(`docs/conformance.md names ${evidence.length} proofs.`);
if (missing.length > 0) console.log(`Nothing proves ${missing.join(', ')}.`);
process.exitCode = missing.length > 0 ? 1 : 0;
