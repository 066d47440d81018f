/** By what the numbers that were rented can be told apart. */
export const dimensions = ['provider', 'project', 'country'] as const;
export type Dimension = (typeof dimensions)[number];
