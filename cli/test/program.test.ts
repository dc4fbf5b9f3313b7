import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../exit.ts';
import { createProgram } from '../program.ts';
import { millraceIn } from './run.ts';

const ROOT = new URL('../../', import.meta.url);
const millrace = millraceIn({});

/** The commands that do something, by their words. */
function leaves(
  command: Command,
  words: readonly string[] = [],
): { words: readonly string[]; command: Command }[] {
  const { commands } = command;
  if (commands.length === 0) return [{ words, command }];
  return commands.flatMap((each) => leaves(each, [...words, each.name()]));
}

describe('the commands', () => {
  let all: ReturnType<typeof leaves>;
  beforeAll(async () => {
    all = leaves(await createProgram());
  });

  it('stand in the docs, all of them, and so do the exit codes', async () => {
    const docs = await readFile(new URL('docs/command-line.md', ROOT), 'utf8');
    for (const { words } of all) expect(docs).toContain(`\`millrace ${words.join(' ')}`);
    for (const code of Object.values(EXIT)) expect(docs).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
  });

  it('say what they do, and what each option means', () => {
    for (const { words, command } of all) {
      expect(command.summary(), words.join(' ')).not.toBe('');
      for (const { long, description } of command.options)
        expect(description, `${words.join(' ')} ${long}`).not.toBe('');
    }
  });

  it('teach by an example, each of its own; the server has its own help', async () => {
    for (const { words, command } of all.filter((each) => each.words[0] !== 'start')) {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
      const [word, below] = words;
      const said = below === 'list' || below === 'show' ? word : words.join(' ');
      expect(help, words.join(' ')).toMatch(new RegExp(`\\n.*millrace ${said}`));
    }
  });

  it('complete in bash: commands, commands below them, options, behind a name that is given', async () => {
    const { code, out } = await millrace(['completion', 'bash']);
    expect(code).toBe(0);
    const complete = async (line: string) => {
      const words = line.split(' ');
      const script = `${out}
COMP_WORDS=(${words.map((word) => `"${word}"`).join(' ')}); COMP_CWORD=${words.length - 1}; _millrace; echo "\${COMPREPLY[@]}"`;
      return (await promisify(execFile)('bash', ['-c', script])).stdout.trim().split(' ');
    };
    expect(await complete('millrace enroll')).toEqual(['enroll', 'enrollments', 'enrollment']);
    expect(await complete('millrace flows ')).toEqual(
      expect.arrayContaining(['list', 'show', 'on', '--help']),
    );
    expect(await complete('millrace flows list --se')).toEqual(['--search']);
    expect(await complete('millrace enroll Welcome --m')).toEqual(['--matching']);
  });

  it('complete in zsh and fish, with what each word means', async () => {
    const zsh = (await millrace(['completion', 'zsh'])).out;
    expect(zsh).toMatch(/^#compdef millrace\n/);
    expect(zsh).toContain(`" flows") said=('list:list the flows, those with errors first'`);
    expect(zsh).toContain(`"read or move the account'\\''s clock"`.slice(1, -1));
    const fish = (await millrace(['completion', 'fish'])).out;
    expect(fish).toContain(`complete -c millrace -n "__millrace_at ' flows'" -f -a list -d 'list the flows`);
    expect(fish).toContain(`-a clock -d 'read or move the account\\'s clock'`);
    expect(await millrace(['completion', 'tcsh'])).toMatchObject({ code: 2, out: '' });
  });
});
