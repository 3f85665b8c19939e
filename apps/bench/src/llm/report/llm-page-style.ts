/** Colours are those of Okabe and Ito, darker or lighter for the ground, which also those tell apart who see few colours. */
export const LLM_PAGE_STYLE = `
  :root { color-scheme: light dark; --ground: #fff; --ink: #1c2530; --faint: #d9dee5; --band: #e8eef5; --stamp: #b00020;
    --series-0: #0064a6; --series-1: #b35900; --series-2: #00785a; --series-3: #a3437f; --series-4: #5a4fbf; --series-5: #7a6a00; --series-6: #1c2530; --series-7: #c0392b; }
  @media (prefers-color-scheme: dark) { :root { --ground: #14181d; --ink: #e6e9ee; --faint: #343c46; --band: #222b36; --stamp: #ff6b81;
    --series-0: #56b4e9; --series-1: #e69f00; --series-2: #2fc79c; --series-3: #e29ac9; --series-4: #a79cf7; --series-5: #f0e442; --series-6: #e6e9ee; --series-7: #ff8a75; } }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: var(--ground); color: var(--ink); }
  h2 { margin: 3rem 0 .5rem; border-bottom: 1px solid var(--faint); }
  h3 { margin: 1.5rem 0 .3rem; }
  .banner { border: 2px solid var(--stamp); padding: .6rem .9rem; }
  .wide { overflow-x: auto; margin: 1rem 0; }
  table { border-collapse: collapse; font-size: .8rem; }
  th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--faint); text-align: left; vertical-align: top; }
  td { font-variant-numeric: tabular-nums; white-space: nowrap; }
  .facts td { white-space: normal; overflow-wrap: anywhere; }
  tbody th { font-weight: 600; white-space: nowrap; }
  figure { margin: 2rem 0; break-inside: avoid; }
  figcaption { margin-bottom: .4rem; }
  svg { width: 100%; height: auto; display: block; }
  svg text { font: 13px system-ui, sans-serif; fill: var(--ink); }
  svg text.tick { font-size: 12px; }
  svg text.strong { font-weight: 700; }
  svg text.stamp { font-weight: 800; fill: var(--stamp); fill-opacity: .12; letter-spacing: .06em; pointer-events: none; }
  .grid { stroke: var(--faint); stroke-width: 1; }
  .axis { stroke: var(--ink); stroke-width: 1; fill: none; }
  .bar { stroke: var(--ink); stroke-width: 2; }
  .ink { fill: var(--ink); }
  .margin { fill: var(--band); }
  .frontier { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 3 3; fill: none; }
  .cell { fill: var(--series-1); }
  .right { fill: var(--series-0); stroke: var(--ink); stroke-width: 1.5; }
`
