/** A button of the counter: its name, its task, and the steps it needs. */
export interface Step {
  key: string;
  name: string;
  /** The button's text after its press. */
  result: string;
  /** The message if nothing is missing. */
  said: string;
  /** Keys of the steps it needs, and the message if one is missing. */
  needs: readonly string[];
  without: string;
}

/** The steps in alphabetical order, as on the screen, which is no help. */
export const steps: readonly Step[] = [
  {
    key: 'contents',
    name: 'Contents',
    result: '2 books',
    said: 'Two books, worth 40 €.',
    needs: [],
    without: '',
  },
  {
    key: 'customs-form',
    name: 'Customs form',
    result: 'CN 22',
    said: 'The customs form is filled in.',
    needs: ['contents', 'sender', 'recipient'],
    without: 'The customs form has empty lines.',
  },
  {
    key: 'hand-over',
    name: 'Hand over',
    result: 'On its way',
    said: 'The parcel is on its way. Press New visit for the next customer.',
    needs: ['label'],
    without: 'A parcel without a label comes back.',
  },
  {
    key: 'insurance',
    name: 'Insurance',
    result: 'Up to 50 €',
    said: 'Insured up to 50 €.',
    needs: ['contents'],
    without: 'Nobody knows what it is worth.',
  },
  {
    key: 'measure',
    name: 'Measure',
    result: '4.8 litres',
    said: '30 by 20 by 8 cm: 4.8 litres.',
    needs: [],
    without: '',
  },
  {
    key: 'payment',
    name: 'Payment',
    result: '14.90 €',
    said: 'Paid: 14.90 €.',
    needs: ['service'],
    without: 'There is no price yet, so 0.00 € were paid.',
  },
  {
    key: 'label',
    name: 'Print label',
    result: 'Printed',
    said: 'The label is printed and sticks.',
    needs: ['recipient', 'payment'],
    without: 'The label lacks what a carrier looks for.',
  },
  {
    key: 'receipt',
    name: 'Receipt',
    result: 'Printed',
    said: 'The receipt is printed.',
    needs: ['payment'],
    without: 'There is nothing to print on it.',
  },
  {
    key: 'recipient',
    name: 'Recipient',
    result: 'Oslo',
    said: 'To Ms Berg in Oslo, Norway.',
    needs: [],
    without: '',
  },
  {
    key: 'sender',
    name: 'Sender',
    result: 'Lisbon',
    said: 'From Mr Alves in Lisbon, Portugal.',
    needs: [],
    without: '',
  },
  {
    key: 'service',
    name: 'Service',
    result: 'Standard',
    said: 'Standard: 14.90 €, five days.',
    needs: ['weigh', 'measure', 'recipient'],
    without: 'The price is a guess.',
  },
  {
    key: 'weigh',
    name: 'Weigh',
    result: '1.2 kg',
    said: '1.2 kg.',
    needs: [],
    without: '',
  },
];

/** The orders of experts, one list per parcel. */
export const expertOrders: readonly (readonly string[])[] = [
  'weigh measure sender recipient contents service insurance customs-form payment label receipt hand-over',
  'weigh measure sender recipient contents insurance customs-form service payment label receipt hand-over',
  'weigh measure sender recipient contents service insurance customs-form payment receipt label hand-over',
].map((order) => order.split(' '));

/** One parcel: the steps that were done, and those that lacked a step they need. */
export class Parcel {
  /** Names of the missing steps, by key. */
  readonly #done = new Map<string, readonly string[]>();

  constructor(keys: readonly string[] = []) {
    for (const key of keys) this.press(key);
  }

  /** Keys of the finished steps, in order. */
  get done(): string[] {
    return [...this.#done.keys()];
  }

  /** Names of the steps that were missing when this one was done; `undefined` if it was not done. */
  missingFor(key: string): readonly string[] | undefined {
    return this.#done.get(key);
  }

  /** Does a step, well or badly, and returns the message. A step can be done again. */
  press(key: string): string {
    const step = steps.find((each) => each.key === key);
    if (step === undefined) throw new Error(`There is no step “${key}”.`);
    const missing = steps.filter((each) => step.needs.includes(each.key) && !this.#done.has(each.key));
    const names = missing.map(({name}) => name);
    this.#done.delete(key);
    this.#done.set(key, names);
    return names.length === 0
      ? step.said
      : `${step.without} First ${listed(names)}, then ${step.name} once more.`;
  }
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
