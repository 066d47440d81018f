import { homedir, userInfo } from 'node:os';

/** The user's home, from the system's own list where HOME is set to nothing. */
export function homeFolder(): string {
  return homedir() || userInfo().homedir;
}
