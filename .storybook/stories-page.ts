import {Description, Stories, Title} from '@storybook/addon-docs/blocks';
import {createElement, Fragment, type ReactElement} from 'react';

/** A page of documentation without the reference, which is on one page of each element. */
export function StoriesPage(): ReactElement {
  return createElement(
    Fragment,
    null,
    createElement(Title),
    createElement(Description),
    createElement(Stories, {title: '', includePrimary: true}),
  );
}
