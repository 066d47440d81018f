import { homedir, userInfo } from 'node:os';

/** The user's home, from the system's own list where HOME is set to nothing. */
export function homeFolder(): string {
  const { HOME } = process.env;
  if (HOME && process.platform !== 'win32') return HOME; // what node:os would say, which takes a while to load
  return homedir() || userInfo().homedir;
}
