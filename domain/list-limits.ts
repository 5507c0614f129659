/** Lines of recipients that a person types: the guide, "Limitations", 1. */
export const MOST_TYPED_LINES = 100;
