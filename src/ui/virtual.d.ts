// What the build makes rather than a file: the folders of scenarios/ as data (scripts/scenarios.ts).
declare module 'virtual:scenarios' {
  export const scenarios: readonly {
    readonly name: string;
    /** The first heading of its README.md, and the text below it. */
    readonly title: string;
    readonly summary: string;
    readonly files: readonly { readonly file: string; readonly content: string }[];
  }[];
}

declare module '*?worker&inline' {
  const InlineWorker: { new (options?: { readonly name?: string }): Worker };
  export default InlineWorker;
}
