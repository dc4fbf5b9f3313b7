import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactFlow, inARow, sendEmail, setProperty, whenEvent } from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

const PUBLIC = 'https://mail.example.test/millrace';

let story: Story;
beforeAll(async () => {
  story = await tellStory({ publicUrl: PUBLIC });
  await story.millrace.post('/millrace/v1/subscription-types', { id: 77, name: 'Newsletter <b>' });
  await story.millrace.post('/millrace/v1/subscription-types', { id: 78, name: 'Offers' });
  await story.millrace.patch('/millrace/v1/settings', { name: 'Engines & Co' });
});
afterAll(() => story.stop());

let number = 0;
async function subscriber() {
  const email = `reader${++number}@example.com`;
  return { email, id: await story.givenContact({ email }) };
}

interface Links {
  readonly managePreferencesUrl: string;
  readonly unsubscribeAllUrl: string;
  readonly unsubscribeSingleUrl: string;
}

async function linksOf(subscriberIdString: string, subscriptionId: number | undefined = 77): Promise<Links> {
  const path = '/communication-preferences/v4/links/generate?channel=EMAIL';
  const answer = await story.millrace.post(path, { subscriberIdString, subscriptionId });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

/** Follows a link as a browser does, at the place of the server. */
function open(link: string, init: RequestInit = {}): Promise<Response> {
  expect(link.startsWith(`${PUBLIC}/email/`)).toBe(true);
  return fetch(link.replace(PUBLIC, story.millrace.url), init);
}
const form = (body: string) => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

const optOuts = async (id: string) => {
  const { hs_email_optout, hs_email_optout_77, hs_email_optout_78 } = await story.properties('contacts', id);
  return [hs_email_optout ?? null, hs_email_optout_77 ?? null, hs_email_optout_78 ?? null];
};

describe('the link to unsubscribe', () => {
  it('shows a page and changes nothing until its button is pressed', async () => {
    const { email, id } = await subscriber();
    const { unsubscribeSingleUrl } = await linksOf(email);
    for (const method of ['GET', 'HEAD'])
      expect((await open(unsubscribeSingleUrl, { method })).status).toBe(200);
    const page = await open(unsubscribeSingleUrl);
    const html = await page.text();
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('Newsletter &#60;b&#62;');
    expect(html).not.toContain('Newsletter <b>');
    expect(html).toContain('Engines &#38; Co');
    expect(html).toContain('r…@example.com');
    expect(html).not.toContain(email);
    const [, action] = /<form method="post" action="([^"]+)">/.exec(html) ?? [];
    expect(action).toBe(new URL(unsubscribeSingleUrl).pathname);
    expect(await optOuts(id)).toEqual([null, null, null]);

    const done = await open(unsubscribeSingleUrl, form(''));
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('You have unsubscribed')]);
    expect(await optOuts(id)).toEqual([null, 'true', null]);
    expect(await (await open(unsubscribeSingleUrl)).text()).not.toContain('<form');
  });

  it('names the company, where the account has said which it is', async () => {
    const { unsubscribeSingleUrl } = await linksOf((await subscriber()).email);
    await story.millrace.patch('/millrace/v1/settings', { company: { name: 'Difference <Ltd>' } });
    expect(await (await open(unsubscribeSingleUrl)).text()).toContain(
      'Emails of Difference &#60;Ltd&#62; to',
    );
    expect(await (await open(unsubscribeSingleUrl, form(''))).text()).toContain('Emails of Difference');
    await story.millrace.patch('/millrace/v1/settings', { company: null });
    expect(await (await open(unsubscribeSingleUrl)).text()).toContain('Emails of Engines &#38; Co to');
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'a form of several parts',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
  ])('takes one click of a mail program as %s', async (_, type, body) => {
    const { email, id } = await subscriber();
    const { unsubscribeSingleUrl } = await linksOf(email);
    for (const _again of [1, 2]) {
      const answer = await open(unsubscribeSingleUrl, {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(200);
    }
    expect(await optOuts(id)).toEqual([null, 'true', null]);
  });

  it('unsubscribes from all where it is about all', async () => {
    const { email, id } = await subscriber();
    const { unsubscribeAllUrl } = await linksOf(email);
    expect(await (await open(unsubscribeAllUrl)).text()).toContain('Unsubscribe from all emails');
    expect((await open(unsubscribeAllUrl, { method: 'POST' })).status).toBe(200);
    expect(await optOuts(id)).toEqual(['true', null, null]);
  });

  it('is of use to its recipient only, as it stands, and for ever', async () => {
    const [ada, eve] = [await subscriber(), await subscriber()];
    const { unsubscribeSingleUrl } = await linksOf(ada.email);
    const token = unsubscribeSingleUrl.split('/').at(-1)!;
    const [account, , ...rest] = token.split('.');
    const ofEve = [account, BigInt(eve.id).toString(36), ...rest].join('.');
    for (const wrong of [
      ofEve,
      token.slice(0, -1),
      `${token}x`,
      // What lenient decoders of the signature pass over.
      ...['=', '==', '!', '*', '%20', '%0A', '%3D', ',', '~'].map((stray) => token + stray),
      `${token.slice(0, -1)}%20${token.at(-1)}`,
      'x',
      '..',
      '%00',
      token.replace(/^1/, '2'),
    ]) {
      const link = unsubscribeSingleUrl.replace(token, wrong);
      for (const method of ['GET', 'POST']) {
        const { status } = await open(link, { method });
        expect([wrong, method, status >= 400 && status < 500]).toEqual([wrong, method, true]);
      }
    }
    expect(await optOuts(eve.id)).toEqual([null, null, null]);
    await story.pass('P400D');
    expect((await open(`${unsubscribeSingleUrl}?utm_source=mail`, { method: 'POST' })).status).toBe(200);
    expect(await optOuts(ada.id)).toEqual([null, 'true', null]);
  });

  it('goes on for whom a contact was merged into, and says that somebody is gone', async () => {
    const [ada, other] = [await subscriber(), await subscriber()];
    const { unsubscribeSingleUrl } = await linksOf(ada.email);
    await story.millrace.post('/crm/v3/objects/contacts/merge', {
      primaryObjectId: other.id,
      objectIdToMerge: ada.id,
    });
    const { body: merged } = await story.millrace.get(`/crm/v3/objects/contacts/${ada.id}`);
    expect((await open(unsubscribeSingleUrl, { method: 'POST' })).status).toBe(200);
    expect((await optOuts(merged.id))[1]).toBe('true');
    await story.millrace.delete(`/crm/v3/objects/contacts/${merged.id}`);
    for (const method of ['GET', 'POST']) {
      const page = await open(unsubscribeSingleUrl, { method });
      expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('does not work')]);
    }
  });
});

