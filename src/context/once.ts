/** Made when it is first asked for, and kept. */
export interface Once<T> {
  (): Promise<T>;
  /** What was made is out of date: it is made anew when it is asked for again. */
  forget(): void;
}

export function once<T>(make: () => Promise<T>): Once<T> {
  let made: Promise<T> | null = null;
  const get = () => {
    made ??= make();
    return made;
  };
  return Object.assign(get, {
    forget: () => {
      made = null;
    },
  });
}
