import type {RecordedTarget} from '../../tools/recordings/recording.js';

/** The policies for requesting the next page before the click. */
export const navigationPolicies = [
  'none',
  'hover-200',
  'foresight',
  'kit-conservative',
  'kit-moderate',
  'kit-eager',
  'kit-moderate-prerender',
] as const;
export type NavigationPolicy = (typeof navigationPolicies)[number];

/** Time that the pointer is over a link before `hover-200` acts, ms. */
const hoverMs = 200;

/** Time for the modules on demand and the first frames, ms; nobody acts sooner. */
const settleMs = 200;

const loadKit = `await import('/kit.js');`;

/** The script of a page with plain links, by policy. */
const scripts: Record<'none' | 'hover-200' | 'foresight', string> = {
  none: '',
  'hover-200': `
    for (const link of document.links) {
      let timer;
      link.addEventListener('pointerenter', () => (timer = setTimeout(prefetch, ${hoverMs})));
      link.addEventListener('pointerleave', () => clearTimeout(timer));
      const prefetch = () => {
        const rules = document.createElement('script');
        rules.type = 'speculationrules';
        rules.textContent = JSON.stringify({prefetch: [{urls: [link.href], eagerness: 'immediate'}]});
        document.head.append(rules);
      };
    }`,
  foresight: `
    const {ForesightManager} = await import('/foresight.js');
    for (const element of document.links)
      ForesightManager.instance.register({
        element,
        callback: () => fetch(element.href, {priority: 'low'}).then((response) => response.text()),
      });`,
};

/** The preload attributes of the kit's buttons. */
const kitAttributes: Partial<Record<NavigationPolicy, string>> = {
  'kit-conservative': 'preload="prefetch" eagerness="conservative"',
  'kit-moderate': 'preload="prefetch" eagerness="moderate"',
  'kit-eager': 'preload="prefetch" eagerness="eager"',
  'kit-moderate-prerender': 'preload="prerender" eagerness="moderate"',
};

/** A page with a link at the place of every target; it sets `data-ready` when it is ready. */
export function linksPage({
  policy,
  targets,
  hrefOf,
}: {
  policy: NavigationPolicy;
  targets: readonly RecordedTarget[];
  hrefOf: (target: number) => string;
}): string {
  const attributes = kitAttributes[policy];
  const tag = attributes === undefined ? 'a' : 'predictive-button';
  const links = targets
    .map(({x, y, w, h}, index) => {
      const style = `left: ${x}px; top: ${y}px; width: ${w}px; height: ${h}px`;
      return `<${tag} href="${hrefOf(index)}" ${attributes ?? ''} style="${style}">${index}</${tag}>`;
    })
    .join('\n');
  const region = attributes === undefined ? 'main' : 'predictive-region';
  return `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>${policy}</title><style>
  body { margin: 0; overflow: hidden; user-select: none }
  a, predictive-button { position: fixed; contain: strict; font-size: 8px;
    --predictive-button-padding: 0; --predictive-button-radius: 0 }
</style>
<${region}>${links}</${region}>
<script type="module">
  document.addEventListener('click', ({timeStamp}) => {
    sessionStorage.setItem('clickedAt', performance.timeOrigin + timeStamp);
  }, {capture: true});
  ${scripts[policy as keyof typeof scripts] ?? loadKit}
  await new Promise((resolve) => setTimeout(resolve, ${settleMs}));
  document.documentElement.dataset.ready = '';
</script>`;
}

/** The report of a page of content when it is visible. Times are wall-clock times, ms. */
export interface Arrival {
  clickedAt: number;
  contentAt: number;
  /** Whether it was rendered before the click. */
  isPrerendered: boolean;
}

/** A page of content. It arrives when it is painted; a prerendered page when it is shown. */
export function contentPage(reportTo: string): string {
  return `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>content</title><h1>Content</h1>
<script>
  new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName('first-contentful-paint');
    if (paint === undefined) return;
    const {activationStart} = performance.getEntriesByType('navigation')[0];
    navigator.sendBeacon('${reportTo}', JSON.stringify({
      clickedAt: Number(sessionStorage.getItem('clickedAt')),
      contentAt: performance.timeOrigin + Math.max(activationStart, paint.startTime),
      isPrerendered: activationStart > 0,
    }));
  }).observe({type: 'paint', buffered: true});
</script>`;
}
