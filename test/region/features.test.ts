import {expect, fixture, html} from '@open-wc/testing';
import '../../src/index.js';
import type {PredictiveButton} from '../../src/index.js';
import {trust} from '../../src/core/trust.js';
import type {Feature, FeatureEvents} from '../../src/region/feature-context.js';
import {features} from '../../src/region/features.js';
import {Session} from '../../src/region/session.js';
import {hostOf, lasting} from '../support/hosts.js';
import {newButton} from '../support/regions.js';

/** A session that watches, with one button, and a function that ends it. */
async function sessionOf(
  settings: Parameters<typeof hostOf>[1],
): Promise<{session: Session; button: PredictiveButton; end: () => void}> {
  const host = hostOf(document.createElement('div'), settings);
  const button = newButton('button');
  host.append(button);
  await fixture(html`<div>${host}</div>`);
  const session = new Session(host, lasting());
  const ended = new AbortController();
  session.connect([{target: button, signal: ended.signal}], ended.signal);
  session.start();
  const end = (): void => {
    ended.abort();
    session.close();
  };
  return {session, button, end};
}

describe('the features of a region', () => {
  it('receive a press in the order of the table: sample, score, habits, preload', async () => {
    const {session, button, end} = await sessionOf({learn: 'auto', habits: 'on', preload: 'module'});
    const told: string[] = [];
    const spy = (name: string, feature: Feature): void => {
      const {onPress} = feature;
      Object.assign(feature, {
        onPress(...press: FeatureEvents['onPress']) {
          told.push(name);
          onPress?.apply(feature, press);
        },
      });
    };
    for (const row of features) {
      // The scorekeeping exists from the start, and has no lazy handle to spy on.
      if ('connect' in row) continue;
      spy(row.name, await session.parts[row.name].request());
    }
    const score = await session.score.request();
    const press = score.press.bind(score);
    score.press = (...of) => {
      told.push('scorekeeping');
      press(...of);
    };
    const {isUsers} = trust;
    trust.isUsers = () => true;
    button.click();
    trust.isUsers = isUsers;
    expect(told).to.deep.equal(features.map(({name}) => name));
    end();
  });

  it('preload what is already predicted when they have loaded', async () => {
    const {session, button, end} = await sessionOf({});
    const preloads: number[] = [];
    button.addEventListener('preload', (event) => preloads.push(event.probability));
    const likely = new Map([[button, 0.8]]);
    session.publish(session.engine.decide(likely, {time: performance.now(), none: 0.2}));
    expect(preloads).to.be.empty;
    // The pointer rests: nothing else is published.
    await session.parts.preload.request();
    expect(preloads).to.deep.equal([0.8]);
    end();
  });

  it('are ordered: marks first, and a press is captured and scored before it changes habits', () => {
    expect(features.map(({name}) => name)).to.deep.equal([
      'marks',
      'learning',
      'scorekeeping',
      'habits',
      'preload',
      'keyboard',
      'touch',
      'observation',
      'assist',
    ]);
  });
});