describe('the page of preferences', () => {
  it('takes any choice: out of some, back into others, all', async () => {
    const { email, id } = await subscriber();
    const { managePreferencesUrl } = await linksOf(email);
    const choose = (...ids: number[]) =>
      open(managePreferencesUrl, form(ids.map((each) => `subscription=${each}`).join('&')));
    const before = await (await open(managePreferencesUrl)).text();
    expect(before.match(/type="checkbox"[^>]* checked/g)).toHaveLength(4);

    expect(await (await choose(1, 2, 78)).text()).toContain('Your choice is saved.');
    expect(await optOuts(id)).toEqual([null, 'true', null]);
    await choose(1, 2, 77);
    expect(await optOuts(id)).toEqual([null, 'false', 'true']);
    await open(managePreferencesUrl.replace('/preferences/', '/unsubscribe-all/'), { method: 'POST' });
    expect(await optOuts(id)).toEqual(['true', 'false', 'true']);
    await choose(77, 4711);
    expect(await optOuts(id)).toEqual(['false', 'false', 'true']);
    expect((await story.properties('contacts', id))['hs_email_optout_1']).toBe('true');
    const after = await (await open(managePreferencesUrl)).text();
    expect(after.match(/type="checkbox"[^>]* checked/g)).toHaveLength(1);
  });

  it('is told of by the API as a choice of the recipient', async () => {
    const { email } = await subscriber();
    await open((await linksOf(email)).unsubscribeSingleUrl, { method: 'POST' });
    const { body } = await story.millrace.get(
      `/communication-preferences/v4/statuses/${email}?channel=EMAIL`,
    );
    expect(body.results.find((each: Body) => each.subscriptionId === 77)).toMatchObject({
      status: 'UNSUBSCRIBED',
      source: 'Recipient',
    });
  });
});

