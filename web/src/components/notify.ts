import { notifications } from '@mantine/notifications';
import { messageOf } from './states.tsx';

const CLOSE = { closeButtonProps: { 'aria-label': 'Close' } };

/** What was done, for some seconds. */
export function showDone(message: string): void {
  notifications.show({ message, color: 'teal', ...CLOSE });
}

/** What was refused, until it is read. */
export function showError(error: unknown): void {
  notifications.show({
    title: 'That did not work',
    message: messageOf(error),
    color: 'red',
    autoClose: false,
    ...CLOSE,
  });
}
