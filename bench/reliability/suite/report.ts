/** How a test ended, by the report of its runner. */
export interface Ended {
  readonly title: string;
  readonly status: string;
  readonly message: string;
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly results: readonly {
        readonly status: string;
        readonly errors: readonly { readonly message?: string }[];
      }[];
    }[];
  }[];
}

export const endsIn = (report: string): Ended[] => endsOf(JSON.parse(report) as Suite);

function endsOf({ suites = [], specs = [] }: Suite): Ended[] {
  const here = specs.flatMap(({ title, tests }) =>
    tests.flatMap(({ results }) =>
      results.map(({ status, errors }) => ({
        title,
        status,
        message: errors.map(({ message = '' }) => message).join('\n'),
      })),
    ),
  );
  return [...here, ...suites.flatMap(endsOf)];
}
