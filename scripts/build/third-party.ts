// What the package contains of others: their licences, in full, and a bill of materials.
import {readdirSync, readFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {Contrib, Enums, Models, Serialize, Spec, Validation} from '@cyclonedx/cyclonedx-library';
import licenceList from 'spdx-license-list/full.js';
import {projectRoot} from '../project-root.js';

/** The files of the package that this module makes. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt';
export const billFile = 'sbom.cdx.json';

/** Something of others that is part of the package. */
export interface ThirdParty {
  name: string;
  /** `undefined` for a library inside a binary, which does not say it. */
  version: string | undefined;
  /** An SPDX expression. */
  licence: string;
  homepage: string;
  /** The full texts that have to go with it. */
  texts: readonly string[];
  /** The binaries that it is in; `undefined` for a package of scripts. */
  within?: string;
}

/** The licences that may be bundled: all ask for their texts, and for nothing else. */
const permitted = new Set(['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'ISC', 'MIT']);

const wasmPackage = '@tensorflow/tfjs-backend-wasm';

/** The libraries that TensorFlow.js’s WebAssembly binaries are built from; its package does not list them. */
const inBinaries: readonly {name: string; licence: string; homepage: string; copyright: string}[] = [
  {
    name: 'XNNPACK',
    licence: 'BSD-3-Clause',
    homepage: 'https://github.com/google/XNNPACK',
    copyright:
      'Copyright (c) Facebook, Inc. and its affiliates. All rights reserved.\nCopyright 2019 Google LLC',
  },
  {
    name: 'pthreadpool',
    licence: 'BSD-2-Clause',
    homepage: 'https://github.com/google/pthreadpool',
    copyright:
      'Copyright (c) 2017 Facebook Inc.\nCopyright (c) 2015-2017 Georgia Institute of Technology\nAll rights reserved.',
  },
  {
    name: 'cpuinfo',
    licence: 'BSD-2-Clause',
    homepage: 'https://github.com/pytorch/cpuinfo',
    copyright:
      'Copyright (c) 2017 Facebook Inc.\nCopyright (C) 2012-2017 Georgia Institute of Technology\nCopyright (C) 2010-2012 Marat Dukhan\nAll rights reserved.',
  },
  {
    name: 'Emscripten',
    licence: 'MIT',
    homepage: 'https://emscripten.org/',
    copyright: 'Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.',
  },
  {
    name: 'musl',
    licence: 'MIT',
    homepage: 'https://musl.libc.org/',
    copyright: 'Copyright © 2005-2020 Rich Felker, et al.',
  },
];

export interface Manifest {
  name: string;
  version: string;
  license?: string;
  homepage?: string;
  repository?: string | {url?: string};
}

/**
 * The packages among bundled sources, by their paths, and what is in their binaries. Throws if one has no licence that
 * is `permitted`, or no copyright notice for one that asks for it.
 */
export function thirdParties(sources: Iterable<string>): ThirdParty[] {
  const sourcesOf = new Map<string, string[]>();
  for (const source of sources) {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(relative(projectRoot, source)) ?? [];
    // A module that a bundler replaces by nothing has a prefix.
    if (folder === undefined || folder.includes(':')) continue;
    sourcesOf.set(folder, [...(sourcesOf.get(folder) ?? []), source]);
  }
  const packages = [...sourcesOf].map(([folder, files]) => packageIn(folder, files));
  return [
    ...packages.sort((a, b) => a.name.localeCompare(b.name, 'en')),
    ...(packages.some(({name}) => name === wasmPackage) ? inBinaries.map(libraryInBinary) : []),
  ];
}

function packageIn(folder: string, files: readonly string[]): ThirdParty {
  const path = join(projectRoot, folder);
  const {name, version, license, homepage, repository} = JSON.parse(
    readFileSync(join(path, 'package.json'), 'utf8'),
  ) as Manifest;
  const licence = checkLicence(name, license);
  const from = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? '';
  const own = readdirSync(path).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const given = own.map((file) => readFileSync(join(path, file), 'utf8').trim());
  const comments = licenceComments(files);
  // Without a file of its own, the licence as SPDX has it, and the notices that stand in the sources.
  const texts =
    given.length > 0 ? given : [...comments, ...identifiersIn(licence).flatMap(textBeside(comments))];
  if (![...given, ...comments].some((text) => /[Cc]opyright (\([Cc]\)|©|[\dA-Z])/.test(text)))
    throw new Error(`${name} has no copyright notice.`);
  return {
    name,
    version,
    licence,
    homepage: from.replace(/^git(\+https)?:/, 'https:').replace(/\.git$/, ''),
    texts,
  };
}

function libraryInBinary({name, licence, homepage, copyright}: (typeof inBinaries)[number]): ThirdParty {
  checkLicence(name, licence);
  return {
    name,
    version: undefined,
    licence,
    homepage,
    texts: [`${copyright}\n\n${withoutPlaceholders(licence)}`],
    within: wasmPackage,
  };
}

function checkLicence(name: string, licence: string | undefined): string {
  const identifiers = identifiersIn(licence ?? '');
  if (identifiers.length === 0 || !identifiers.every((each) => permitted.has(each)))
    throw new Error(`${name} may not be bundled: its licence is ${licence ?? 'not declared'}.`);
  return licence!;
}

/** The licences of an expression that names one, or several that all hold. */
function identifiersIn(expression: string): string[] {
  return expression.split(/\s+AND\s+/).filter((word) => word !== '');
}

/** The text of a licence, unless the comments have it. */
const textBeside =
  (comments: readonly string[]) =>
  (identifier: string): string[] =>
    identifier === 'MIT' && comments.some((comment) => /permission is hereby granted/i.test(comment))
      ? []
      : [withoutPlaceholders(identifier)];

/** The text of a licence without the line for the holder's name. */
function withoutPlaceholders(identifier: string): string {
  return textOf(identifier)
    .replace(/^.*(<year>|<owner>|<copyright holders?>).*\n+/im, '')
    .trim();
}

function textOf(identifier: string): string {
  const text = licenceList[identifier]?.licenseText;
  if (text === undefined) throw new Error(`There is no text of ${identifier}.`);
  return text.trim();
}

/** The comments in sources that state a licence. */
function licenceComments(files: readonly string[]): string[] {
  const comments = files.flatMap((file) =>
    (readFileSync(file, 'utf8').match(/\/\*[\s\S]*?\*\//g) ?? []).filter((comment) =>
      /@license|permission is hereby granted/i.test(comment),
    ),
  );
  const texts = comments.map((comment) =>
    comment
      .replace(/^\/\*+!?|\*+\/$/g, '')
      .replace(/^[ \t]*\* ?/gm, '')
      .replace(/@license\s*/, '')
      .replace(/^=+$/gm, '')
      .trim(),
  );
  return [...new Set(texts)];
}

/** The notices as a text. */
export function notices(parts: readonly ThirdParty[]): string {
  const line = '='.repeat(80);
  const sections = parts.map(({name, version, licence, homepage, texts, within}) =>
    [
      line,
      [name, version].filter(Boolean).join(' '),
      `Licence: ${licence}`,
      homepage,
      ...(within === undefined ? [] : [`Part of the WebAssembly binaries of ${within}`]),
      line,
      '',
      texts.join(`\n\n${'-'.repeat(80)}\n\n`),
    ].join('\n'),
  );
  return `This package contains software of others, under the licences below.\n\n${sections.join('\n\n')}\n`;
}

/**
 * The bill of materials in CycloneDX's JSON. The same sources give the same text: no time and no random serial number.
 */
export function bill(parts: readonly ThirdParty[], manifest: Manifest): string {
  const licences = new Contrib.License.Factories.LicenseFactory((expression) => {
    checkLicence('The expression', expression);
  });
  const component = ({name, version, licence, homepage}: Omit<ThirdParty, 'texts'>): Models.Component => {
    const [scope, bare] = name.startsWith('@') ? name.split('/') : [undefined, name];
    const made = new Models.Component(Enums.ComponentType.Library, bare, {
      ...(scope !== undefined && {group: scope}),
      ...(version !== undefined && {
        version,
        purl: `pkg:npm/${scope === undefined ? '' : `${encodeURIComponent(scope)}/`}${bare}@${version}`,
      }),
      bomRef: [name, version].filter(Boolean).join('@'),
    });
    made.licenses.add(licences.makeFromString(licence));
    if (homepage !== '')
      made.externalReferences.add(
        new Models.ExternalReference(homepage, Enums.ExternalReferenceType.Website),
      );
    return made;
  };
  const {name, version, license = ''} = manifest;
  const whole = component({name, version, licence: license, homepage: ''});
  const components = new Map(parts.map((part) => [part.name, component(part)]));
  for (const {name, within} of parts) {
    const owner = within === undefined ? whole : components.get(within);
    owner?.dependencies.add(components.get(name)!.bomRef);
  }
  const bom = new Models.Bom({metadata: new Models.Metadata({component: whole})});
  for (const each of components.values()) bom.components.add(each);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, {sortLists: true, space: 2})}\n`;
}

/** What is wrong with a bill of materials by CycloneDX's schema; `null` if nothing is. */
export async function faultsOfBill(text: string): Promise<unknown> {
  return new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
}
