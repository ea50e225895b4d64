/** What plain TypeScript must be told: a component is imported as a module. `astro check` knows its props. */
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}
