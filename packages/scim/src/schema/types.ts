/** The data types of RFC 7643 §2.3. */
export type AttributeType =
  'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'binary' | 'reference' | 'complex';

/** One attribute and its characteristics, in the words of RFC 7643 §7. */
export type Attribute = Readonly<{
  name: string;
  type: AttributeType;
  multiValued: boolean;
  description: string;
  required: boolean;
  caseExact: boolean;
  mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  returned: 'always' | 'never' | 'default' | 'request';
  uniqueness: 'none' | 'server' | 'global';
  canonicalValues?: readonly string[];
  referenceTypes?: readonly string[];
  /** Characters a value may have; `limits.stringLength` when absent. A rule of ours that /Schemas has no word for. */
  maxLength?: number;
  /** The profile its values are prepared by (RFC 8265 §3.3). A rule of ours as well. */
  precis?: 'UsernameCaseMapped';
  subAttributes?: readonly Attribute[];
}>;

/** A schema as `/Schemas` publishes it (RFC 7643 §7). */
export type Schema = Readonly<{
  id: string;
  name: string;
  description: string;
  attributes: readonly Attribute[];
}>;

/** A kind of resource: its endpoint, its base schema and the extensions it may carry (RFC 7643 §6). */
export type ResourceSchema = Readonly<{
  name: string;
  endpoint: string;
  description: string;
  schema: Schema;
  extensions: readonly Schema[];
  /** The URNs of the extensions that every resource of the kind must carry. */
  requiredExtensions?: readonly string[];
  /** What an attribute is when a client that creates or replaces the resource does not say. */
  defaults?: Readonly<Record<string, string | boolean>>;
  /** What an attribute is once a PATCH has removed it, where being unassigned would be read as more than it says. */
  whenRemoved?: Readonly<Record<string, string | boolean>>;
}>;
