import {expect} from '@open-wc/testing';
import {matchesShortcut} from '../../src/inspector/shortcut.js';

const shortcut = 'Control+Alt+P';

function key(key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  return new KeyboardEvent('keydown', {key, ctrlKey: true, altKey: true, ...init});
}

describe('matchesShortcut', () => {
  it('knows the key with exactly its modifiers', () => {
    expect(matchesShortcut(key('p'), shortcut)).to.be.true;
    expect(matchesShortcut(key('P'), shortcut)).to.be.true;
    for (const other of [{shiftKey: true}, {metaKey: true}, {ctrlKey: false}, {altKey: false}])
      expect(matchesShortcut(key('p', other), shortcut), JSON.stringify(other)).to.be.false;
    expect(matchesShortcut(key('o'), shortcut)).to.be.false;
    expect(matchesShortcut(new KeyboardEvent('keydown', {key: 'F2'}), 'F2')).to.be.true;
  });

  it('knows a letter by its place where Alt makes another character of it', () => {
    expect(matchesShortcut(key('π', {code: 'KeyP'}), shortcut)).to.be.true;
    expect(matchesShortcut(key('π', {code: 'KeyR'}), shortcut)).to.be.false;
  });

  it('leaves AltGr to those who write with it, and a key that is held to the first press', () => {
    // Not every browser lets it be said of an event that is made up.
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
