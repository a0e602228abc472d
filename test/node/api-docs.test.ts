import assert from 'node:assert/strict';
import {test} from 'node:test';
import {apiDocs} from '../../scripts/docs/api-docs.js';
import type {Declaration} from '../../scripts/docs/manifest.js';

function docsOf(...declarations: Declaration[]): string {
  return apiDocs({modules: [{declarations}]});
}

test('a union of literals has HTML syntax for an attribute, and JavaScript syntax for a property', () => {
  const size = {name: 'size', type: {text: 'Size | null'}, parsedType: {text: "'s' | 'm' | null"}};
  const page = docsOf({
    tagName: 'a-b',
    description: 'A thing.',
    attributes: [{...size, default: "'s'", description: 'How\nlarge.'}],
    members: [
      {...size, kind: 'field', default: "'s'", attribute: 'size', reflects: true, description: 'How large.'},
    ],
  });
  assert.match(page, /^\| `size` \| `s \\\| m` \| `s` \| How large\. \|$/m);
  assert.match(
    page,
    /^\| `size` \| `'s' \\\| 'm' \\\| null` \| `'s'` \| `size`, reflected \| How large\. \|$/m,
  );
});

test('leaves out members that only the elements call, and headings without entries', () => {
  const page = docsOf({
    tagName: 'a-b',
    description: 'A thing.',
    members: [
      {
        kind: 'method',
        name: 'open',
        description: 'Opens.',
        parameters: [{name: 'at', type: {text: 'number'}}],
      },
      {kind: 'method', name: 'show', description: 'Called by the region.'},
      {kind: 'method', name: 'hidden', description: 'Hides.', privacy: 'private'},
      {kind: 'field', name: 'tagName', description: 'The tag.', static: true},
    ],
    cssStates: [{name: 'open', description: 'It is open.'}],
  });
  assert.match(page, /`open\(at: number\)`/);
  assert.match(page, /`:state\(open\)` \| It is open\./);
  assert.doesNotMatch(page, /show\(|hidden|tagName|### Attributes|### Properties/);
});

test('an event has a section with its fields if an element fires it', () => {
  const field = {kind: 'field', name: 'at', type: {text: 'number'}, description: 'When.'};
  const page = docsOf(
    {tagName: 'a-b', description: '', events: [{name: 'done', type: {text: 'DoneEvent'}}]},
    {name: 'DoneEvent', description: 'It is done.', members: [field]},
    {name: 'OtherEvent', description: 'Fired by nobody.', members: [field]},
  );
  assert.match(page, /### `DoneEvent`\n\nIt is done\.\n\n.*\n.*\n\| `at` \| `number` \| When\. \|/);
  assert.doesNotMatch(page, /OtherEvent/);
});
