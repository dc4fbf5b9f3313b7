import { serve } from './roles/index.ts';

await serve(process.argv.slice(2), 'npm start --');
