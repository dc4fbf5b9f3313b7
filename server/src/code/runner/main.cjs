/**
 * Runs code of flow authors: the program of a sandboxed process. It is plain JavaScript and CommonJS, since it starts in a third of
 * the time without types to strip. Whoever wrote the code can bend everything in this process, this file included: it is
 * here for clear outcomes. The walls are the permission model, the limits and the user of the process, and the parent
 * believes nothing that it is told.
 *
 * In: jobs as JSON lines on the descriptor 3. Out: reports as JSON lines on 4, written at once, so that none is lost
 * in an endless loop. The descriptor 5 carries what the code sends over the network.
 */
'use strict';

const { Socket } = require('node:net');
const { Connections } = require('./network.cjs');
const { report, sendText } = require('./report.cjs');
const { encode } = require('./encode.cjs');
const { describeError } = require('./describe-error.cjs');
const { guard, requireFor } = require('./guard.cjs');
const { join } = require('node:path');
const { compileFunction, constants } = require('node:vm');

const { parse } = JSON;
const { stdout, stderr } = process;
const { cpuUsage, exit, memoryUsage, on } = process;
const { wait } = Atomics;
const later = setImmediate;
const then = Promise.prototype.then;

const jobs = new Socket({ fd: 3, readable: true, writable: false });
const connections = new Connections(new Socket({ fd: 5, readable: true, writable: true }));

/** The job under way; `result` is what the code has answered. */
let run = null;
/** What the code's module exports; loaded by the first job. */
let loaded = null;
let setup = null;

guard(connections);
report('ready', {});
stdout.write = (chunk, ...rest) => write(chunk, rest);
stderr.write = (chunk, ...rest) => write(chunk, rest);

/** Milliseconds for the parent to end a process whose run has failed. */
const END_MS_MAX = 5_000;

/** What stack traces and messages call the code. */
const FILE = 'main.js';

/** Variables that every run has. */
const OWN = { __proto__: null, LANG: true, TZ: true };

let unread = '';
jobs.setEncoding('utf8');
jobs.on('data', (text) => {
  unread += text;
  for (let end = unread.indexOf('\n'); end >= 0; end = unread.indexOf('\n')) {
    const line = unread.slice(0, end);
    unread = unread.slice(end + 1);
    later(begin, parse(line));
  }
});
// The parent has gone.
jobs.on('close', () => exit(0));

on.call(process, 'uncaughtException', (error) => fail(error));
on.call(process, 'unhandledRejection', (error) => fail(error));
on.call(process, 'beforeExit', () => {
  if (!run) return;
  if (run.isPending && !run.isAnswered) run.isStuck = true;
  finish();
});

function begin(message) {
  if (message.kind === 'setup') {
    setup = message;
    // The shell that sets the limits has left its own.
    for (const name of Object.keys(process.env)) if (!(name in OWN)) delete process.env[name];
    for (const name of Object.keys(message.environment)) process.env[name] = message.environment[name];
    return;
  }
  run = { isAnswered: false, isPending: false, isStuck: false, failure: null };
  // From here on only what the code waits for keeps the process awake: when nothing is left, the run is over.
  jobs.unref();
  try {
    loaded ??= load();
    const main = loaded.exports?.[setup.entry] ?? loaded.exports?.default?.[setup.entry];
    if (typeof main !== 'function') {
      fail(
        new Error(`The code exports no function ${setup.entry}: it must set exports.${setup.entry}.`),
        'NO_ENTRY',
      );
      return;
    }
    const asked = run;
    const answered = main(message.event, (result) => answer(asked, result));
    if (typeof answered?.then !== 'function') {
      if (hasFields(answered)) answer(asked, answered);
      return;
    }
    asked.isPending = true;
    then.call(
      Promise.resolve(answered),
      (result) => {
        asked.isPending = false;
        if (hasFields(result)) answer(asked, result);
      },
      (error) => {
        asked.isPending = false;
        if (asked === run) fail(error);
      },
    );
  } catch (error) {
    fail(error);
  }
}

/** The code is a CommonJS module whose file would lie beside the libraries. */
function load() {
  const module = { exports: {} };
  const directory = setup.modules ?? '/';
  const filename = join(directory, FILE);
  let compiled;
  try {
    compiled = compileFunction(setup.source, ['exports', 'require', 'module', '__filename', '__dirname'], {
      filename,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
  } catch (error) {
    const [, line] = /^[^\n]*:(\d+)\n/.exec(error.stack) ?? [];
    if (line) error.message += ` (${FILE}:${line})`;
    error.isSyntaxError = true;
    throw error;
  }
  compiled.call(module.exports, module.exports, requireFor(setup.modules), module, filename, directory);
  return module;
}

/** A returned value that is a result; code that has called back often returns something else. */
function hasFields(value) {
  return typeof value === 'object' && value !== null && !setup.isCallbackOnly;
}

/** The first answer counts. */
function answer(asked, result) {
  if (asked !== run || asked.isAnswered || asked.failure) return;
  asked.isAnswered = true;
  const { text, odd } = encode(result);
  sendText(`{"kind":"result","value":${text},"odd":${odd}}`);
}

/** What is thrown before the answer fails the run; what is thrown after it is logged. */
function fail(error, code) {
  if (!run) return;
  if (run.isAnswered) {
    report('log', { text: `${describeError(error).stack}\n` });
    return;
  }
  if (run.failure) return;
  run.failure = true;
  const described = describeError(error);
  if (code) described.code = code;
  report('error', described);
  report('ended', { memory: memory(), cpuSeconds: cpuSeconds(), isReusable: false });
  // The parent ends the process: whatever else is under way would only hold up what is known already.
  wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, END_MS_MAX);
  exit(1);
}

function finish() {
  const { isStuck } = run;
  run = null;
  jobs.ref();
  report('ended', { memory: memory(), cpuSeconds: cpuSeconds(), isReusable: true, isStuck });
}

function memory() {
  try {
    return memoryUsage().rss;
  } catch {
    return 0;
  }
}

function cpuSeconds() {
  const { user, system } = cpuUsage.call(process);
  return (user + system) / 1e6;
}

function write(chunk, rest) {
  const encoding = typeof rest[0] === 'string' ? rest[0] : 'utf8';
  const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString(encoding);
  report('log', { text });
  const done = rest[rest.length - 1];
  if (typeof done === 'function') process.nextTick(done);
  return true;
}
