/**
 * Runs in the page before all else: tells when something was painted, in milliseconds of the page's clock, which begins with its loading. Plain
 * JavaScript, since it is given to the browser as it stands.
 */
const watching = {
  /** Once something that fits is painted: after the frame in which it is first there. */
  painted: (selector) => seen(() => document.querySelector(selector) !== null),

  /** From the next key to the frame with an action that is not there yet, which is then told by `added`. */
  watchNextKey() {
    const ids = () => [...document.querySelectorAll('[data-action]')].map((each) => each.dataset.action);
    const before = new Set(ids());
    watching.added = nextKey().then(
      async (began) => (await seen(() => ids().some((id) => !before.has(id)))) - began,
    );
  },

  /** From each key to the frame after it; `keysPainted` are those that are over. */
  keysPainted: [],
  watchKeys() {
    const note = () => {
      const began = performance.now();
      afterFrame().then((at) => watching.keysPainted.push(at - began));
    };
    addEventListener('keydown', note, { capture: true });
  },

  nodes: () => document.querySelectorAll('*').length,
};
globalThis.watching = watching;

function seen(isSo) {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      observer.disconnect();
      afterFrame().then(resolve);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
    look();
  });
}

function afterFrame() {
  return new Promise((resolve) =>
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))),
  );
}

function nextKey() {
  return new Promise((resolve) =>
    addEventListener('keydown', () => resolve(performance.now()), { capture: true, once: true }),
  );
}
