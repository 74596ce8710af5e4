/** A wasm file: the bundler copies it and gives its address. */
declare module '*.wasm' {
  const url: string;
  export default url;
}

/** An icon: the bundler gives its source text. */
declare module '*.svg' {
  const source: string;
  export default source;
}

/** A page of the documentation: the bundler gives its text. */
declare module '*.md' {
  const source: string;
  export default source;
}
