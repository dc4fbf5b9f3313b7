import { Readable } from 'node:stream';
import * as base64 from 'nodemailer/lib/base64';
import type { PluginFunction } from 'nodemailer/lib/mailer';
import type MimeNode from 'nodemailer/lib/mime-node';
import * as quotedPrintable from 'nodemailer/lib/qp';

/**
 * A step of nodemailer's: hands the message of a mail that is all text to the connection as one buffer. By itself nodemailer puts every message
 * together by a dozen streams, which takes more time than all the rest of sending it. Headers, parts and encodings stay nodemailer's.
 */
export const inOnePiece: PluginFunction = ({ message }, done) => {
  const text = messageText(message);
  if (text !== undefined) message.createReadStream = () => streamOf(Buffer.from(text));
  done();
};

function streamOf(whole: Buffer): Readable {
  return new Readable({
    read() {
      this.push(whole);
      this.push(null);
    },
  });
}

/** A message as nodemailer's streams would write it; undefined when a part of it is no text. */
export function messageText(node: MimeNode): string | undefined {
  const headers = node.buildHeaders();
  const content = contentOf(node);
  const parts = node.childNodes.map(messageText);
  if (content === undefined || parts.includes(undefined)) return undefined;
  const { boundary } = node;
  const body =
    parts.length === 0
      ? content
      : `${content}--${boundary}\r\n${parts.join(`\r\n--${boundary}\r\n`)}\r\n--${boundary}--\r\n`;
  return `${headers}\r\n\r\n${body}`;
}

function contentOf(node: MimeNode): string | undefined {
  const { content = '' } = node;
  if (typeof content !== 'string') return undefined;
  switch (node.getTransferEncoding()) {
    case 'quoted-printable':
      return quotedPrintable.wrap(quotedPrintable.encode(content));
    case 'base64':
      return base64.wrap(base64.encode(content));
    default:
      return content;
  }
}
