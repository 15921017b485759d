// Names as they can be drawn: without characters that reorder, hide or break text, and shortened in the middle,
// where names of pods and workloads differ least. Widths are estimates for a wide sans serif, so that text fits
// in any font without asking a browser.

const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const piledMarks = /(\p{M}{2})\p{M}+/gu;

/** The same text with a visible stand-in for each character that cannot be seen or that changes the text's direction. */
export function plain(text: string): string {
  return text.replace(unprintable, '\u{FFFD}').replace(piledMarks, '$1');
}

/** In the unit of `size`, which is the font's size. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += characterWidth(character);
  return ems * size;
}

function characterWidth(character: string): number {
  if (character >= '\u1100') return 1.05;
  if (/[ijl.,:;|!'`()[\]/ ]/.test(character)) return 0.36;
  if (/[mwMW%@]/.test(character)) return 0.95;
  if (/[A-Z]/.test(character)) return 0.7;
  return 0.62;
}

/** Printable, and no wider than `width`: what does not fit is left out in the middle. */
export function shorten(text: string, width: number, size: number): string {
  const characters = [...plain(text.length > 800 ? `${text.slice(0, 400)}${text.slice(-400)}` : text)];
  const whole = characters.join('');
  if (text.length <= 800 && textWidth(whole, size) <= width) return whole;
  let fits = 0;
  let tooMany = characters.length;
  while (tooMany - fits > 1) {
    const kept = Math.floor((fits + tooMany) / 2);
    if (textWidth(cut(characters, kept), size) <= width) fits = kept;
    else tooMany = kept;
  }
  return cut(characters, fits);
}

function cut(characters: readonly string[], kept: number): string {
  const head = Math.ceil(kept / 2);
  const tail = kept - head;
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - tail).join('')}`;
}
