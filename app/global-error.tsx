'use client';

/** Shown when even the frame of the page fails: plain markup, nothing that could fail again. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui, sans-serif', padding: '15vh 24px', textAlign: 'center' }}>
        <h1>Heliograph could not be shown</h1>
        <p>The console ran into a fault of its own; no data was changed.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
