/** Which rows of an ordered list to give; both count rows. */
export type Page = Readonly<{ offset: number; limit: number }>;

/** One page of a list, and how many rows there are on all pages together. */
export type PageOf<Row> = Readonly<{ rows: Row[]; total: number }>;
