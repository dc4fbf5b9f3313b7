/** Aborted by the first Ctrl-C, so that what is under way is finished; the second ends the process as it would have. */
export function stopping(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
