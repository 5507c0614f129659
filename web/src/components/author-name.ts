/** Who did something, as people read it: a user is kept with their id. */
export function authorName(author: string): string {
  return author.replace(/ \(user [\w-]+\)$/, '');
}
