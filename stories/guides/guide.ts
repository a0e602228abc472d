/// <reference types="vite/client" />
import {Markdown} from '@storybook/addon-docs/blocks';
import {createElement, type ReactElement} from 'react';

/** The text of each guide, by its path in the project. */
const texts = new Map(
  Object.entries(
    import.meta.glob<string>(['../../README.md', '../../docs/*.md', '../../docs/recipes/*.md'], {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([path, text]) => [path.replace('../../', ''), text]),
);

/** A guide of the project as a page of Storybook. */
export function Guide({file}: {file: string}): ReactElement {
  const text = texts.get(file);
  if (text === undefined) throw new Error(`There is no guide ${file}.`);
  return createElement(Markdown, null, linkedFrom(file, text));
}

/** Turns links to other guides into links to their pages here, and links to other files into text. */
function linkedFrom(file: string, text: string): string {
  // Pictures are served by their path in the project.
  const pictured = text.replace(
    /(!\[[^\]]*\])\(((?!https?:)[^)\s]+)\)/g,
    (_whole, alt: string, path: string) => `${alt}(${pathFrom(file, path)})`,
  );
  return pictured.replace(
    /(?<!!)\[([^\]]+)\]\(((?!https?:|#)[^)#\s]+)(#[^)\s]*)?\)/g,
    (_whole, words: string, path: string, heading = '') => {
      const target = pathFrom(file, path);
      return texts.has(target) ? `[${words}](?path=/docs/${idOf(target)}--docs${heading})` : words;
    },
  );
}

/** The path in the project of what a document links to. */
function pathFrom(file: string, path: string): string {
  return new URL(path, `https://project/${file}`).pathname.slice(1);
}

function idOf(file: string): string {
  const name = file === 'README.md' ? 'start' : file.replace(/^docs\/|\.md$/g, '').replaceAll('/', '-');
  return `guides-${name}`;
}