describe('in the language of the recipient', () => {
  async function pageOf(
    hs_language: string | undefined,
    path: 'unsubscribe' | 'unsubscribe-all' | 'preferences',
    init = {},
  ) {
    const { email, id } = await subscriber();
    if (hs_language !== undefined) await story.change('contacts', id, { hs_language });
    const { unsubscribeSingleUrl } = await linksOf(email);
    return (await open(unsubscribeSingleUrl.replace('/unsubscribe/', `/${path}/`), init)).text();
  }

  it.each([
    ['de', 'de', 'Newsletter &#60;b&#62; abbestellen', 'Sie haben sich abgemeldet'],
    ['pt-br', 'pt', 'Cancelar a subscrição de Newsletter &#60;b&#62;', 'Subscrição cancelada'],
    ['fr-ca', 'fr', 'Se désabonner de Newsletter &#60;b&#62;', 'Vous êtes désabonné'],
    ['ja', 'en', 'Unsubscribe from Newsletter &#60;b&#62;', 'You have unsubscribed'],
    [undefined, 'en', 'Unsubscribe from Newsletter &#60;b&#62;', 'You have unsubscribed'],
  ])('%s is spoken to in %s', async (hs_language, language, title, done) => {
    for (const [path, init, heading] of [
      ['unsubscribe', {}, title],
      ['unsubscribe', form(''), done],
    ] as const) {
      const html = await pageOf(hs_language, path, init);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toContain(`<h1>${heading}</h1>`);
      expect(html).not.toContain('Newsletter <b>');
      expect(html).not.toMatch(/\{\w+\}/);
    }
  });

  it('the account says which, where the contact has none; and nobody knows whom a dead link was for', async () => {
    const { body } = await story.millrace.patch('/millrace/v1/settings', { email: { language: 'it' } });
    expect(body.email.language).toBe('it');
    expect(await pageOf(undefined, 'preferences')).toContain('<h1>Le sue preferenze e-mail</h1>');
    expect(await pageOf(undefined, 'preferences', form('subscription=78'))).toContain(
      'La sua scelta è stata salvata.',
    );
    expect(await pageOf('nl', 'unsubscribe-all')).toContain('<h1>Afmelden voor alle e-mails</h1>');
    expect(await pageOf('ja', 'unsubscribe-all')).toContain('<html lang="it">');
    const dead = `${PUBLIC}/email/unsubscribe/x`;
    const page = await open(dead, { headers: { 'accept-language': 'es-MX, en;q=0.5' } });
    expect([page.status, await page.text()]).toEqual([
      404,
      expect.stringContaining('Este enlace no funciona'),
    ]);
    const refused = await story.millrace.patch('/millrace/v1/settings', { email: { language: 'xx' } });
    expect([refused.status, refused.body.errors[0].in]).toEqual([400, 'email.language']);
    await story.millrace.patch('/millrace/v1/settings', { email: { language: 'en' } });
  });
});

describe('links/generate', () => {
  it('needs a contact, and a subscription type that exists', async () => {
    const path = '/communication-preferences/v4/links/generate';
    const { email } = await subscriber();
    const post = (body: object, query = '?channel=EMAIL') => story.millrace.post(path + query, body);
    expect((await post({ subscriberIdString: 'nobody@example.com' })).status).toBe(404);
    expect((await post({ subscriberIdString: email, subscriptionId: 4711 })).body.errors[0].in).toBe(
      'subscriptionId',
    );
    expect((await post({})).body.errors[0].in).toBe('subscriberIdString');
    expect((await post({ subscriberIdString: email }, '')).status).toBe(400);
    const { body } = await post({ subscriberIdString: email, language: 'de' });
    expect(Object.keys(body)).toEqual(['subscriberIdString', 'managePreferencesUrl', 'unsubscribeAllUrl']);
  });
});

