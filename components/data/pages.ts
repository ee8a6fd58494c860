/** How a list of the API goes on: `nextCursor` of a page asks for the following one; null at the end. */
export const PAGES = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};
