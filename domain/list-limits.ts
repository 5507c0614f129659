/** Lines of recipients that a person types: the guide, "Limitations", 1. */
export const MOST_TYPED_LINES = 100;

/** Lines of a list that are mended in one call. */
export const MOST_MENDED_LINES = 1_000;