describe('a mail', () => {
  async function mailed(email: Body, contact = {}): Promise<Body> {
    const made = await story.millrace.post('/marketing/v3/emails', {
      name: 'Mail',
      subject: 'Mail',
      ...email,
    });
    await story.millrace.post(`/marketing/v3/emails/${made.body.id}/publish`);
    const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(made.body.id))));
    const id = await story.givenContact({ email: `mailed${++number}@example.com`, ...contact });
    await story.enroll(flowId, id);
    const { body } = await story.millrace.get(`/millrace/v1/mailbox?flowId=${flowId}`);
    const mail =
      body.results[0] && (await story.millrace.get(`/millrace/v1/mailbox/${body.results[0].id}`)).body;
    return { mail, id, emailId: made.body.id, flowId };
  }
  const html = (text: string) => ({ content: { widgets: { a: { body: { html: text } } } } });

  it('has the links that its template names, and headers for mail programs', async () => {
    const { mail, id, emailId } = await mailed({
      subscriptionDetails: { subscriptionId: '77' },
      ...html(`<a href="{{ unsubscribe_link }}">A</a> <a href="{{unsubscribe_link_all}}">B</a>
        <a href="{{ subscription_preferences_link }}">C</a>`),
    });
    const found = [...mail.html.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
    expect(found.map((link) => link.split('/').at(-2))).toEqual([
      'unsubscribe',
      'unsubscribe-all',
      'preferences',
    ]);
    expect(mail.html).not.toContain('Unsubscribe');
    expect(mail.headers['List-Unsubscribe']).toBe(`<${found[0]}>`);
    expect(mail.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const left = await story.givenFlow(
      contactFlow(inARow(setProperty('state', 'Left')), whenEvent('4-666289', [])),
    );
    await open(found[0], form('List-Unsubscribe=One-Click'));
    await story.settle();
    expect(await optOuts(id)).toEqual([null, 'true', null]);
    expect(await story.enrollments(left)).toHaveLength(1);
    const { body } = await story.millrace.get(
      `/events/v3/events?objectType=contact&objectId=${id}&eventType=4-666289`,
    );
    expect(body.results[0].properties).toMatchObject({ hs_email_id: emailId, hs_subscription_id: '77' });
  });

  it('has a footer in the language of its recipient', async () => {
    const content = { content: { ...html('<p>Hallo</p>').content, plainTextVersion: 'Hallo' } };
    const { mail } = await mailed(content, { hs_language: 'de-at' });
    expect(mail.html).toMatch(
      /<p lang="de"[^>]*>[\s\S]*>Abmelden<\/a> · <a [^>]*>Einstellungen verwalten<\/a>/,
    );
    expect(mail.text).toMatch(/^Hallo\n\n--\nAbmelden: http[^\n]*\nEinstellungen verwalten: http/);
    await story.millrace.patch('/millrace/v1/settings', { email: { language: 'es' } });
    expect((await mailed(content)).mail.text).toContain('Cancelar la suscripción: http');
    await story.millrace.patch('/millrace/v1/settings', { email: { language: 'en' } });
  });

  it('gets a footer where its template has no way out, with the address of the company', async () => {
    const company = { name: 'Engines & Co', streetAddress1: 'Main Street 1', city: 'London', zip: 'E1' };
    await story.millrace.patch('/millrace/v1/settings', { company });
    const { mail } = await mailed({
      ...html('<p>Hello</p>'),
      content: { ...html('<p>Hello</p>').content, plainTextVersion: 'Hello' },
    });
    expect(mail.html).toMatch(
      /<p>Hello<\/p>[\s\S]*Engines &amp; Co[\s\S]*email\/unsubscribe\/[\s\S]*<\/body>/,
    );
    expect(mail.text).toMatch(
      /^Hello\n\n[\s\S]*Engines & Co, Main Street 1, London, E1[\s\S]*email\/unsubscribe\//,
    );
    const own = await mailed(
      html(
        '<p>{{ site_settings.company_name }}, {{ site_settings.company_city }} <a href="{{ unsubscribe_link }}">Out</a></p>',
      ),
    );
    expect(own.mail.html).toContain('<p>Engines &amp; Co, London <a');
    expect(own.mail.html.match(/email\/unsubscribe/g)).toHaveLength(1);
    await story.millrace.patch('/millrace/v1/settings', { company: null });
  });
});
