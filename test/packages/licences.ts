// What the package contains of others, and what it says of them.
import assert from 'node:assert/strict';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {test} from 'node:test';
import {billFile, faultsOfBill, noticesFile, thirdParties} from '../../scripts/build/third-party.js';
import {checkout, files, installed} from './packed.js';

interface Bill {
  components: {name: string; group?: string; version?: string}[];
}

const read = (file: string): string => readFileSync(join(installed, 'dist', file), 'utf8');

/** The packages of others whose sources are in the package's files, by their source maps. */
function mappedPackages(): string[] {
  const maps = files().filter((file) => /^dist\/.*\.js\.map$/.test(file));
  const names = maps.flatMap((file) => {
    const {sources} = JSON.parse(readFileSync(join(installed, file), 'utf8')) as {sources: string[]};
    return sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []);
  });
  return [...new Set(names)];
}

test('the notices have the licence of everything that is bundled, in full', () => {
  const text = read(noticesFile);
  const sections = new Map(
    text
      .split(/={80}\n(?=\S+.*\nLicence: )/)
      .slice(1)
      .map((section) => [section.split(/[ \n]/)[0]!, section]),
  );
  const bundled = mappedPackages();
  assert.ok(bundled.length >= 5, bundled.join());
  // The worker has no source map.
  const inWorker = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers', 'seedrandom', 'long'];
  for (const name of [...bundled, ...inWorker, 'XNNPACK']) {
    const section = sections.get(name);
    assert.ok(section !== undefined, `${name} is missing`);
    assert.match(section, /copyright/i, name);
    // The part that disclaims all warranties is near the end of each of these licences.
    assert.match(section, /AS IS/i, name);
  }
  assert.match(sections.get('@tensorflow/tfjs-core')!, /TERMS AND CONDITIONS FOR USE[^]*END OF TERMS/);
  assert.match(sections.get('@tensorflow/tfjs-layers')!, /Permission is hereby granted/);
  assert.doesNotMatch(text, /<year>|<copyright holders?>|<owner>/);
});

test('each file with sources of others says where their licences are', () => {
  for (const file of ['predictive-buttons.js', 'inspector.js', 'trainer.worker.js'])
    assert.match(read(file), new RegExp(`/\\*! ${noticesFile}`), file);
  assert.ok(existsSync(join(installed, 'dist', noticesFile)));
});

test('the bill of materials is valid CycloneDX, and lists what the notices have', async () => {
  const text = read(billFile);
  assert.equal(await faultsOfBill(text), null);
  const {components} = JSON.parse(text) as Bill;
  const listed = components.map(({group, name, version}) =>
    [[group, name].filter(Boolean).join('/'), version].filter(Boolean).join(' '),
  );
  const noticed = [...read(noticesFile).matchAll(/={80}\n(.+)\nLicence: /g)].map(([, title]) => title!);
  assert.deepEqual(listed.sort(), noticed.sort());
  // A fault of it would be found.
  assert.notEqual(await faultsOfBill(text.replaceAll('"type": "library"', '"type": "book"')), null);
});

test('a package that asks for more than its text, or has no licence or notice, stops the build', () => {
  const folder = mkdtempSync(join(checkout, 'node_modules/.licence-test-'));
  const source = (name: string, licence: string | undefined, code: string): string => {
    const path = join(folder, 'node_modules', name);
    mkdirSync(path, {recursive: true});
    writeFileSync(join(path, 'package.json'), JSON.stringify({name, version: '1.0.0', license: licence}));
    writeFileSync(join(path, 'index.js'), code);
    return relative(checkout, join(path, 'index.js'));
  };
  try {
    const notice = '/* @license Copyright Somebody */';
    assert.throws(() => thirdParties([source('a', 'GPL-3.0-only', notice)]), /a may not be bundled: .*GPL/);
    assert.throws(() => thirdParties([source('b', 'MIT OR GPL-3.0-only', notice)]), /b may not be bundled/);
    assert.throws(() => thirdParties([source('c', undefined, notice)]), /not declared/);
    assert.throws(() => thirdParties([source('d', 'MIT', 'export {};')]), /d has no copyright notice/);
    const [fine] = thirdParties([source('e', 'MIT', notice)]);
    assert.equal(fine?.texts.length, 2);
  } finally {
    rmSync(folder, {recursive: true});
  }
});
