// web-test-runner loads its configuration without a loader for TypeScript.
import {register} from 'tsx/esm/api';

register();
const {config} = await import('./scripts/test/web-test-runner.ts');

export default config;
