/** Takes away what code must not reach, with an error that says so. What the system refuses by itself is not repeated here. */
'use strict';

const dgram = require('node:dgram');
const dns = require('node:dns');
const http = require('node:http');
const https = require('node:https');
const { builtinModules, createRequire } = require('node:module');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const ofNode = require;
const { create } = Object;
const { defineProperty } = Object;

/** Node's own modules for what the limits of a run exclude. */
const DENIED = table([
  'child_process',
  'cluster',
  'inspector',
  'inspector/promises',
  'module',
  'repl',
  'sea',
  'sqlite',
  'test',
  'test/reporters',
  'trace_events',
  'v8',
  'wasi',
  'worker_threads',
]);
const BUILTIN = table(builtinModules.map(bare));

/** Connections of `fetch` to one origin; further requests wait for one. */
const FETCHES_MAX = 100;

function guard(connections) {
  const { getBuiltinModule } = process;
  for (const name of [
    'kill',
    '_kill',
    '_debugProcess',
    '_debugEnd',
    'binding',
    '_linkedBinding',
    'dlopen',
    '_getActiveHandles',
    '_getActiveRequests',
  ])
    put(process, name, refusing(`process.${name}`));
  put(process, 'getBuiltinModule', (name) =>
    BUILTIN[bare(name)] && !DENIED[bare(name)] ? getBuiltinModule.call(process, name) : undefined,
  );
  put(os, 'setPriority', refusing('os.setPriority'));
  put(net.Socket.prototype, 'connect', refusing('a raw connection', 'Use http, https or fetch.'));
  put(net, '_createServerHandle', refusing('listening on a port'));
  put(net.Server.prototype, 'listen', refusing('listening on a port'));
  for (const name of ['bind', 'send', 'connect'])
    put(dgram.Socket.prototype, name, refusing(`dgram ${name}`));
  for (const of of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
    for (const name of Object.keys(Object.getOwnPropertyDescriptors(of)))
      if (/^(lookup|resolve|reverse)/.test(name))
        put(of, name, refusing(`dns.${name}`, 'Use http, https or fetch.'));
  put(http.Agent.prototype, 'createConnection', (options) => connections.open('http', options));
  put(https.Agent.prototype, 'createConnection', (options) => connections.open('https', options));
  guardFetch(connections);
}

/** Node's own fetch sends through a dispatcher, whose class is known by its instance alone. */
function guardFetch(connections) {
  const place = Symbol.for('undici.globalDispatcher.1');
  // Makes the dispatcher.
  void fetch('data:,').catch(() => undefined);
  const Dispatcher = globalThis[place]?.constructor;
  if (!Dispatcher) return;
  globalThis[place] = new Dispatcher({
    connections: FETCHES_MAX,
    connect({ protocol, hostname, port }, done) {
      const scheme = protocol === 'https:' ? 'https' : 'http';
      const connection = connections.open(scheme, {
        host: hostname,
        port: port || (scheme === 'https' ? 443 : 80),
      });
      // It may be refused before the dispatcher listens.
      connection.on('error', () => undefined);
      setImmediate(() => (connection.errored ? done(connection.errored) : done(null, connection)));
      return connection;
    },
  });
}

function requireFor(modules) {
  const fromModules = modules === null ? null : createRequire(path.join(modules, 'main.js'));
  return function require(name) {
    const builtin = builtinOf(name);
    if (builtin !== null) return ofNode(builtin);
    return fromModules ? fromModules(checked(name)) : missing(name);
  };
}

/** The name of a module of Node's own; null for others. Throws for those that are denied. */
function builtinOf(name) {
  if (typeof name !== 'string') throw new TypeError('require takes the name of a module.');
  const plain = bare(name);
  if (BUILTIN[plain] !== true) return null;
  if (DENIED[plain] === true) throw denied(`the module "${plain}"`);
  return `node:${plain}`;
}

function checked(name) {
  if (/^[./\\]|^[a-z]+:/i.test(name)) throw denied(`the file "${name}"`, 'Only libraries can be loaded.');
  return name;
}

function missing(name) {
  if (/^[./\\]/.test(name)) throw denied(`the file "${name}"`, 'Only libraries can be loaded.');
  const error = new Error(
    `Cannot find module '${name}': no libraries are installed for custom code. The operator sets MILLRACE_CODE_MODULES to the node_modules folder that has them.`,
  );
  error.code = 'MODULE_NOT_FOUND';
  throw error;
}

function bare(name) {
  return `${name}`.replace(/^node:/, '');
}

function refusing(what, instead) {
  return () => {
    throw denied(what, instead);
  };
}

function denied(what, instead) {
  const error = new Error(`Custom code cannot use ${what}.${instead ? ` ${instead}` : ''}`);
  error.code = 'ERR_ACCESS_DENIED';
  return error;
}

/** For good: code cannot put back what it never had. */
function put(object, name, value) {
  defineProperty(object, name, { value, writable: false, configurable: false, enumerable: true });
}

/** A table that no prototype reaches. */
function table(names) {
  const made = create(null);
  for (const name of names) made[name] = true;
  return made;
}

module.exports = { guard, requireFor };
