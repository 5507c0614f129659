import { Box, Code } from '@mantine/core';
import { Copy } from './copy.tsx';

/** A command to copy. `what` completes "Copy …". */
export function CodeBlock({ code, what }: { code: string; what: string }) {
  return (
    <Box pos="relative">
      <Code block role="region" aria-label={what} tabIndex={0} pr={44}>
        {code}
      </Code>
      <Box pos="absolute" top={4} right={4} bg="var(--mantine-color-body)" bdrs="sm">
        <Copy value={code} what={what} />
      </Box>
    </Box>
  );
}
