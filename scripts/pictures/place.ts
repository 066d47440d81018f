import type { Language } from '../../src/messages/index.ts';
import type { Scene } from './scenes.ts';

/** Where a picture is kept, from the root of the repository. */
export const pictureFile = ({ name }: Scene, language: Language): string =>
  `docs/pictures/${name}${language === 'en' ? '' : `.${language}`}.svg`;
