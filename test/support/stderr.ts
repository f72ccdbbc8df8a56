/** Everything that a call prints to stderr. */
export function stderrOf(call: () => unknown): string {
  const heard = listen();
  try {
    call();
    return heard.text();
  } finally {
    heard.end();
  }
}

/** Keeps stderr silent in the tests of a scope. The function tells what the current test has printed so far. */
export function silentStderr(): () => string {
  let heard: Listener;
  beforeEach(() => {
    heard = listen();
  });
  afterEach(() => heard.end());
  return () => heard.text();
}

interface Listener {
  text(): string;
  end(): void;
}

function listen(): Listener {
  let text = '';
  // A spy of jest cannot listen inside of another one.
  const before = Object.getOwnPropertyDescriptor(process.stderr, 'write');
  process.stderr.write = (chunk) => {
    text += String(chunk);
    return true;
  };
  return {
    text: () => text,
    end: () => {
      if (before === undefined) Reflect.deleteProperty(process.stderr, 'write');
      else Object.defineProperty(process.stderr, 'write', before);
    },
  };
}
