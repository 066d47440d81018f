/** Those that there is a script for. */
export const shells = ['bash', 'zsh', 'fish', 'pwsh'] as const;
