/** What may stand behind an option that takes one of a few words. */

export const exclusions = ['mine', 'all'] as const;
export const operators = ['mobile', 'unicom', 'telecom'] as const;
export const timeoutActions = ['blacklist', 'release', 'keep'] as const;
/** When the command of a run has ended. */
export const endActions = ['release', 'blacklist', 'keep'] as const;
export const sortFields = ['available', 'country'] as const;
