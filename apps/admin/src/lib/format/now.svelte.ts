import { createSubscriber } from 'svelte/reactivity';

const stepMs = 5_000;

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, stepMs);
  return () => clearInterval(timer);
});

/** The present in milliseconds. What reads it in an effect or a template is brought up to date as time passes. */
export function now(): number {
  subscribe();
  return Date.now();
}
