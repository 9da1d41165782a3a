import { parseSchema, type ResourceSchema } from '../src/index.ts';

const id = 'urn:example:params:scim:schemas:acme:2.0:Device';
const stickerId = 'urn:example:params:scim:schemas:extension:acme:2.0:Sticker';

/** A resource type of a tenant's own, with every characteristic that User and Group lack. */
export const device: ResourceSchema = {
  name: 'Device',
  endpoint: '/Devices',
  description: '',
  schema: parseSchema({
    id,
    attributes: [
      { name: 'serial', required: true, caseExact: true, mutability: 'immutable' },
      { name: 'pin', mutability: 'writeOnly' },
      { name: 'uptime', type: 'decimal' },
      { name: 'cores', type: 'integer' },
      { name: 'bought', type: 'dateTime' },
      { name: 'logo', type: 'binary' },
      { name: 'tags', multiValued: true },
      { name: 'seen', mutability: 'readOnly' },
      { name: 'note', returned: 'request' },
      { name: 'secret', returned: 'never' },
      { name: 'stamp', returned: 'always' },
      {
        name: 'owner',
        type: 'complex',
        subAttributes: [
          { name: 'name', required: true },
          { name: 'badge', mutability: 'immutable' },
          { name: 'code', mutability: 'writeOnly' },
          { name: 'hint', returned: 'never' },
          { name: 'value' },
        ],
      },
      {
        name: 'ports',
        type: 'complex',
        multiValued: true,
        subAttributes: [
          { name: 'value', type: 'integer', required: true },
          { name: 'type', canonicalValues: ['usb', 'hdmi'] },
          { name: 'primary', type: 'boolean' },
        ],
      },
    ],
  }),
  extensions: [
    parseSchema({
      id: stickerId,
      attributes: [
        { name: 'colour', required: true },
        { name: 'shape', mutability: 'immutable' },
      ],
    }),
  ],
};
