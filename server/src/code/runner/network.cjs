/** What stands for a connection to the world: a stream to the parent, which does the request itself, or refuses it. */
'use strict';

const { Duplex } = require('node:stream');

/** A frame: its length without these, its kind, the connection's number, and what it carries. */
const HEAD_BYTES = 9;
const KINDS = { open: 1, data: 2, end: 3, close: 4 };
const FRAME_BYTES_MAX = 65_536;

class Connections {
  constructor(channel) {
    this.channel = channel;
    this.open_ = new Map();
    this.last = 0;
    this.awake = 0;
    this.unread = Buffer.alloc(0);
    channel.on('data', (bytes) => this.take(bytes));
    channel.on('error', () => undefined);
    channel.unref();
  }

  open(scheme, { host, port, socketPath, path }) {
    if (socketPath || (path && !host)) {
      const error = new Error('Custom code cannot use local sockets.');
      error.code = 'ERR_ACCESS_DENIED';
      throw error;
    }
    this.last += 1;
    const connection = new Connection(this, this.last, scheme);
    this.open_.set(this.last, connection);
    this.send(
      'open',
      this.last,
      Buffer.from(JSON.stringify({ scheme, host: `${host}`, port: Number(port) })),
    );
    return connection;
  }

  send(kind, id, bytes, done) {
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32BE(bytes.length, 0);
    head.writeUInt8(KINDS[kind], 4);
    head.writeUInt32BE(id, 5);
    this.channel.write(head);
    this.channel.write(bytes, done);
  }

  take(bytes) {
    this.unread = this.unread.length === 0 ? bytes : Buffer.concat([this.unread, bytes]);
    while (this.unread.length >= HEAD_BYTES) {
      const length = this.unread.readUInt32BE(0);
      if (this.unread.length < HEAD_BYTES + length) return;
      const kind = this.unread.readUInt8(4);
      const id = this.unread.readUInt32BE(5);
      const payload = this.unread.subarray(HEAD_BYTES, HEAD_BYTES + length);
      this.unread = this.unread.subarray(HEAD_BYTES + length);
      this.open_.get(id)?.receive(kind, payload);
    }
  }

  /** The channel keeps the process awake as long as a connection is waited for. */
  stir(by) {
    this.awake += by;
    if (this.awake > 0) this.channel.ref();
    else this.channel.unref();
  }

  forget(id) {
    this.open_.delete(id);
  }
}

class Connection extends Duplex {
  constructor(connections, id, scheme) {
    super({ allowHalfOpen: true });
    this.connections = connections;
    this.id = id;
    this.isRef = true;
    this.isWanted = false;
    this.isAwake = false;
    this.encrypted = scheme === 'https';
    this.authorized = this.encrypted;
    this.connecting = false;
    this.timer = null;
    setImmediate(() => {
      if (this.destroyed) return;
      this.emit('connect');
      if (this.encrypted) this.emit('secureConnect');
      this.emit('ready');
    });
  }

  receive(kind, payload) {
    this.touch();
    this.isWanted = false;
    if (kind === KINDS.data) this.push(payload);
    else if (kind === KINDS.end) this.push(null);
    else if (kind === KINDS.close) {
      const text = payload.toString();
      this.closedByParent = true;
      if (text === '') this.destroy();
      else {
        const { message, code } = JSON.parse(text);
        const error = new Error(message);
        error.code = code;
        this.destroy(error);
      }
    }
    this.stir();
  }

  _read() {
    this.isWanted = true;
    this.stir();
  }

  _write(bytes, _encoding, done) {
    this.touch();
    for (let at = 0; at < bytes.length; at += FRAME_BYTES_MAX) {
      const isLast = at + FRAME_BYTES_MAX >= bytes.length;
      this.connections.send(
        'data',
        this.id,
        bytes.subarray(at, at + FRAME_BYTES_MAX),
        isLast ? done : undefined,
      );
    }
    if (bytes.length === 0) done();
  }

  _final(done) {
    this.connections.send('end', this.id, Buffer.alloc(0), done);
  }

  _destroy(error, done) {
    clearTimeout(this.timer);
    this.unref();
    this.connections.forget(this.id);
    if (!this.closedByParent) this.connections.send('close', this.id, Buffer.alloc(0));
    done(error);
  }

  ref() {
    this.isRef = true;
    this.stir();
    return this;
  }

  unref() {
    this.isRef = false;
    this.stir();
    return this;
  }

  /** As a socket of the system's, it keeps the process awake while somebody reads from it: an answer left unread does not. */
  stir() {
    const isAwake = this.isRef && this.isWanted && !this.destroyed;
    if (isAwake !== this.isAwake) this.connections.stir(isAwake ? 1 : -1);
    this.isAwake = isAwake;
  }

  setTimeout(ms, listener) {
    this.timeout = ms;
    if (listener) this.once('timeout', listener);
    this.touch();
    return this;
  }

  touch() {
    clearTimeout(this.timer);
    if (this.timeout > 0) this.timer = setTimeout(() => this.emit('timeout'), this.timeout).unref();
  }

  setNoDelay() {
    return this;
  }

  setKeepAlive() {
    return this;
  }

  getPeerCertificate() {
    return {};
  }
}

module.exports = { Connections };
