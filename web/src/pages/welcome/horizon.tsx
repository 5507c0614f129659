/** A sun that comes up over places that wait for it, each at its own hour. */
export function Horizon({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 520 320" aria-hidden preserveAspectRatio="xMaxYMax slice">
      <defs>
        <radialGradient id="glow" cx="50%" cy="100%" r="100%">
          <stop offset="0" stopColor="#ffb364" stopOpacity="0.85" />
          <stop offset="0.45" stopColor="#ff8e1a" stopOpacity="0.28" />
          <stop offset="1" stopColor="#ff8e1a" stopOpacity="0" />
        </radialGradient>
        <linearGradient id="sun" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#ffce9b" />
          <stop offset="1" stopColor="#ff9d37" />
        </linearGradient>
        <linearGradient id="sea">
          <stop offset="0" stopColor="#191548" stopOpacity="0" />
          <stop offset="0.35" stopColor="#191548" />
        </linearGradient>
        <linearGradient id="line">
          <stop offset="0.05" stopColor="#ffb364" stopOpacity="0" />
          <stop offset="0.4" stopColor="#ffb364" stopOpacity="0.75" />
        </linearGradient>
      </defs>
      <ellipse cx="330" cy="252" rx="270" ry="210" fill="url(#glow)" />
      {[96, 148, 200].map((radius, index) => (
        <path
          key={radius}
          d={`M ${330 - radius} 252 A ${radius} ${radius} 0 0 1 ${330 + radius} 252`}
          fill="none"
          stroke="#ffe7cd"
          strokeOpacity={0.34 - index * 0.1}
          strokeWidth="1.5"
          strokeDasharray="2 7"
          strokeLinecap="round"
        />
      ))}
      <circle cx="330" cy="252" r="58" fill="url(#sun)" />
      {PLACES.map(({ x, y, isReached }) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="4.5" fill={isReached ? '#ffb364' : '#8781da'} />
      ))}
      <rect y="252" width="520" height="68" fill="url(#sea)" />
      <rect y="251.25" width="520" height="1.5" fill="url(#line)" />
      <path d="M 262 266 H 398 M 284 280 H 376 M 306 294 H 354" stroke="#ffb364" strokeOpacity="0.35" strokeWidth="2" />
    </svg>
  );
}

/** On the arcs; the sun has come to those at the right. */
const PLACES = [
  { x: 201, y: 179, isReached: false },
  { x: 234, y: 251, isReached: false },
  { x: 278, y: 171, isReached: false },
  { x: 290, y: 56, isReached: false },
  { x: 373, y: 110, isReached: true },
  { x: 410, y: 199, isReached: true },
  { x: 466, y: 105, isReached: true },
  { x: 471, y: 206, isReached: true },
];
