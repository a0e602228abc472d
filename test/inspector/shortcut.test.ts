import {expect} from '@open-wc/testing';
import {matchesShortcut} from '../../src/inspector/shortcut.js';

const shortcut = 'Control+Alt+P';

function key(key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  return new KeyboardEvent('keydown', {key, ctrlKey: true, altKey: true, ...init});
}

describe('matchesShortcut', () => {
  it('matches the key with exactly its modifiers', () => {
    expect(matchesShortcut(key('p'), shortcut)).to.be.true;
    expect(matchesShortcut(key('P'), shortcut)).to.be.true;
    for (const other of [{shiftKey: true}, {metaKey: true}, {ctrlKey: false}, {altKey: false}])
      expect(matchesShortcut(key('p', other), shortcut), JSON.stringify(other)).to.be.false;
    expect(matchesShortcut(key('o'), shortcut)).to.be.false;
    expect(matchesShortcut(new KeyboardEvent('keydown', {key: 'F2'}), 'F2')).to.be.true;
  });

  it('matches a letter by its place when Alt changes its character', () => {
    expect(matchesShortcut(key('π', {code: 'KeyP'}), shortcut)).to.be.true;
    expect(matchesShortcut(key('π', {code: 'KeyR'}), shortcut)).to.be.false;
  });

  it('ignores AltGr, which produces characters, and repeats of a held key', () => {
    // Not every browser allows it on a synthetic event.
    const written = Object.defineProperty(key('ö', {code: 'KeyP'}), 'getModifierState', {
      value: (name: string) => name === 'AltGraph',
    });
    expect(matchesShortcut(written, shortcut)).to.be.false;
    expect(matchesShortcut(key('p', {repeat: true}), shortcut)).to.be.false;
  });

  it('matches nothing when it is empty', () => {
    expect(matchesShortcut(new KeyboardEvent('keydown', {key: ''}), '')).to.be.false;
    expect(matchesShortcut(new KeyboardEvent('keydown', {key: 'p'}), '')).to.be.false;
  });
});
