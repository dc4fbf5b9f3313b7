/** Tells the story to a server that runs in development mode: `node main.ts <url> <token>`. */
import { tellStory } from './story.ts';

const [url = 'http://127.0.0.1:4040', token = ''] = process.argv.slice(2);
console.log(await tellStory(url, token));
