const modifiers = {Control: 'ctrlKey', Alt: 'altKey', Shift: 'shiftKey', Meta: 'metaKey'} as const;

/**
 * Whether a key was pressed with exactly the modifiers in `shortcut`, such as `Control+Alt+P`. A letter also
 * matches by its place on the keyboard: with Alt held, macOS produces another character. AltGr produces
 * characters and never matches, although Windows reports it as Control and Alt.
 */
export function matchesShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const parts = shortcut.split('+').map((part) => part.trim());
  const key = parts.pop()?.toUpperCase() ?? '';
  if (key === '' || event.repeat || event.getModifierState('AltGraph')) return false;
  for (const [name, property] of Object.entries(modifiers))
    if (event[property] !== parts.includes(name)) return false;
  return event.key.toUpperCase() === key || event.code.toUpperCase() === `KEY${key}`;
}
