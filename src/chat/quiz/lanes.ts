/** Work of one name is done one after the other, work of different names at the same time. */
export interface Lanes {
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** Lanes for as many names as there are; a name costs nothing when its work is done. */
export function openLanes(): Lanes {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(name, work) {
      const before = last.get(name) ?? Promise.resolve();
      const done = before.then(work, work);
      last.set(name, done);
      const leave = () => {
        if (last.get(name) === done) last.delete(name);
      };
      done.then(leave, leave);
      return done;
    },
  };
}
