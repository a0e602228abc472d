import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import type {Result} from './results.js';

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect x='2' y='9' width='28' height='14' rx='7' fill='%230f766e'/%3E%3Ccircle cx='22' cy='16' r='4' fill='%23fff'/%3E%3C/svg%3E";

/** Builds one HTML file that works from a disk; its content security policy allows no requests. */
export async function buildReport(results: readonly Result[]): Promise<string> {
  const {script, style} = await bundle();
  // A string in the data must not end the script element.
  const data = JSON.stringify(results).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>predictive-buttons: how early, and at what cost</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
<header class="masthead">
<p class="wordmark">predictive-buttons</p>
</header>
<main>
<section class="hero">
<h1>How early, and at what cost.</h1>
<p class="lead">What the kit knows before a press, beside what others know: on the same recorded movements, by the same clock.</p>
</section>
</main>
<script type="application/json" id="results">${data}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** esbuild escapes the end tags of script and style. */
async function bundle(): Promise<{script: string; style: string}> {
  const {outputFiles} = await build({
    entryPoints: ['main.ts', 'report.css'].map((file) =>
      fileURLToPath(new URL(`page/${file}`, import.meta.url)),
    ),
    outdir: 'report',
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
  });
  const textOf = (extension: string): string => outputFiles.find(({path}) => path.endsWith(extension))!.text;
  return {script: textOf('.js').trim(), style: textOf('.css').trim()};
}
