'use client';

/**
 * Shown when even the frame of the page fails: plain markup, nothing that could fail again. So it has no catalogue either, and
 * says the same in each language.
 */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui, sans-serif', padding: '15vh 24px', textAlign: 'center' }}>
        <h1>Heliograph could not be displayed</h1>
        <p>An internal error occurred in the console; no data was changed.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
        <div lang="de">
          <h1>Heliograph konnte nicht dargestellt werden</h1>
          <p>In der Konsole ist ein interner Fehler aufgetreten; es wurden keine Daten geändert.</p>
          <button type="button" onClick={reset}>
            Erneut versuchen
          </button>
        </div>
      </body>
    </html>
  );
}
