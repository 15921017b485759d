// The few icons of the page, drawn for it on a 16 × 16 grid with one stroke width. Always beside a word or a label.

const paths = {
  flows: 'M2 4h5a3 3 0 0 1 3 3v2a3 3 0 0 0 3 3M2 12h3M10.5 9.5 13.5 12l-3 2.5M11 4h3',
  blast: 'M8 8h.01M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8',
  edit: 'M3 13l.6-2.8L11 2.8l2.2 2.2-7.4 7.4L3 13M9.6 4.2l2.2 2.2',
  cost: 'M2.5 13.5h11M4 11V8M7 11V4M10 11V6.5M13 11V2.5',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H9a4 4 0 0 1 0 8H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6H7a4 4 0 0 0 0 8h3',
  share: 'M6.5 9.5l3-3M7 4.5l1.2-1.2a2.8 2.8 0 0 1 4 4L11 8.5M9 11.5l-1.200 1.200a2.8 2.8 0 0 1-4-4L5 7.500',
  help: 'M6 6a2 2 0 1 1 2.800 1.800C8.200 8.200 8 8.600 8 9.300M8 11.700v.01M8 1.800a6.200 6.200 0 1 1 0 12.400A6.200 6.200 0 0 1 8 1.800',
  open: 'M2 4.500h4l1.500 1.500H14v7H2zM8 12V8.500M6.500 9.800 8 8.300l1.500 1.500',
  swap: 'M3 5.500h9M9.500 3 12 5.500 9.500 8M13 10.500H4M6.500 8 4 10.500 6.500 13',
  target: 'M8 8h.01M8 4.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7M8 1v2.500M8 12.500V15M1 8h2.500M12.500 8H15',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  trash: 'M3 4.500h10M6.500 4.500V3h3v1.500M4.500 4.500l.500 8.500h6l.500-8.500M7 7v4M9 7v4',
  shield: 'M8 1.800 3 3.500v4c0 3.200 2.100 5.600 5 6.700 2.900-1.100 5-3.500 5-6.700v-4z',
  download: 'M8 2.500v7M5 7l3 3 3-3M3 13h10',
  chevron: 'M6 3.500 10.500 8 6 12.500',
  warning: 'M8 2.500 14 13H2zM8 6.500V9.500M8 11.300v.01',
  yes: 'M3 8.500 6.500 12 13 4.500',
  no: 'M4 4l8 8M12 4l-8 8',
  question: 'M5.500 5.500a2.500 2.500 0 1 1 3.500 2.300c-.700.400-1 .900-1 1.700M8 12v.01',
  paste: 'M5.500 3H4v10.500h8V3h-1.500M6 2h4v2.500H6zM6 7.500h4M6 10h4',
  moon: 'M12.500 9.800A5.500 5.500 0 0 1 6.200 3.500a5 5 0 1 0 6.300 6.300',
  outside:
    'M8 1.800a6.200 6.200 0 1 1 0 12.400A6.200 6.200 0 0 1 8 1.800M1.800 8h12.400M8 1.800c2 2 2.600 4 2.600 6.200S10 12.200 8 14.200C6 12.200 5.400 10.200 5.400 8S6 3.800 8 1.800',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
