/** JSON of a stranger, read as it comes; a check proves what it expects of it. */
export type Json = ReturnType<typeof JSON.parse>;
