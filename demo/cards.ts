import {element} from '../src/inspector/element.js';

/** Destinations, each with its reason for a visit. */
export const trips = {
  Bergen: 'Rain, fjords and a funicular',
  Porto: 'Tiles, river, late dinners',
  Ghent: 'Canals without the crowds',
  Graz: 'Courtyards and a clock tower',
  Trieste: 'Coffee where three cultures meet',
  Lund: 'A cathedral and many bicycles',
  Cádiz: 'Three thousand years by the sea',
  Tartu: 'Students, rivers, wooden houses',
  Bath: 'Crescents and hot water',
  Lucca: 'Walk the city on its wall',
  Wrocław: 'Bridges and small bronze dwarfs',
  Annecy: 'An old town at a clear lake',
};

/** A grid of cards with one button each. */
export function fillCards(list: HTMLElement): void {
  for (const [city, description] of Object.entries(trips)) {
    const button = element('predictive-button', {key: city, 'aria-label': `Plan ${city}`}, 'Plan');
    list.append(element('li', {}, element('h3', {}, city), element('p', {}, description), button));
  }
}
