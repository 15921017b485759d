// What the build adds: the built-in scenarios as data (scripts/scenarios.ts reads them from scenarios/).

declare module 'virtual:scenarios' {
  export const scenarios: readonly {
    readonly name: string;
    readonly title: string;
    readonly summary: string;
    readonly files: readonly { readonly file: string; readonly content: string }[];
  }[];
}

declare module '*?worker&inline' {
  const start: new () => Worker;
  export default start;
}

declare module '*.css';
