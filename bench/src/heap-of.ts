/** The heap that a process has in use, as its metrics tell. */
export async function heapMiB(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1]) / 1024 / 1024;
}

/** What `work` answers, and the heap before it and at most while it ran, looked at forty times a second. */
export async function watchHeap<Result>(origin: string, work: () => Promise<Result>) {
  const before = await heapMiB(origin);
  let most = before;
  const watch = setInterval(() => {
    void heapMiB(origin).then((now) => (most = Math.max(most, now)));
  }, 25);
  try {
    const result = await work();
    most = Math.max(most, await heapMiB(origin));
    return { result, before, most };
  } finally {
    clearInterval(watch);
  }
}
