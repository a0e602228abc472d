import {expect, fixtureCleanup} from '@open-wc/testing';
import {resetMouse, sendMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import '../../src/inspector/index.js';
import {places, threeButtons} from '../support/regions.js';
import {button, figures, input, inView, openInspector, query, show, text, until} from './inspectors.js';

describe('the habits view of the inspector', function () {
  this.timeout(30_000);

  afterEach(async () => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
    await resetMouse();
  });

  it('shows the forecast by habit, the trust in it, and the learned sequences', async () => {
    const {region} = await threeButtons({id: 'inspected', learn: 'manual'});
    const inspector = await openInspector();
    await show(inspector, 'Habits');
    expect(text(inspector, inView('Habits', '.content'))).to.include('Nothing learned yet');
    for (let i = 0; i < 3; i++)
      for (const name of ['one', 'two'] as const)
        await sendMouse({type: 'click', position: [...places[name]]});
    await until(() => text(inspector, '[data-shows=habits] tbody tr:first-child th') === 'one');
    const {probabilities, weight} = region.habitForecast!;
    expect(text(inspector, '[data-shows=habits] tbody tr:first-child .number')).to.equal(
      `${Math.round(probabilities.get('one')! * 100)}\u00a0%`.replace('\u00a0', ' '),
    );
    expect(figures(inspector, 'Habits')['Weight relative to the pointer']).to.equal(
      `${Math.round(weight * 100)}\u00a0%`,
    );

    button(inspector, 'Start a visit').click();
    button(inspector, 'List sequences').click();
    await until(() => query(inspector, '[data-shows=steps]') !== null);
    const steps = [...inspector.renderRoot.querySelectorAll('[data-shows=steps] tbody th')].map((cell) =>
      cell.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(steps.slice(0, 2)).to.have.members(['one → two', 'two → one']);
    expect(steps).to.include.members(['Start → one', 'two → end']);
  });

  it('turns habits and hints on and off', async () => {
    const {region} = await threeButtons({id: 'inspected'});
    const inspector = await openInspector();
    await show(inspector, 'Habits');
    const [habits, hints] = [
      ...inspector.renderRoot.querySelectorAll<HTMLInputElement>(inView('Habits', 'input')),
    ];
    hints!.click();
    await until(() => region.hints === '');
    habits!.click();
    await until(() => region.habits === 'off');
    expect(region.habitForecast).to.be.undefined;
    expect(input(inspector, inView('Habits', 'input')).checked).to.be.false;
  });
});
