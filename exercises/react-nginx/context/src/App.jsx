import { useState } from 'react';

const tides = [
  { time: '03:12', kind: 'low', metres: 0.9 },
  { time: '09:26', kind: 'high', metres: 4.1 },
  { time: '15:41', kind: 'low', metres: 1.1 },
  { time: '21:50', kind: 'high', metres: 3.8 },
];

export function App() {
  const [kind, setKind] = useState('all');
  const shown = tides.filter((tide) => kind === 'all' || tide.kind === kind);
  return (
    <main>
      <h1>Tides today</h1>
      <label>
        Show{' '}
        <select value={kind} onChange={(event) => setKind(event.target.value)}>
          <option value="all">all tides</option>
          <option value="high">high water</option>
          <option value="low">low water</option>
        </select>
      </label>
      <ul>
        {shown.map((tide) => (
          <li key={tide.time}>
            {tide.time}: {tide.kind} water, {tide.metres} m
          </li>
        ))}
      </ul>
    </main>
  );
}
