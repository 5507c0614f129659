import { Box, Text } from '@mantine/core';
import { dayText, partsOf, WEEK } from './hours.ts';
import type { WeeklyWindow } from './queries.ts';
import classes from './week-picture.module.css';

const AXIS = ['00', '06', '12', '18', '24'];

/** The open hours of a week, a bar for each day from midnight to midnight, and in figures beside it. */
export function WeekPicture({ windows }: { windows: readonly WeeklyWindow[] }) {
  return (
    <Box className={classes.week}>
      <Box className={classes.row} aria-hidden>
        <span />
        <Text component="div" size="xs" c="dimmed" className={classes.axis}>
          {AXIS.map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </Text>
        <span />
      </Box>
      {WEEK.map(({ day, name, short }) => (
        <Box key={day} className={classes.row}>
          <Text size="sm" title={name}>
            {short}
          </Text>
          <Box className={classes.track} aria-hidden>
            {partsOf(windows, day).map(({ start, width }) => (
              <span
                key={start}
                className={classes.open}
                style={{ left: `${start * 100}%`, width: `${width * 100}%` }}
              />
            ))}
          </Box>
          <Text size="xs">{dayText(windows, day) || 'Closed'}</Text>
        </Box>
      ))}
    </Box>
  );
}
