/**
 * Giving a number up can take long at a busy platform, and the looks at the others must not wait for it: it is done
 * beside them, one number after the other.
 */
export function createQueue() {
  let last: Promise<void> = Promise.resolve();
  const failures: unknown[] = [];
  return {
    add(work: () => Promise<void>) {
      last = last.then(work).catch((error: unknown) => void failures.push(error));
    },
    throwIfFailed() {
      if (failures.length > 0) throw failures[0];
    },
    async end() {
      await last;
      this.throwIfFailed();
    },
  };
}
