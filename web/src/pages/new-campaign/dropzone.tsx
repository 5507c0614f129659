import { Button, Group, Stack, Text } from '@mantine/core';
import { IconFileTypeCsv, IconUpload } from '@tabler/icons-react';
import { useId, useRef, useState, type DragEvent } from 'react';

type DropzoneProps = { file: File | undefined; hint: string; onFile: (file: File) => void };

/** Takes a file that is dropped on it or chosen with its button. */
export function Dropzone({ file, hint, onFile }: DropzoneProps) {
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) onFile(dropped);
  };
  return (
    <div
      className="dropzone"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Stack align="center" gap="xs">
        {file ? <IconFileTypeCsv size={34} aria-hidden /> : <IconUpload size={34} aria-hidden />}
        {file ? (
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {file.name}{' '}
            <Text span c="dimmed" fw={400}>
              {inBytes(file.size)}
            </Text>
          </Text>
        ) : (
          <Text fw={600}>Drop a CSV file here</Text>
        )}
        <Group>
          <Button variant="light" onClick={() => input.current?.click()} aria-describedby={hintId}>
            {file ? 'Choose another file' : 'Choose a file'}
          </Button>
        </Group>
        <Text size="sm" c="dimmed" ta="center" id={hintId}>
          {hint}
        </Text>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          aria-label="CSV file of recipients"
          tabIndex={-1}
          className="file-input"
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.files?.[0];
            if (chosen) onFile(chosen);
            // So that the same file, mended, can be chosen again.
            currentTarget.value = '';
          }}
        />
      </Stack>
    </div>
  );
}

export function inBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
